// Runs one of the repository's TypeScript scripts on a fresh machine: installs the dependencies first if they are
// missing or older than the lock file. Plain JavaScript, because nothing is installed yet when it starts.
import {spawnSync} from 'node:child_process';
import {existsSync, statSync} from 'node:fs';
import {dirname, resolve} from 'node:path';
import {fileURLToPath} from 'node:url';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const installed = resolve(root, 'node_modules/.package-lock.json');

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 12)) {
    process.stderr.write(`Node ${process.version} is too old: install Node 20.12 or newer.\n`);
    process.exit(1);
}
if (!existsSync(installed) || statSync(installed).mtimeMs < statSync(resolve(root, 'package-lock.json')).mtimeMs) {
    process.stdout.write('Installing dependencies (npm install) …\n');
    // Not `npm ci`: it would empty node_modules/.cache, which holds what the tests fetched.
    const npm = spawnSync('npm', ['install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error'], {
        cwd: root,
        stdio: 'inherit',
        shell: process.platform === 'win32',
    });
    if (npm.status !== 0) {
        process.stderr.write('npm install failed: see its message above; the npm registry must be reachable once.\n');
        process.exit(1);
    }
}
const {register} = await import('tsx/esm/api');
register();
const [script, ...rest] = process.argv.slice(2);
process.argv = [process.argv[0], resolve(root, script), ...rest];
await import(resolve(root, script));
