import {momentOf, plainTime, type WallTime, zonedTime} from '../zoned_time';

/** How a time written by hand is understood. */
export interface Reading {
    readonly zone: string;
    /** A time without a date is the next one after this moment. Unix seconds. */
    readonly after: number;
    /** Which of the two, where the wall clock shows the time twice. */
    readonly which: 'first' | 'last';
}

const CLOCK = /^(\d{1,2})(?::|\.)(\d{2})(?::\d{2})?\s*(am|pm|uhr)?$/;
const HOUR = /^(\d{1,2})\s*(am|pm|uhr)$/;
const ISO_DATE = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:t|,? )(.+)/;
const GERMAN_DATE = /^(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4}|\d{2})?(?:t|,? )(.+)/;
/** `tidy` leaves at most one space in a row; `\s*` between parts that may all be missing would take cubic time. */
const LENGTH =
    /^\+? ?(?:(\d{1,3}) ?(?:d|days?|tage?n?))? ?(?:(\d{1,4}) ?(?:h|hours?|hrs?|std\.?|stunden?))? ?(?:(\d{1,5}) ?(?:m|min\.?|mins|minutes?|minuten))?$/;

const tidy = (raw: string): string => raw.trim().toLowerCase().replace(/\s+/g, ' ');

/**
 * `14:30`, `2:30 pm`, `2026-11-24 14:30` (with `T` as well), `24.11. 14:30`, `24.11.2026, 14:30 Uhr`.
 * @returns Unix seconds; undefined when it is none of these, or no such day or time exists
 */
export const parseMoment = (raw: string, reading: Reading): number | undefined => {
    const text = tidy(raw);
    const today = zonedTime(reading.after, reading.zone).toPlainDate();
    const iso = ISO_DATE.exec(text);
    if (iso) {
        const date = {year: Number(iso[1]), month: Number(iso[2]), day: Number(iso[3])};
        return onDate(date, iso[4] ?? '', reading);
    }
    const german = GERMAN_DATE.exec(text);
    if (german) {
        const [, day, month, year, time = ''] = german;
        const full = year?.length === 2 ? 2000 + Number(year) : Number(year ?? today.year);
        const date = {month: Number(month), day: Number(day)};
        const moment = onDate({...date, year: full}, time, reading);
        const isOver = year === undefined && (moment ?? reading.after) < reading.after - 86_400;
        return isOver ? onDate({...date, year: full + 1}, time, reading) : moment;
    }
    const clock = parseClock(text);
    if (!clock) {
        return undefined;
    }
    const [moment = 0, next] = [today, today.add({days: 1})].map((date) =>
        momentOf(date.toPlainDateTime(clock), reading.zone, reading.which),
    );
    return moment > reading.after ? moment : next;
};

/** `90m`, `1h 30m`, `2 Stunden`. @returns seconds */
export const parseLength = (raw: string): number | undefined => {
    const [, days, hours, minutes] = LENGTH.exec(tidy(raw)) ?? [];
    const seconds = Number(days ?? 0) * 86_400 + Number(hours ?? 0) * 3600 + Number(minutes ?? 0) * 60;
    return seconds > 0 ? seconds : undefined;
};

const onDate = (
    date: Pick<WallTime, 'year' | 'month' | 'day'>,
    time: string,
    {zone, which}: Reading,
): number | undefined => {
    const clock = parseClock(time);
    const wall = clock && plainTime({...date, ...clock});
    return wall && momentOf(wall, zone, which);
};

const parseClock = (text: string): Pick<WallTime, 'hour' | 'minute'> | undefined => {
    const clock = CLOCK.exec(text);
    const alone = HOUR.exec(text);
    const [hours, minutes, half] = clock ? [clock[1], clock[2], clock[3]] : [alone?.[1], '0', alone?.[2]];
    const isHalf = half === 'am' || half === 'pm';
    const spoken = Number(hours);
    if (isHalf && (spoken < 1 || spoken > 12)) {
        return undefined;
    }
    const hour = isHalf ? (spoken % 12) + (half === 'pm' ? 12 : 0) : spoken;
    const minute = Number(minutes);
    return hour < 24 && minute < 60 ? {hour, minute} : undefined;
};
