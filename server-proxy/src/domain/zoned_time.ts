import {fieldsOf} from './action/dialog';

/** Wall-clock time of a place. Months and days count from 1. */
export interface WallTime {
    readonly year: number;
    readonly month: number;
    readonly day: number;
    readonly hour: number;
    readonly minute: number;
}

const DAY = 86_400;

export const isTimeZone = (zone: string): boolean => {
    try {
        new Intl.DateTimeFormat('en', {timeZone: zone});
        return true;
    } catch {
        return false;
    }
};

/**
 * Reads a Mattermost user's `timezone`: `{useAutomaticTimezone: "true", automaticTimezone, manualTimezone}`.
 * @returns empty when none is set, or none that is known here
 */
export const chosenTimeZone = (settings: unknown): string => {
    const {useAutomaticTimezone, automaticTimezone, manualTimezone} = fieldsOf(settings);
    const zone = String(useAutomaticTimezone) === 'true' ? automaticTimezone : manualTimezone;
    return typeof zone === 'string' && isTimeZone(zone) ? zone : '';
};

/** The wall clock's reading at a moment. */
export const wallTime = (unixSeconds: number, zone: string): WallTime => clockOf(zone)(unixSeconds);

/** What the wall clock of a place shows at a moment. */
export type WallClock = (unixSeconds: number) => WallTime;

/** To be kept where many times of one zone are read: making one costs more than using it. */
export const clockOf = (zone: string): WallClock => {
    const format = new Intl.DateTimeFormat('en-u-ca-gregory-nu-latn', {
        timeZone: zone,
        hourCycle: 'h23',
        year: 'numeric',
        month: 'numeric',
        day: 'numeric',
        hour: 'numeric',
        minute: 'numeric',
    });
    return (unixSeconds) => {
        const parts = format.formatToParts(unixSeconds * 1000);
        const at = (type: string): number => Number(parts.find((part) => part.type === type)?.value);
        return {year: at('year'), month: at('month'), day: at('day'), hour: at('hour'), minute: at('minute')};
    };
};

/** As if the wall clock stood in Greenwich. */
const naive = ({year, month, day, hour, minute}: WallTime): number =>
    Date.UTC(year, month - 1, day, hour, minute) / 1000;

/** A calendar day has this time, e.g. no 31 April and no 24:30. */
export const exists = (time: WallTime): boolean => {
    const date = new Date(naive(time) * 1000);
    return (
        date.getUTCFullYear() === time.year &&
        date.getUTCMonth() + 1 === time.month &&
        date.getUTCDate() === time.day &&
        date.getUTCHours() === time.hour &&
        date.getUTCMinutes() === time.minute
    );
};

const offsetAt = (clock: WallClock, unixSeconds: number): number =>
    naive(clock(unixSeconds)) - Math.floor(unixSeconds / 60) * 60;

/**
 * The moments at which the wall clock shows this time, in order: two in the hour that it shows twice when clocks are put
 * back, none in the hour that it leaves out when they are put forward. Unix seconds.
 */
export const momentsOf = (time: WallTime, clock: WallClock): readonly number[] => {
    const asIfUtc = naive(time);
    const offsets = new Set([offsetAt(clock, asIfUtc - DAY), offsetAt(clock, asIfUtc + DAY)]);
    return [...offsets]
        .map((offset) => ({moment: asIfUtc - offset, offset}))
        .filter(({moment, offset}) => offsetAt(clock, moment) === offset)
        .map(({moment}) => moment)
        .sort((a, b) => a - b);
};

/**
 * The moment at which the wall clock shows this time. When clocks are put back it does so twice, and `which` counts; when
 * they are put forward it may never do so: then it is as much later as they were put forward.
 * @returns Unix seconds
 */
export const momentOf = (time: WallTime, zone: string, which: 'first' | 'last'): number => {
    const clock = clockOf(zone);
    const asIfUtc = naive(time);
    return momentsOf(time, clock).at(which === 'first' ? 0 : -1) ?? asIfUtc - offsetAt(clock, asIfUtc - DAY);
};

/** The same time some days later. */
export const plusDays = ({year, month, day, hour, minute}: WallTime, days: number): WallTime => {
    const date = new Date(Date.UTC(year, month - 1, day + days));
    return {year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate(), hour, minute};
};

/** 0 = Sunday. */
export const weekday = ({year, month, day}: WallTime): number => new Date(Date.UTC(year, month - 1, day)).getUTCDay();
