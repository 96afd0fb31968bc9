// The one executable: `serve`, `notify`, `--version`. Only this file touches the process; each door is loaded on demand,
// so that the notification command starts without paying for the service.

declare const __VERSION__: string | undefined;
const version = typeof __VERSION__ === 'string' ? __VERSION__ : 'development';

const USAGE = `Usage: server-proxy <command>

  serve [--config FILE]   run the handler as a service
  notify …                the notification command for openITCOCKPIT (notify --help)
  --version               print the version
`;

const main = async (command: string | undefined, argv: readonly string[]): Promise<number | undefined> => {
    switch (command) {
        case 'notify': {
            const {runNotify} = await import('./notify');
            return runNotify({argv, env: process.env, stdout: process.stdout, stderr: process.stderr, version});
        }
        case 'serve': {
            const {runServe} = await import('./standalone');
            return runServe({
                argv,
                env: process.env,
                version,
                log: (line) => void process.stderr.write(line),
                onStop: (stop) => {
                    process.once('SIGTERM', stop);
                    process.once('SIGINT', stop);
                },
            });
        }
        case '--version':
        case 'version':
            process.stdout.write(`${version}\n`);
            return 0;
        case '--help':
        case 'help':
            process.stdout.write(USAGE);
            return 0;
        default:
            process.stderr.write(USAGE);
            return 64;
    }
};

void main(process.argv[2], process.argv.slice(3)).then((code) => {
    process.exitCode = code ?? 0;
});
