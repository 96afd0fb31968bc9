import {LRUCache} from 'lru-cache';
import type {Moment} from '../domain/alert/moment';
import {atMost} from '../domain/at_most';
import {isTimeZone, momentsOf, type WallTime} from '../domain/zoned_time';

/**
 * The moment a text of openITCOCKPIT means. `never`: the start of 1970, which is how it shows a time that is not set.
 * Undefined: not a time, or one that the clocks of that zone skipped.
 */
export type TimeReader = (text: string) => Moment | 'never' | undefined;

/**
 * Reads times as PHP's `date` writes them.
 * @param format one of those in openITCOCKPIT's profile, or any other (in PHP's letters) that determines a minute
 * @param zone IANA
 * @returns undefined for an unknown format
 */
export const timeReader = (format: string, zone: string): TimeReader | undefined => {
    const shape = shapeOf(format);
    if (!shape || !isTimeZone(zone)) {
        return undefined;
    }
    const minuteReader = createMinuteReader(zone);
    return (text) => {
        const match = shape.pattern.exec(text);
        const time = match && timeOf(new Map(shape.fields.map((field, index) => [field, match[index + 1] ?? ''])));
        const moments = time ? minuteReader(time) : [];
        const [first] = moments;
        const last = moments.at(-1);
        if (!time || first === undefined || last === undefined) {
            return undefined;
        }
        const moment = {earliest: first + (time.second ?? 0), latest: last + (time.second ?? 59)};
        return moment.latest < NEVER_UNTIL ? 'never' : moment;
    };
};

/** In other time zones the start of 1970 falls a day earlier or later. */
const NEVER_UNTIL = 2 * 86_400;

type Field = 'day' | 'month' | 'monthName' | 'year' | 'shortYear' | 'hour' | 'hour12' | 'half' | 'minute' | 'second';

const MONTHS = [
    'January',
    'February',
    'March',
    'April',
    'May',
    'June',
    'July',
    'August',
    'September',
    'October',
    'November',
    'December',
] as const;
const SHORT = 3;

/** PHP's format letters, which write English whatever the user's language. */
const LETTERS: Readonly<Record<string, readonly [field: Field, pattern: string]>> = {
    d: ['day', '\\d\\d'],
    j: ['day', '\\d{1,2}'],
    m: ['month', '\\d\\d'],
    n: ['month', '\\d{1,2}'],
    M: ['monthName', MONTHS.map((name) => name.slice(0, SHORT)).join('|')],
    F: ['monthName', MONTHS.join('|')],
    Y: ['year', '\\d{4}'],
    y: ['shortYear', '\\d\\d'],
    H: ['hour', '\\d\\d'],
    G: ['hour', '\\d{1,2}'],
    h: ['hour12', '\\d\\d'],
    g: ['hour12', '\\d{1,2}'],
    A: ['half', 'AM|PM'],
    a: ['half', 'am|pm'],
    i: ['minute', '\\d\\d'],
    s: ['second', '\\d\\d'],
};

interface Shape {
    readonly pattern: RegExp;
    /** In the order of the regular expression's groups. */
    readonly fields: readonly Field[];
}

const shapeOf = (format: string): Shape | undefined => {
    const fields: Field[] = [];
    let source = '';
    // A backslash makes the next letter literal.
    for (const [piece] of format.matchAll(/\\.|./gsu)) {
        const letter = LETTERS[piece];
        if (letter) {
            fields.push(letter[0]);
            source += `(${letter[1]})`;
        } else if (/^[a-z]$/i.test(piece)) {
            return undefined;
        } else {
            source += escaped(piece.length > 1 ? piece.slice(1) : piece);
        }
    }
    return isEnough(fields) && !RUNS_TOGETHER.test(source)
        ? {pattern: new RegExp(`^${source}$`, 'u'), fields}
        : undefined;
};

const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/]/gu, '\\$&');

/** A number of one or two digits directly before another one: `1112` is ambiguous. */
const RUNS_TOGETHER = /\{1,2\}\)(?:\(\\d|\d)/;

/** Whether the fields determine a minute, none of them twice. */
const isEnough = (fields: readonly Field[]): boolean => {
    const has = (...some: Field[]): number => fields.filter((field) => some.includes(field)).length;
    return (
        has('day') === 1 &&
        has('month', 'monthName') === 1 &&
        has('year', 'shortYear') === 1 &&
        has('hour', 'hour12') === 1 &&
        has('half') >= has('hour12') &&
        has('half') <= 1 &&
        has('minute') === 1 &&
        has('second') <= 1
    );
};

type Found = ReadonlyMap<Field, string>;

const timeOf = (found: Found): (WallTime & {readonly second?: number}) | undefined => {
    const number = (field: Field): number => Number(found.get(field));
    const hour = hourOf(found);
    const second = found.has('second') ? number('second') : undefined;
    return hour === undefined || (second ?? 0) > 59
        ? undefined
        : {
              year: found.has('year') ? number('year') : centuryOf(number('shortYear')) + number('shortYear'),
              month: found.has('month') ? number('month') : monthNumber(found.get('monthName') ?? ''),
              day: number('day'),
              hour,
              minute: number('minute'),
              ...(second === undefined ? {} : {second}),
          };
};

const hourOf = (found: Found): number | undefined => {
    const hour = Number(found.get('hour') ?? found.get('hour12'));
    if (found.has('hour')) {
        return hour;
    }
    return hour < 1 || hour > 12 ? undefined : (hour % 12) + (found.get('half')?.toLowerCase() === 'pm' ? 12 : 0);
};

const monthNumber = (name: string): number => MONTHS.findIndex((month) => month.startsWith(name)) + 1;

/** openITCOCKPIT has no times before 1970 (1969 west of Greenwich). */
const centuryOf = (shortYear: number): number => (shortYear >= 69 ? 1900 : 2000);

const MINUTES_KEPT = 5000;

/** Remembers minutes: rows of a list share most of them, and the time zone look-up is what costs. */
const createMinuteReader = (zone: string): ((time: WallTime) => readonly number[]) => {
    const kept = new LRUCache<string, readonly number[]>(atMost(MINUTES_KEPT));
    return (time) => {
        const key = [time.year, time.month, time.day, time.hour, time.minute].join(' ');
        const known = kept.get(key);
        if (known) {
            return known;
        }
        const moments = momentsOf(time, zone);
        kept.set(key, moments);
        return moments;
    };
};
