import {Cron} from 'croner';
import * as z from 'zod/mini';
import {isTimeZone} from '../zoned_time';

/** When a channel gets its hand-over by itself. */
export interface HandoverSchedule {
    readonly channelId: string;
    /** Five fields, as cron has them: minute, hour, day of the month, month, day of the week. */
    readonly cron: string;
    /** IANA, e.g. `Europe/Berlin`. */
    readonly timeZone: string;
    /** Who set it, and when in Unix seconds. */
    readonly by: {readonly userId: string; readonly username: string; readonly at: number};
}

/** More than a channel needs, and no more than anybody can read. */
const LEAST_PAUSE_SECONDS = 3600;
/** Enough to meet each pause of a day, even around a change of the clocks. */
const RUNS_LOOKED_AT = 50;
const LONGEST_PATTERN = 100;

const cronOf = ({cron, timeZone}: Pick<HandoverSchedule, 'cron' | 'timeZone'>): Cron =>
    new Cron(cron, {timezone: timeZone, paused: true, mode: '5-part'});

const seconds = (date: Date): number => Math.floor(date.getTime() / 1000);

/** The next time after this moment. Unix seconds; undefined: never again */
export const nextTime = (schedule: Pick<HandoverSchedule, 'cron' | 'timeZone'>, after: number): number | undefined => {
    const next = cronOf(schedule).nextRun(new Date(after * 1000));
    return next ? seconds(next) : undefined;
};

/** The last two times up to this moment, the later first. Unix seconds */
export const lastTimes = (
    schedule: Pick<HandoverSchedule, 'cron' | 'timeZone'>,
    now: number,
): readonly [last?: number, before?: number] => {
    const [last, before] = cronOf(schedule).previousRuns(2, new Date((now + 1) * 1000));
    return [...(last ? [seconds(last)] : []), ...(before ? [seconds(before)] : [])] as [number?, number?];
};

export type ScheduleMistake = 'pattern' | 'timeZone' | 'never' | 'tooOften';

/** @returns what is wrong with it; undefined: nothing */
export const whyNotSchedule = (
    schedule: Pick<HandoverSchedule, 'cron' | 'timeZone'>,
    now: number,
): ScheduleMistake | undefined => {
    if (!isTimeZone(schedule.timeZone)) {
        return 'timeZone';
    }
    try {
        const runs = cronOf(schedule)
            .nextRuns(RUNS_LOOKED_AT, new Date(now * 1000))
            .map(seconds);
        if (runs.length === 0) {
            return 'never';
        }
        const pauses = runs.slice(1).map((run, at) => run - (runs[at] ?? 0));
        return pauses.some((pause) => pause < LEAST_PAUSE_SECONDS) ? 'tooOften' : undefined;
    } catch {
        return 'pattern';
    }
};

/**
 * Reads `06:00 14:00 22:00`, or a cron pattern of five fields, each perhaps with a time zone behind it.
 * @returns undefined for anything else; whether the pattern is one, `whyNotSchedule` says
 */
export const parseSchedule = (typed: string, zone: string): Pick<HandoverSchedule, 'cron' | 'timeZone'> | undefined => {
    const words = typed
        .slice(0, LONGEST_PATTERN)
        .split(/[\s,]+/)
        .filter((word) => word !== '');
    const times = words.map((word) => /^([01]?\d|2[0-3]):([0-5]\d)$/.exec(word));
    const until = times.indexOf(null);
    const count = until === -1 ? words.length : until;
    if (count > 0) {
        const minutes = new Set(times.slice(0, count).map((time) => Number(time?.[2])));
        const hours = [...new Set(times.slice(0, count).map((time) => Number(time?.[1])))].sort((a, b) => a - b);
        const [minute] = minutes;
        const rest = words.slice(count);
        return minutes.size === 1 && rest.length <= 1
            ? {cron: `${minute} ${hours.join(',')} * * *`, timeZone: rest[0] ?? zone}
            : undefined;
    }
    return parsePattern(typed.slice(0, LONGEST_PATTERN), zone);
};

const FIELDS = 5;

const parsePattern = (typed: string, zone: string): Pick<HandoverSchedule, 'cron' | 'timeZone'> | undefined => {
    const words = typed.split(/\s+/).filter((word) => word !== '');
    return words.length === FIELDS || words.length === FIELDS + 1
        ? {cron: words.slice(0, FIELDS).join(' '), timeZone: words[FIELDS] ?? zone}
        : undefined;
};

/** As it is stored, in the document of the subscriptions. */
export const SCHEDULE = z.strictObject({
    channelId: z.string().check(z.minLength(1), z.maxLength(140)),
    cron: z.string().check(
        z.maxLength(LONGEST_PATTERN),
        z.refine((cron) => isPattern(cron)),
    ),
    timeZone: z.string().check(z.maxLength(60), z.refine(isTimeZone)),
    by: z.strictObject({userId: z.string(), username: z.string(), at: z.number()}),
});

const isPattern = (cron: string): boolean => {
    try {
        return cronOf({cron, timeZone: 'UTC'}).nextRun() !== null;
    } catch {
        return false;
    }
};
