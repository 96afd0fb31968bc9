// Logs and metrics of a handler, and its clock.
import pino from 'pino';
import type {Logger} from '../app/telemetry';
import {AppError} from '../domain/errors';

/** Field names that must never reach a log, at any depth we use. */
const SECRET_KEYS = ['apiKey', 'token', 'secret', 'authorization', 'password', 'webhookUrl'];

type Level = 'error' | 'warn' | 'info' | 'debug';

export interface LevelledLogger extends Logger {
    setLevel(level: Level): void;
    /** The latest warnings and errors, oldest first. */
    recent(): readonly string[];
}

/** For the support packet. */
const KEPT_LINES = 50;
const LONGEST_KEPT_LINE = 8000;
const WORTH_KEEPING = /^\{"@level":"(warn|error)"/;

/**
 * JSON lines. Keys are go-plugin's, so that both doors log alike.
 * @param write receives lines (stderr of the process)
 */
export const createLogger = (level: Level, write: (line: string) => void): LevelledLogger => {
    const kept: string[] = [];
    const keep = (line: string): void => {
        if (WORTH_KEEPING.test(line)) {
            kept.push(line.trimEnd().slice(0, LONGEST_KEPT_LINE));
            kept.splice(0, Math.max(0, kept.length - KEPT_LINES));
        }
    };
    const log = pino(
        {
            level,
            base: null,
            messageKey: '@message',
            timestamp: () => `,"@timestamp":"${new Date().toISOString().replace('Z', '000Z')}"`,
            formatters: {level: (label) => ({'@level': label})},
            redact: {paths: SECRET_KEYS.flatMap((key) => [key, `*.${key}`]), censor: '[hidden]'},
            serializers: {error: describeError},
        },
        {
            write: (line: string) => {
                keep(line);
                write(line);
            },
        },
    );
    return {
        setLevel: (next) => {
            log.level = next;
        },
        recent: () => [...kept],
        debug: (message, facts) => log.debug(facts ?? {}, message),
        info: (message, facts) => log.info(facts ?? {}, message),
        warn: (message, facts) => log.warn(facts ?? {}, message),
        error: (message, facts) => log.error(facts ?? {}, message),
    };
};

/** Only code, message and the cause's code: request objects inside errors carry keys and tokens. */
const describeError = (error: unknown): unknown => {
    if (error instanceof AppError) {
        return {code: error.code, message: error.message, ...(error.cause ? {cause: causeOf(error.cause)} : {})};
    }
    return error instanceof Error ? {message: error.message, stack: error.stack} : String(error);
};

const causeOf = (cause: unknown): unknown => {
    if (!(cause instanceof Error)) {
        return undefined;
    }
    const code = (cause as NodeJS.ErrnoException).code;
    return code ? {code, name: cause.name} : {name: cause.name, message: cause.message, stack: cause.stack};
};
