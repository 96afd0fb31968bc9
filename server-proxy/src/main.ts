// The one executable: Mattermost's plugin process (no arguments), `serve`, `doctor`, `notify`, `support`, `--version`.
// Only this file touches the process; each door is loaded on demand, so that the notification command starts without
// the cost of the service.

declare const __VERSION__: string | undefined;
const version = typeof __VERSION__ === 'string' ? __VERSION__ : 'development';

const USAGE = `Usage: server-proxy <command>

  serve [--config FILE]   run the handler as a service
  doctor [--config FILE]  test the connection from end to end; --host NAME: with a real notification
  check [--url URL]       the handler's health, as a check plugin (check --help)
  support [--config FILE] what support needs to know, without secrets
  explain [--config FILE] HOST [SERVICE]  why an alert has a post, or none (explain --help)
  details [--config FILE] HOST [SERVICE]  all about one of them (details --help)
  handover [SPAN]         what a shift has to know: what happened, what is open, what comes (handover --help)
  report [--csv] [SPAN]   problems of the last days (report --help)
  notify …                the notification command for openITCOCKPIT (notify --help)
  --version               print the version
`;

const main = async (command: string | undefined, argv: readonly string[]): Promise<number | undefined> => {
    switch (command) {
        case 'notify': {
            const {runNotify} = await import('./cli/notify');
            return runNotify({argv, env: process.env, stdout: process.stdout, stderr: process.stderr, version});
        }
        case 'serve': {
            const {keepMemorySmall} = await import('./telemetry/small_memory');
            keepMemorySmall();
            const {runServe} = await import('./cli/serve');
            const code = await runServe({
                argv,
                env: process.env,
                version,
                log: (line) => void process.stderr.write(line),
                onStop: (stop) => {
                    process.once('SIGTERM', stop);
                    process.once('SIGINT', stop);
                },
            });
            // A request of ours that nobody answers would keep the process alive until its time is up.
            return process.exit(code);
        }
        case 'doctor': {
            const {runDoctor} = await import('./cli/doctor');
            return runDoctor({argv, env: process.env, stdout: process.stdout, stderr: process.stderr});
        }
        case 'check': {
            const {runCheck} = await import('./cli/check');
            return runCheck({argv, env: process.env, stdout: process.stdout});
        }
        case 'support': {
            const {runSupport} = await import('./cli/support');
            return runSupport({argv, env: process.env, stdout: process.stdout, stderr: process.stderr, version});
        }
        case 'details':
        case 'explain': {
            const {runAbout} = await import('./cli/about');
            return runAbout(command, {argv, env: process.env, stdout: process.stdout, stderr: process.stderr});
        }
        case 'handover':
        case 'report': {
            const {runShift} = await import('./cli/shift');
            return runShift(command, {argv, env: process.env, stdout: process.stdout, stderr: process.stderr});
        }
        case '--version':
        case 'version':
            process.stdout.write(`${version}\n`);
            return 0;
        case '--help':
        case 'help':
            process.stdout.write(USAGE);
            return 0;
        case undefined:
            return runAsPlugin();
        default:
            process.stderr.write(USAGE);
            return 64;
    }
};

/** Mattermost starts a plugin without arguments and with a cookie in its environment. */
const runAsPlugin = async (): Promise<number> => {
    const {keepMemorySmall} = await import('./telemetry/small_memory');
    keepMemorySmall();
    const {installLightFetch} = await import('./plugin_process/light_fetch');
    installLightFetch();
    const {isPluginEnvironment, runPluginProcess} = await import('./plugin_process');
    if (!isPluginEnvironment(process.env)) {
        process.stderr.write(`This is a Mattermost plugin; Mattermost starts it.\n\n${USAGE}`);
        return 64;
    }
    const code = await runPluginProcess({
        env: process.env,
        platform: process.platform,
        version,
        stdout: (text) => void process.stdout.write(text),
        log: (line) => void process.stderr.write(line),
        onStop: (stop) => {
            process.once('SIGTERM', stop);
            // Ctrl-C in the server's terminal reaches the whole process group; the server itself ends its plugins.
            process.on('SIGINT', () => undefined);
        },
    });
    process.exit(code);
};

void main(process.argv[2], process.argv.slice(3)).then((code) => {
    process.exitCode = code ?? 0;
});
