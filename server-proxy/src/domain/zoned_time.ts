import {Temporal} from 'temporal-polyfill';

/** Wall-clock time somewhere. Months and days count from 1. */
export interface WallTime {
    readonly year: number;
    readonly month: number;
    readonly day: number;
    readonly hour: number;
    readonly minute: number;
}

export const isTimeZone = (zone: string): boolean => {
    try {
        new Intl.DateTimeFormat('en', {timeZone: zone});
        return true;
    } catch {
        return false;
    }
};

export const zonedTime = (unixSeconds: number, zone: string): Temporal.ZonedDateTime =>
    Temporal.Instant.fromEpochMilliseconds(unixSeconds * 1000).toZonedDateTimeISO(zone);

/** @returns undefined when no calendar day has this time, e.g. on 31 April or at 24:30; so in the first century, a slip */
export const plainTime = ({year, month, day, hour, minute}: WallTime): Temporal.PlainDateTime | undefined => {
    try {
        const fields = {year, month, day, hour, minute};
        return year < 100 ? undefined : Temporal.PlainDateTime.from(fields, {overflow: 'reject'});
    } catch {
        return undefined;
    }
};

/**
 * The moment at which the wall clock shows this time. When clocks go back it shows it twice, and `which` decides; when
 * they go forward it may never show it: then the moment is later by as much as they went forward.
 * @returns Unix seconds
 */
export const momentOf = (time: Temporal.PlainDateTime, zone: string, which: 'first' | 'last'): number =>
    time.toZonedDateTime(zone, {disambiguation: which === 'first' ? 'compatible' : 'later'}).epochMilliseconds / 1000;

/**
 * The moments at which the wall clock shows this time, in order: two in the hour that it shows twice when clocks are put
 * back, none in the hour that it leaves out when they are put forward. Unix seconds.
 */
export const momentsOf = (time: WallTime, zone: string): readonly number[] => {
    const plain = plainTime(time);
    const first = plain?.toZonedDateTime(zone);
    if (!plain || !first?.toPlainDateTime().equals(plain)) {
        return [];
    }
    return [...new Set([first.epochMilliseconds / 1000, momentOf(plain, zone, 'last')])];
};
