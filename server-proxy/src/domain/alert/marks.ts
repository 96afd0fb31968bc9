import type {NotificationType} from '#contract';
import {withDowntime} from '../action/downtime';
import type {FlagAge, SeenNotice, StateAge} from './ages';
import type {Alert} from './alert';
import {isAfter, later, type Moment} from './moment';
import type {Seen} from './observation';
import {ageOf, endsProblem} from './order';
import type {AlertRecord} from './record';

type Flag = 'inDowntime' | 'flapping';

const FLAGS: Partial<Record<NotificationType, {readonly flag: Flag; readonly on: boolean}>> = {
    DOWNTIMESTART: {flag: 'inDowntime', on: true},
    DOWNTIMEEND: {flag: 'inDowntime', on: false},
    DOWNTIMECANCELLED: {flag: 'inDowntime', on: false},
    FLAPPINGSTART: {flag: 'flapping', on: true},
    FLAPPINGSTOP: {flag: 'flapping', on: false},
    FLAPPINGDISABLED: {flag: 'flapping', on: false},
};

/** What a downtime, flapping or custom notice says about a problem. */
export const withNotice = (record: AlertRecord, alert: Alert, age: StateAge, now: number): AlertRecord => {
    if (alert.notificationType === 'CUSTOM' && !endsProblem(alert)) {
        const customs = withSeenNotice(record.ages.customs ?? [], alert, now);
        return {...record, ages: {...record.ages, customs}};
    }
    if (alert.notificationType === 'PROBLEM') {
        return (['inDowntime', 'flapping'] as const).reduce((known, flag) => withoutStale(known, flag, now), record);
    }
    const notice = FLAGS[alert.notificationType];
    // What begins while all is well does not concern the earlier problem.
    return notice && !(notice.on && endsProblem(alert))
        ? withNotified(record, notice.flag, notice.on, alert.time === undefined ? undefined : age.at, age, now)
        : record;
};

/**
 * What a notice that is not about this problem says about it all the same: a downtime or flapping that has ended is over for
 * the object. Without a time it may be older than the problem.
 */
export const withOtherNotice = (record: AlertRecord, alert: Alert, now: number): AlertRecord =>
    alert.time === undefined ? record : withNotice(record, alert, ageOf(alert, now), now);

const withNotified = (
    record: AlertRecord,
    flag: Flag,
    on: boolean,
    made: Moment | undefined,
    {at}: StateAge,
    now: number,
): AlertRecord => {
    const known = record.ages[flag];
    if (known && (made ? isOld(known, made, on) : record[flag] === on)) {
        return record;
    }
    return withFlag(record, flag, on && !isAfter(record.ages.notified, at), {by: 'core', at}, now);
};

/** A problem was notified after the flag's beginning, so the flag is over. */
const withoutStale = (record: AlertRecord, flag: Flag, now: number): AlertRecord => {
    const age = record.ages[flag];
    return record[flag] && age && isOver(age, record.ages.notified) ? withFlag(record, flag, false, age, now) : record;
};

/** Of the same second, the core knows better than the database, whose time may be that of a whole minute. */
const isOver = ({by, at}: FlagAge, notified: Moment | undefined): boolean =>
    isAfter(notified, at) || (by === 'database' && notified !== undefined && notified.earliest === at.latest);

/** Within one second the end counts as later than the beginning, and the core knows better than the database. */
const isOld = (known: FlagAge, made: Moment, on: boolean): boolean =>
    isAfter(known.at, made) || (on && known.by === 'core' && !isAfter(made, known.at));

/** A flag in the database has no time of its own: it is as old as the database. */
export const withReadFlags = (record: AlertRecord, seen: Seen, now: number): AlertRecord =>
    (['inDowntime', 'flapping'] as const).reduce((known, flag) => withReadFlag(known, flag, seen, now), record);

const withReadFlag = (record: AlertRecord, flag: Flag, seen: Seen, now: number): AlertRecord => {
    const {freshAt} = seen;
    const known = later(record.ages[flag]?.at ?? record.ages.opened, record.ages.notified);
    return record[flag] === seen[flag] || !freshAt || !isAfter(freshAt, known)
        ? record
        : withFlag(record, flag, seen[flag], {by: 'database', at: freshAt}, now);
};

export const withFlag = (record: AlertRecord, flag: Flag, on: boolean, age: FlagAge, now: number): AlertRecord => {
    const marked = flag === 'inDowntime' ? withDowntime(record, on, now) : {...record, [flag]: on};
    return {...marked, ages: {...record.ages, [flag]: age}};
};

/** Two contacts with the same command notify within seconds. Without times, only their arrival can be compared. */
const SAME_SECONDS = 5;
const SAME_SECONDS_UNTIMED = 30;
const REMEMBERED = 6;

/** @returns the same list if the notice has been passed on before */
export const withSeenNotice = (
    seen: readonly SeenNotice[],
    alert: Alert,
    nowSeconds: number,
): readonly SeenNotice[] => {
    const at = alert.time ?? nowSeconds;
    const text = [alert.notificationType, alert.author, alert.comment].join(' ').slice(0, 200);
    const near = alert.time === undefined ? SAME_SECONDS_UNTIMED : SAME_SECONDS;
    if (seen.some((known) => known.text === text && Math.abs(known.at - at) <= near)) {
        return seen;
    }
    return [...seen, {at, text}].sort((a, b) => a.at - b.at).slice(-REMEMBERED);
};
