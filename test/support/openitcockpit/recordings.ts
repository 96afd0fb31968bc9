import {readFileSync} from 'node:fs';
import type {UserName} from './recorded_objects';

/**
 * One exchange with a running openITCOCKPIT. The API key is replaced by `KEY`; times are as recorded (see `timeless`).
 */
export interface Recording {
    readonly name: string;
    /** Versions that answered exactly alike. */
    readonly versions: readonly string[];
    readonly user?: UserName;
    readonly method: string;
    readonly url: string | {readonly repeat: number};
    /** Only those that differ from what our client sends. */
    readonly headers?: Readonly<Record<string, string>>;
    readonly body?: unknown;
    readonly status: number;
    readonly type: string;
    readonly answerHeaders?: Readonly<Record<string, string | true>>;
    readonly json?: unknown;
    /** null: a page whose text does not matter. */
    readonly text?: string | null;
    readonly jobs?: readonly {readonly command: string; readonly data: unknown}[];
}

export interface PipelineStep {
    readonly name: string;
    /** Unix seconds of the recording; 0 = unknown. */
    readonly at: number;
    readonly request: {readonly method: string; readonly url: string; readonly body: unknown};
    readonly status: number;
    readonly state_after: readonly Readonly<Record<string, unknown>>[];
    readonly notifications: readonly Readonly<Record<string, string>>[];
}

const fixture = (name: string): unknown =>
    JSON.parse(readFileSync(new URL(`../../fixtures/openitcockpit/${name}`, import.meta.url), 'utf8'));

/** @returns the recordings, and the names of all recorded cases, replayable or not */
export const loadRecordings = (): {recordings: Recording[]; cases: string[]} => {
    const file = fixture('recordings.json') as {cases: string[]; subtrees: unknown[]; recordings: Recording[]};
    const unpack = (value: unknown): unknown => {
        if (Array.isArray(value)) {
            return value.map(unpack);
        }
        if (typeof value !== 'object' || value === null) {
            return value;
        }
        if ('$same' in value) {
            return unpack(file.subtrees[Number(value.$same)]);
        }
        return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, unpack(inner)]));
    };
    const recordings = file.recordings.map((r) => ('json' in r ? {...r, json: unpack(r.json)} : r));
    return {recordings, cases: file.cases};
};

export const loadPipeline = (): PipelineStep[] => {
    const expand = (value: unknown): unknown => {
        if (typeof value === 'string') {
            return value.replace(/<(\d+) x (.)>/g, (_, count: string, letter: string) => letter.repeat(Number(count)));
        }
        if (Array.isArray(value)) {
            return value.map(expand);
        }
        return typeof value === 'object' && value !== null
            ? Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, expand(inner)]))
            : value;
    };
    return expand(fixture('pipeline.json')) as PipelineStep[];
};

const NEVER = '01:00:00 - 01.01.1970';
const DURATION_KEY = /InWords$|_in_words$|lastHardStateChange$|last_state_change$|^lastCheck$|^nextCheck$/;

const TIMES: readonly (readonly [RegExp, string])[] = [
    [/^\d\d:\d\d:\d\d - \d\d\.\d\d\.\d{4}$/, '<stamp>'],
    [/^56Y /, '<since 1970>'],
    [/^\d+ \w+ ago$/, '<ago>'],
    [/^\d+ minutes?$/, '<minutes>'],
    [/^\d+ Minuten?$/, '<Minuten>'],
    [/^20(?:2[6-9]|[3-9]\d)-\d\d-\d\dT/, '<iso>'],
    [/^[A-Z][a-z]+ \d+, \d{4} /, '<server time>'],
];

/** Replaces times by their kind, so that answers of different moments can be compared; `never` is kept. */
export const timeless = (value: unknown, key = ''): unknown => {
    if (Array.isArray(value)) {
        return value.map((inner) => timeless(inner, key));
    }
    if (typeof value === 'object' && value !== null) {
        return Object.fromEntries(Object.entries(value).map(([k, inner]) => [k, timeless(inner, k)]));
    }
    if (typeof value === 'number') {
        return value > 1.6e9 && value < 4e9 ? '<unix>' : value;
    }
    if (typeof value !== 'string' || value === NEVER) {
        return value;
    }
    if (DURATION_KEY.test(key) && /^(\d+[YMDhm] )*\d+s$/.test(value) && !value.startsWith('56Y ')) {
        return '<duration>';
    }
    return TIMES.find(([pattern]) => pattern.test(value))?.[1] ?? value.replace(/\b1[67]\d{8}\b/g, '<unix>');
};
