import * as z from 'zod';
import {identityOf, POLICIES} from '../domain/action/action_policy';
import {parsePreset} from '../domain/action/downtime_presets';
import {hasReadableLogin} from '../domain/address';
import {THREAD_LINE_KINDS, type ThreadLineKind} from '../domain/post/thread_line';
import {isTimeZone} from '../domain/zoned_time';
import {
    DEFAULT_DOWNTIME_PRESETS,
    DEFAULT_QUICK_REASONS,
    flagOf,
    LIST_SEPARATOR,
    listOf,
    SENTENCE_SEPARATOR,
    SHORTEST_SECRET,
} from './words';

/** Types of settings. Values arrive as text (environment, file) or as JSON (System Console). */

export const flag = (fallback: boolean) =>
    z
        .union([z.boolean(), z.string()])
        .optional()
        .transform((value, context) => {
            if (typeof value === 'boolean') {
                return value;
            }
            const word = flagOf(value ?? '', fallback);
            if (word === undefined) {
                context.addIssue('must be true or false');
            }
            return word ?? fallback;
        });

export const text = (fallback = '') =>
    z
        .string()
        .optional()
        .transform((value) => value?.trim() || fallback);

const webAddress = (what: string) =>
    text()
        .refine(
            (value) => value === '' || (URL.canParse(value) && /^https?:$/.test(new URL(value).protocol)),
            `must be ${what}`,
        )
        .refine(
            (value) => !URL.canParse(value) || hasReadableLogin(new URL(value)),
            'has a bare % in its user name or password (write it as %25)',
        );

export const url = (example: string) => webAddress(`an address like ${example}`);

export const webhookUrl = webAddress('the address that Mattermost shows for the incoming webhook');

const isLoopback = (host: string): boolean => /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/.test(host);

/** Plain http would send the API key in clear; loopback is for tests and demonstrations. */
export const openitcockpitUrl = url('https://openitcockpit.example.org').refine(
    (value) =>
        value === '' ||
        !URL.canParse(value) ||
        new URL(value).protocol === 'https:' ||
        isLoopback(new URL(value).hostname),
    'must begin with https:// (plain http would send the API key in clear text)',
);

/** Like openITCOCKPIT's address, for the same reason: the key would be sent in clear. */
export const eventStreamUrl = text()
    .refine(
        (value) => value === '' || (URL.canParse(value) && /^wss?:$/.test(new URL(value).protocol)),
        'must be an address like wss://openitcockpit.example.org/eventstream',
    )
    .refine(
        (value) => !URL.canParse(value) || new URL(value).protocol !== 'ws:' || isLoopback(new URL(value).hostname),
        'must begin with wss:// (plain ws would send the key in clear text)',
    )
    .refine(
        (value) => !URL.canParse(value) || isBare(new URL(value)),
        'must not contain a login, a query or a fragment',
    );

/** A key in the address would end up in logs. */
const isBare = ({username, password, search, hash}: URL): boolean =>
    [username, password, search, hash].every((part) => part === '');

export const hostAndPort = (fallback: string) =>
    text(fallback).refine(
        (value) => /^.*:\d{1,5}$/.test(value) && Number(value.split(':').at(-1)) < 65_536,
        'must be host:port',
    );

export const timeZone = text().refine(
    (value) => value === '' || isTimeZone(value),
    'must be a time zone like Europe/Berlin',
);

export const integer = (fallback: number, min: number, max: number) =>
    z
        .union([z.number(), z.string()])
        .optional()
        .transform((value, context) => {
            const number = value === undefined || value === '' ? fallback : Number(value);
            if (!Number.isInteger(number) || number < min || number > max) {
                context.addIssue(`must be a whole number from ${min} to ${max}`);
            }
            return number;
        });

const list = (separator: RegExp, fallback: readonly string[] = []) =>
    z
        .string()
        .optional()
        .transform((value) => listOf(value ?? '', separator, fallback));

export const words = list(LIST_SEPARATOR);

/** Tokens and secrets; several of them while one is being replaced. The message counts them and never shows one. */
export const secrets = words.superRefine((given, context) => {
    const short = given.findIndex((secret) => secret.length < SHORTEST_SECRET);
    if (short >= 0) {
        context.addIssue(
            `must have at least ${SHORTEST_SECRET} characters (entry ${short + 1} has fewer): generate one with openssl rand -hex 32`,
        );
    }
});

/** One secret, or none: what it protects can be copied and then guessed at any speed. */
export const secret = text().refine(
    (given) => given === '' || given.length >= SHORTEST_SECRET,
    `must have at least ${SHORTEST_SECRET} characters: generate one with openssl rand -hex 32`,
);

export const quickReasons = list(SENTENCE_SEPARATOR, DEFAULT_QUICK_REASONS);

export const downtimePresets = list(SENTENCE_SEPARATOR, DEFAULT_DOWNTIME_PRESETS).superRefine((presets, context) => {
    const wrong = presets.find((preset) => !parsePreset(preset));
    if (wrong !== undefined) {
        context.addIssue({
            code: 'custom',
            message: `has "${wrong}", which is not a length such as 30m, 4h, 2d, tomorrow 08:00, monday 08:00`,
        });
    }
});

export const identityMap = list(SENTENCE_SEPARATOR).superRefine((lines, context) => {
    const wrong = lines.findIndex((line) => !identityOf(line));
    if (wrong >= 0) {
        context.addIssue(`must have lines like "jane = jane@example.org" (entry ${wrong + 1} is different)`);
    }
});

export const choice = <const T extends string>(values: readonly [T, ...T[]], fallback: T) =>
    text(fallback).transform((value, context): T => {
        const found = values.find((known) => known === value.toLowerCase());
        if (!found) {
            context.addIssue(`must be one of ${values.join(', ')}`);
        }
        return found ?? fallback;
    });

export const policy = choice(POLICIES, 'everyone');

/** `none` means an empty list, because an empty text means the default. */
export const threadLines = list(LIST_SEPARATOR, THREAD_LINE_KINDS).transform((given, context): ThreadLineKind[] => {
    const wanted = given.map((word) => word.toLowerCase()).filter((word) => word !== 'none');
    const kinds = THREAD_LINE_KINDS.filter((kind) => wanted.includes(kind));
    if (kinds.length !== new Set(wanted).size) {
        context.addIssue(`must be a list of ${THREAD_LINE_KINDS.join(', ')}, or none`);
    }
    return kinds;
});
