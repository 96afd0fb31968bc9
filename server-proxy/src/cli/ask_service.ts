import {createHmac} from 'node:crypto';
import {parseArgs} from 'node:util';
import {NOTIFICATION_TOKEN_HEADER} from '#contract';
import {environmentAndFile} from '../config/file_source';
import {readSettings} from '../config/read_settings';
import type {Settings} from '../config/schema';
import {asAppError} from '../domain/errors';
import type {Language} from '../domain/texts';
import {objectIn} from '../net/json';
import {createServiceSender} from '../net/service_sender';
import {localUrl} from './local_url';

/** What whoever can read the settings may ask the running service for. */
export type ServiceQuestion = 'explain' | 'details' | 'shift';

/** Tokens for its route: whoever can read the settings has them, openITCOCKPIT's notification command does not. */
export const serviceTokens = (
    {SIGNING_SECRET}: Pick<Settings, 'SIGNING_SECRET'>,
    question: ServiceQuestion,
): readonly string[] => SIGNING_SECRET.map((secret) => createHmac('sha256', secret).update(question).digest('hex'));

export interface AskCommand {
    readonly argv: readonly string[];
    readonly env: Readonly<Record<string, string | undefined>>;
    readonly stdout: {write(text: string): unknown};
    readonly stderr: {write(text: string): unknown};
}

/** What to ask for; the language is added to the body. */
interface Asked {
    readonly question: ServiceQuestion;
    readonly route: string;
    readonly body: object;
    /** The answer is a file, and printed as it is. */
    readonly isFile?: boolean;
}

interface Wrong {
    /** With the command line, for people. */
    readonly wrong: string;
}

/** A word of the command line that the running service answers. */
export interface Asking {
    readonly word: string;
    readonly help: string;
    /** Options of its own, which take no value. */
    readonly flags?: readonly string[];
    read(words: readonly string[], flags: ReadonlySet<string>): Asked | Wrong;
}

const FAILED = 1;
const USAGE_ERROR = 64;

/** Prints what the running service answers. @returns exit code */
export const runAsking = async (asking: Asking, {argv, env, stdout, stderr}: AskCommand): Promise<number> => {
    const {word, help} = asking;
    const typed = parsed(asking, argv);
    if ('help' in typed) {
        stdout.write(help);
        return 0;
    }
    if ('wrong' in typed) {
        stderr.write(`${word}: ${typed.wrong}\n`);
        return USAGE_ERROR;
    }
    try {
        const settings = readSettings(environmentAndFile(env, typed.config ?? env.OITC_MATTERMOST_CONFIG));
        const {asked, language = settings.LANGUAGE} = typed;
        const text = await askService(settings, {...asked, body: {...asked.body, language}});
        stdout.write(asked.isFile ? text : `${text}\n`);
        return 0;
    } catch (error) {
        stderr.write(`${word}: ${sentenceOf(error)}\n`);
        return FAILED;
    }
};

interface Typed {
    readonly config: string | undefined;
    readonly language: Language | undefined;
    readonly asked: Asked;
}

const OPTIONS = {
    config: {type: 'string'},
    language: {type: 'string'},
    help: {type: 'boolean', short: 'h'},
} as const;

const parsed = ({flags = [], read}: Asking, argv: readonly string[]): Typed | {readonly help: true} | Wrong => {
    const own = Object.fromEntries(flags.map((flag) => [flag, {type: 'boolean' as const}]));
    try {
        const options = {...own, ...OPTIONS};
        const {values, positionals} = parseArgs({args: [...argv], options, allowPositionals: true});
        const {config, language, help} = values;
        if (help) {
            return {help};
        }
        const given = new Set(Object.keys(values));
        const asked = read(
            positionals.map((word) => word.trim()),
            new Set(flags.filter((flag) => given.has(flag))),
        );
        if ('wrong' in asked) {
            return asked;
        }
        if (language !== undefined && language !== 'en' && language !== 'de') {
            return {wrong: '--language must be en or de'};
        }
        return {config, language, asked};
    } catch (error) {
        return {wrong: `${(error as Error).message} (see --help)`};
    }
};

class Unanswered extends Error {}

/** openITCOCKPIT may be slow, or away. */
const PATIENCE_MS = 60_000;

/** @returns its text @throws with a sentence for people; see `sentenceOf` */
const askService = async (settings: Settings, {question, route, body}: Asked): Promise<string> => {
    const url = localUrl(settings);
    const [token = ''] = serviceTokens(settings, question);
    const sender = createServiceSender({skipTlsVerification: false});
    const answer = await sender
        .send({
            method: 'POST',
            url: new URL(route, url),
            headers: {[NOTIFICATION_TOKEN_HEADER]: token, 'Content-Type': 'application/json'},
            body: JSON.stringify(body),
            timeoutMs: PATIENCE_MS,
        })
        .catch(() => {
            throw new Unanswered(
                `The service at ${url} (LISTEN_ADDRESS) does not answer: while it is not running, nothing is posted.`,
            );
        });
    const said = objectIn(answer.text);
    if (answer.status === 200 && typeof said?.text === 'string') {
        return said.text;
    }
    const refusal = answer.status === 400 ? objectIn(JSON.stringify(said?.error ?? {}))?.message : undefined;
    throw new Unanswered(
        typeof refusal === 'string'
            ? refusal
            : `The service at ${url} answered ${answer.status}: give the settings file that it was started with.`,
    );
};

/** Why there is no answer, for people. */
const sentenceOf = (error: unknown): string =>
    error instanceof Unanswered ? error.message : asAppError(error).message;
