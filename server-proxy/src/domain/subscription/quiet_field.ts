import type {Language} from '../texts';
import {isTimeZone} from '../zoned_time';
import type {QuietHours} from './subscription';

/** In the order of QuietHours: Monday is 1. */
const DAYS: Readonly<Record<Language, readonly string[]>> = {
    en: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'],
    de: ['Mo', 'Di', 'Mi', 'Do', 'Fr', 'Sa', 'So'],
};
const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7];
const HOURS = /^([01]?\d|2[0-3]):([0-5]\d)-([01]?\d|2[0-3]):([0-5]\d)$/;

export type QuietMistake = 'hours' | 'days' | 'zone';

/**
 * Reads e.g. `22:00-06:00 Mon-Fri Europe/Berlin`; days and zone may be left out, and come in any order.
 * @param zone of whoever leaves it out
 * @returns undefined for an empty text
 */
export const parseQuietHours = (
    text: string,
    criticalToo: boolean,
    zone: string,
): QuietHours | undefined | {readonly mistake: QuietMistake; readonly word: string} => {
    // Blanks around the dashes of `22:00 - 06:00` and `Mon - Fri` are no separators.
    const words = text
        .trim()
        .replace(/\s+/g, ' ')
        .replace(/ ?[-–] ?/g, '-')
        .split(/[ ;]/);
    if (text.trim() === '') {
        return undefined;
    }
    const hours = words.map((word) => HOURS.exec(word)).find((found) => found !== null);
    if (!hours) {
        return {mistake: 'hours', word: text.trim()};
    }
    const others = words.filter((word) => word !== hours[0]);
    const [named = zone, another] = others.filter((word) => word.includes('/') || word.toUpperCase() === 'UTC');
    if (another !== undefined || !isTimeZone(named)) {
        return {mistake: 'zone', word: another ?? named};
    }
    const days: number[] = [];
    for (const word of others.filter((one) => one !== named && one !== '')) {
        const found = daysIn(word);
        if (!found) {
            return {mistake: 'days', word};
        }
        days.push(...found);
    }
    const [, fromHour = '', fromMinute = '', toHour = '', toMinute = ''] = hours;
    return {
        timeZone: named,
        days: days.length === 0 ? EVERY_DAY : EVERY_DAY.filter((day) => days.includes(day)),
        from: `${fromHour.padStart(2, '0')}:${fromMinute}`,
        to: `${toHour.padStart(2, '0')}:${toMinute}`,
        criticalToo,
    };
};

/** The inverse. */
export const writtenQuietHours = ({from, to, days, timeZone}: QuietHours, language: Language): string =>
    [`${from}-${to}`, ...(days.length === 7 ? [] : [writtenDays(days, language)]), timeZone].join(' ');

const writtenDays = (days: readonly number[], language: Language): string => {
    const name = (day: number) => DAYS[language][day - 1] ?? '';
    const [first = 1] = days;
    const last = days.at(-1) ?? first;
    const isRow = days.length > 2 && last - first === days.length - 1;
    return isRow ? `${name(first)}-${name(last)}` : days.map(name).join(',');
};

const daysIn = (text: string): readonly number[] | undefined => {
    const days: number[] = [];
    for (const part of text.split(',').filter((one) => one !== '')) {
        const [from, to] = part.split('-');
        const [first, last] = [dayOf(from ?? ''), dayOf(to ?? from ?? '')];
        if (first === undefined || last === undefined) {
            return undefined;
        }
        // From Friday to Monday goes over the weekend.
        for (let day = first; ; day = (day % 7) + 1) {
            days.push(day);
            if (day === last) {
                break;
            }
        }
    }
    return days;
};

const dayOf = (text: string): number | undefined => {
    const typed = text.toLowerCase().replace(/\.$/, '');
    const at = Object.values(DAYS)
        .map((names) => names.findIndex((name) => typed.length >= 2 && isDay(name.toLowerCase(), typed)))
        .find((found) => found >= 0);
    return at === undefined ? undefined : at + 1;
};

const FULL_NAMES: Readonly<Record<string, readonly string[]>> = {
    mo: ['monday', 'montag'],
    tu: ['tuesday'],
    di: ['dienstag'],
    we: ['wednesday'],
    mi: ['mittwoch'],
    th: ['thursday'],
    do: ['donnerstag'],
    fr: ['friday', 'freitag'],
    sa: ['saturday', 'samstag'],
    su: ['sunday'],
    so: ['sonntag'],
};

/** Any beginning of at least two letters of the full name. */
const isDay = (name: string, typed: string): boolean =>
    (FULL_NAMES[name.slice(0, 2)] ?? []).some((full) => full.startsWith(typed));
