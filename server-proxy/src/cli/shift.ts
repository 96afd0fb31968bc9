import {parseArgs} from 'node:util';
import {ROUTE} from '#contract';
import {environmentAndFile} from '../config/file_source';
import {readSettings} from '../config/read_settings';
import type {Language} from '../domain/texts';
import {askService, sentenceOf} from './ask_service';

export interface ShiftCommand {
    readonly argv: readonly string[];
    readonly env: Readonly<Record<string, string | undefined>>;
    readonly stdout: {write(text: string): unknown};
    readonly stderr: {write(text: string): unknown};
}

const FAILED = 1;
const USAGE_ERROR = 64;

const COMMON = `Asks the running service (LISTEN_ADDRESS), which goes on as before. Times are in TIME_ZONE.

Exit codes: 0 answered, 1 the service could not be asked, 64 wrong command line
`;

const HELP = {
    handover: `Usage: server-proxy handover [--config FILE] [--language en|de] [SPAN]

What happened in a span such as 8h (default: SHIFT_HOURS), what is open, and what the next shift has to know.
${COMMON}`,
    report: `Usage: server-proxy report [--config FILE] [--language en|de] [--csv] [SPAN]

Problems of a span such as 24h, 7d (default) or 4w: figures and objects as a table; with --csv every problem, one a line.
${COMMON}`,
} as const;

export type ShiftWord = keyof typeof HELP;

const OPTIONS = {
    config: {type: 'string'},
    language: {type: 'string'},
    csv: {type: 'boolean'},
    help: {type: 'boolean', short: 'h'},
} as const;

/** Prints what the running service says of a shift. @returns exit code */
export const runShift = async (word: ShiftWord, {argv, env, stdout, stderr}: ShiftCommand): Promise<number> => {
    const typed = parsed(word, argv);
    if ('help' in typed) {
        stdout.write(HELP[word]);
        return 0;
    }
    if ('wrong' in typed) {
        stderr.write(`${word}: ${typed.wrong}\n`);
        return USAGE_ERROR;
    }
    try {
        const settings = readSettings(environmentAndFile(env, typed.config ?? env.OITC_MATTERMOST_CONFIG));
        const {span, isCsv, language = settings.LANGUAGE} = typed;
        const body = {what: isCsv ? 'csv' : word, span, language};
        const text = await askService(settings, {question: 'shift', route: ROUTE.shift, body});
        stdout.write(isCsv ? text : `${text}\n`);
        return 0;
    } catch (error) {
        stderr.write(`${word}: ${sentenceOf(error)}\n`);
        return FAILED;
    }
};

interface Typed {
    readonly config: string | undefined;
    readonly language: Language | undefined;
    readonly span: string;
    readonly isCsv: boolean;
}

const parsed = (word: ShiftWord, argv: readonly string[]): Typed | {readonly help: true} | {readonly wrong: string} => {
    try {
        const {values, positionals} = parseArgs({args: [...argv], options: OPTIONS, allowPositionals: true});
        const {config, language, help, csv = false} = values;
        if (help) {
            return {help};
        }
        const [span = '', ...more] = positionals.map((one) => one.trim());
        if (more.length > 0) {
            return {wrong: 'give one span, such as 24h or 7d (see --help)'};
        }
        if (csv && word !== 'report') {
            return {wrong: '--csv is for report (see --help)'};
        }
        if (language !== undefined && language !== 'en' && language !== 'de') {
            return {wrong: '--language must be en or de'};
        }
        return {config, language, span, isCsv: csv};
    } catch (error) {
        return {wrong: `${(error as Error).message} (see --help)`};
    }
};
