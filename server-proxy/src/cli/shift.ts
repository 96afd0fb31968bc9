import {SERVICE_ROUTE} from '#contract';
import {type AskCommand, type Asking, runAsking} from './ask_service';

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

const CSV = 'csv';

const askingFor = (word: ShiftWord): Asking => ({
    word,
    help: HELP[word],
    flags: [CSV],
    read([span = '', ...more], flags) {
        const isFile = flags.has(CSV);
        if (more.length > 0) {
            return {wrong: 'give one span, such as 24h or 7d (see --help)'};
        }
        if (isFile && word !== 'report') {
            return {wrong: '--csv is for report (see --help)'};
        }
        return {question: 'shift', route: SERVICE_ROUTE.shift, body: {what: isFile ? CSV : word, span}, isFile};
    },
});

/** Prints what the running service says of a shift. @returns exit code */
export const runShift = (word: ShiftWord, command: AskCommand): Promise<number> => runAsking(askingFor(word), command);
