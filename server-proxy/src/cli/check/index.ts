import {parseArgs} from 'node:util';
import {AppError} from '../../domain/errors';
import {type FailureKind, NotifyFailure} from '../notify/failure';
import {readNotifySettings, secretsOf, withoutSecrets} from '../notify/settings';
import {askHealth, type HealthRequest} from './ask_health';
import {lineOf, STATE, type Verdict} from './verdict';

export interface CheckCommand {
    readonly argv: readonly string[];
    readonly env: Readonly<Record<string, string | undefined>>;
    readonly stdout: {write(text: string): unknown};
}

const HELP = `Usage: server-proxy check [--url https://…/api/v1/health] [flags]

A check plugin for openITCOCKPIT, Naemon and Nagios: asks the handler for its health and prints one line with performance data.

  --url URL          address of the health page; without it, the one beside the setting NOTIFICATION_URL
  --heartbeat        first send openITCOCKPIT's heartbeat (setting NOTIFICATION_TOKEN)
  --timeout SECONDS  limit for everything, 1 to 59 (default 10)
  --config FILE      settings as KEY=value lines: NOTIFICATION_URL, NOTIFICATION_TOKEN, CUSTOM_CA, proxy

Exit codes: 0 OK, 1 WARNING (degraded), 2 CRITICAL (misconfigured, or no answer), 3 UNKNOWN (wrong command line or setting)
`;

const OPTIONS = {
    url: {type: 'string'},
    heartbeat: {type: 'boolean'},
    timeout: {type: 'string'},
    config: {type: 'string'},
    help: {type: 'boolean', short: 'h'},
} as const;

/** Prints one line to stdout, without secrets. @returns exit code, see STATE */
export const runCheck = async ({argv, env, stdout}: CheckCommand): Promise<number> => {
    const secrets: string[] = [];
    const say = (verdict: Verdict): number => {
        stdout.write(withoutSecrets(lineOf(verdict), secrets));
        return STATE[verdict.state];
    };
    try {
        const options = optionsOf(argv);
        if (options.help) {
            stdout.write(HELP);
            return STATE.OK;
        }
        const settings = readNotifySettings(env, options.config);
        secrets.push(...secretsOf(settings));
        return say(await askHealth(options, settings));
    } catch (error) {
        return say(verdictOfFailure(error));
    }
};

const DEFAULT_TIMEOUT_SECONDS = '10';
/** The core kills a check after 60. */
const LONGEST_TIMEOUT_SECONDS = 59;

const optionsOf = (argv: readonly string[]): HealthRequest & {help: boolean; config: string | undefined} => {
    const {url, heartbeat = false, timeout = DEFAULT_TIMEOUT_SECONDS, config, help = false} = parsed(argv);
    const seconds = Number(timeout);
    if (!Number.isInteger(seconds) || seconds < 1 || seconds > LONGEST_TIMEOUT_SECONDS) {
        throw new NotifyFailure('usage', `--timeout must be a whole number from 1 to ${LONGEST_TIMEOUT_SECONDS}.`);
    }
    return {url, heartbeat, timeoutMs: seconds * 1000, config, help};
};

const parsed = (argv: readonly string[]) => {
    try {
        return parseArgs({args: [...argv], options: OPTIONS}).values;
    } catch (error) {
        throw new NotifyFailure('usage', `${(error as Error).message} (see --help).`);
    }
};

/** Mistakes of the caller say nothing about the handler. */
const NOT_ITS_FAULT: ReadonlySet<FailureKind> = new Set(['usage', 'config', 'internal']);

const verdictOfFailure = (error: unknown): Verdict => {
    const known = error instanceof NotifyFailure || error instanceof AppError;
    const isItsFault = error instanceof NotifyFailure && !NOT_ITS_FAULT.has(error.kind);
    const text = known ? error.message : `Unexpected error: ${String(error)}`;
    return {state: isItsFault ? 'CRITICAL' : 'UNKNOWN', text, measured: []};
};
