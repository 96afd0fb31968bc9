// Placeholder until the doors exist, so that both bundles can be built.
process.stderr.write('server-proxy has no doors yet.\n');
process.exitCode = 1;
