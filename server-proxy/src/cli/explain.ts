import {parseArgs} from 'node:util';
import {ROUTE} from '#contract';
import {environmentAndFile} from '../config/file_source';
import {readSettings} from '../config/read_settings';
import type {Language} from '../domain/texts';
import {askService, sentenceOf} from './ask_service';

export interface ExplainCommand {
    readonly argv: readonly string[];
    readonly env: Readonly<Record<string, string | undefined>>;
    readonly stdout: {write(text: string): unknown};
    readonly stderr: {write(text: string): unknown};
}

const FAILED = 1;
const USAGE_ERROR = 64;

const HELP = `Usage: server-proxy explain [--config FILE] [--language en|de] HOST [SERVICE]

Why a host or service has a post in Mattermost, or none: what openITCOCKPIT says, what was heard of it and from where, which
subscriptions want it, what was posted. Asks the running service (LISTEN_ADDRESS), which goes on as before.

Exit codes: 0 explained, 1 the service could not be asked, 64 wrong command line
`;

const OPTIONS = {
    config: {type: 'string'},
    language: {type: 'string'},
    help: {type: 'boolean', short: 'h'},
} as const;

/** Prints the running service's explanation. @returns exit code */
export const runExplain = async ({argv, env, stdout, stderr}: ExplainCommand): Promise<number> => {
    const typed = parsed(argv);
    if ('help' in typed) {
        stdout.write(HELP);
        return 0;
    }
    if ('wrong' in typed) {
        stderr.write(`explain: ${typed.wrong}\n`);
        return USAGE_ERROR;
    }
    try {
        const settings = readSettings(environmentAndFile(env, typed.config ?? env.OITC_MATTERMOST_CONFIG));
        const {host, service, language = settings.LANGUAGE} = typed;
        const body = {host, ...(service ? {service} : {}), language};
        stdout.write(`${await askService(settings, {question: 'explain', route: ROUTE.explain, body})}\n`);
        return 0;
    } catch (error) {
        stderr.write(`explain: ${sentenceOf(error)}\n`);
        return FAILED;
    }
};

interface Typed {
    readonly config: string | undefined;
    readonly language: Language | undefined;
    readonly host: string;
    readonly service: string | undefined;
}

const parsed = (argv: readonly string[]): Typed | {readonly help: true} | {readonly wrong: string} => {
    try {
        const {values, positionals} = parseArgs({args: [...argv], options: OPTIONS, allowPositionals: true});
        const {config, language, help} = values;
        if (help) {
            return {help};
        }
        const [host = '', service, ...more] = positionals.map((name) => name.trim());
        if (host === '' || more.length > 0) {
            return {wrong: 'name a host, and perhaps one of its services; quote names with blanks (see --help)'};
        }
        if (language !== undefined && language !== 'en' && language !== 'de') {
            return {wrong: '--language must be en or de'};
        }
        return {config, language, host, service};
    } catch (error) {
        return {wrong: `${(error as Error).message} (see --help)`};
    }
};
