import {isProblemState} from '#contract';
import type {StateAge} from './ages';
import type {Alert} from './alert';
import {isAfter, type Moment} from './moment';
import type {AlertRecord} from './record';

/** Does it say that there is no problem, or none any more? */
export const endsProblem = (alert: Alert): boolean =>
    alert.notificationType === 'RECOVERY' || !isProblemState(alert.state);

/** A downtime, flapping or custom notice about an object that is fine. */
export const isNotice = (alert: Alert): boolean =>
    endsProblem(alert) && alert.notificationType !== 'RECOVERY' && alert.notificationType !== 'PROBLEM';

/**
 * Was `a` made before `b`? If both carry a time, that decides; otherwise the start of the state does, which only grows
 * from state to state. What carries neither counts as made when it arrived.
 */
export const isBefore = (a: Alert, b: Alert): boolean => {
    if (a.time !== undefined && b.time !== undefined) {
        return a.time === b.time ? rank(a) < rank(b) : a.time < b.time;
    }
    return a.since !== undefined && b.since !== undefined && a.since < b.since;
};

/** Decides within one second, so that the order of arrival does not. */
const rank = ({since = 0, state, notificationType, output, author, comment}: Alert): string =>
    [String(since).padStart(12, '0'), state, notificationType, output, author, comment].join(' ');

/** Was it made before everything we know of the problem in `record`? undefined: nothing to tell it by. */
export const isOlderThan = (alert: Alert, record: AlertRecord): boolean | undefined => {
    const {first} = record.ages;
    if (alert.time !== undefined && first !== undefined) {
        return alert.time === first ? endsProblem(alert) : alert.time < first;
    }
    return alert.since === undefined || record.since === undefined ? undefined : alert.since < record.since;
};

/** What shows how old a statement about a state is. */
export interface Dated {
    readonly since?: Moment | undefined;
    readonly at?: Moment | undefined;
}

/** No check takes this long: what was seen this much later is younger, even if a clock that was put back dates its state earlier. */
const LONGEST_CHECK_SECONDS = 600;

const isLongAfter = (a: Moment | undefined, b: Moment | undefined): boolean =>
    a !== undefined && b !== undefined && a.earliest > b.latest + LONGEST_CHECK_SECONDS;

/**
 * Is `a` certainly younger than `b`? A state that began later is, no matter when either was last seen: a check may have
 * started before a notification that its result then overtook.
 */
export const isYounger = (a: Dated, b: Dated): boolean => {
    if (isLongAfter(a.at, b.at) || isLongAfter(b.at, a.at)) {
        return isAfter(a.at, b.at);
    }
    return isAfter(a.since, b.since) || (!isAfter(b.since, a.since) && isAfter(a.at, b.at));
};

/** The age of what a notification says about the state. @param arrived used if it does not say when it was made */
export const ageOf = ({time, since}: Alert, arrived: number): StateAge => ({
    by: 'core',
    ...(since === undefined ? {} : {since: {earliest: since, latest: since}}),
    // Clocks are compared to the second only.
    at: time === undefined ? {earliest: arrived - 1, latest: arrived + 1} : {earliest: time, latest: time},
});
