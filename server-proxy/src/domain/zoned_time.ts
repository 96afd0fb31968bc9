import {fieldsOf} from './dialog';

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
        return zone !== '';
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

/** Making a formatter costs more than using it. */
const clockOf = (zone: string): ((unixSeconds: number) => WallTime) => {
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

/**
 * The moment at which the wall clock shows this time. When clocks are put back it does so twice, and `which` counts; when
 * they are put forward it may never do so: then it is as much later as they were put forward.
 * @returns Unix seconds
 */
export const momentOf = (time: WallTime, zone: string, which: 'first' | 'last'): number => {
    const clock = clockOf(zone);
    const offsetAt = (unixSeconds: number): number => naive(clock(unixSeconds)) - Math.floor(unixSeconds / 60) * 60;
    const asIfUtc = naive(time);
    const offsets = [offsetAt(asIfUtc - DAY), offsetAt(asIfUtc + DAY)];
    const moments = offsets.map((offset) => asIfUtc - offset);
    const shown = moments.filter((moment, index) => offsetAt(moment) === offsets[index]);
    if (shown.length === 0) {
        return asIfUtc - (offsets[0] ?? 0);
    }
    return which === 'first' ? Math.min(...shown) : Math.max(...shown);
};

/** The same time some days later. */
export const plusDays = ({year, month, day, hour, minute}: WallTime, days: number): WallTime => {
    const date = new Date(Date.UTC(year, month - 1, day + days));
    return {year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate(), hour, minute};
};

/** 0 = Sunday. */
export const weekday = ({year, month, day}: WallTime): number => new Date(Date.UTC(year, month - 1, day)).getUTCDay();
