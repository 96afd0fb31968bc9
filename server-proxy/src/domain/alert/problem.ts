import type {Alert} from './alert';
import {endsProblem, isBefore, isNotice, isOlderThan} from './order';
import {type AlertRecord, isOpen} from './record';

/** Which problem of its object a notification is about. */
export type Route =
    /** The one we know, whether open or over. */
    | 'current'
    /** One that began after it. */
    | 'new'
    /** One before it (see alert_key.ts), by its id. */
    | 'earlier'
    /** None: a notice about an object that is fine, or too late to tell. */
    | 'none';

/** @param current what is stored under the object's key */
export const routeOf = (current: AlertRecord | undefined, alert: Alert): Route => {
    if (!current) {
        return isNotice(alert) ? 'none' : 'new';
    }
    if (isOfProblemBefore(current, alert)) {
        return 'none';
    }
    const known = current.alert.problemId;
    if (known === '' || alert.problemId === '') {
        if (isBeforeEnd(current, alert)) {
            return 'none';
        }
        return isOpen(current) ? ofOpenProblem(current, alert) : ofClosedProblem(current, alert);
    }
    if (known !== alert.problemId) {
        return ofOtherProblem(current, alert);
    }
    return isNextWithSameId(current, alert) ? 'new' : 'current';
};

/** A core that lost its retention counts its problems from 1 again. Ids of other forms are never used twice. */
const isCounted = ({problemId}: Alert): boolean => /^\d+$/.test(problemId);

/** Did its problem begin after the end of the current one? */
const isNextWithSameId = ({look, ages: {state}}: AlertRecord, alert: Alert): boolean => {
    const {time, since = time} = alert;
    const isLater = since !== undefined && since > (state.since ?? state.at).latest;
    return (
        isCounted(alert) &&
        look === 'recovered' &&
        !endsProblem(alert) &&
        isLater &&
        (time === undefined || time > state.at.latest)
    );
};

/** Was it made after the current problem had begun? Then it is not about an earlier one, whatever its id. */
export const isCountedAgain = ({ages: {first}, since: begun}: AlertRecord, alert: Alert): boolean => {
    const {time, since} = alert;
    if (time !== undefined && first !== undefined) {
        return isCounted(alert) && time > first && (since === undefined || begun === undefined || since > begun);
    }
    return isCounted(alert) && since !== undefined && begun !== undefined && since > begun;
};

/** The database put the current problem on its predecessor's post, whose end was younger than this. */
const isOfProblemBefore = ({ages: {after}}: AlertRecord, {time, since}: Alert): boolean => {
    const made = since ?? time;
    if (after === undefined || made === undefined) {
        return false;
    }
    // A bad state that began in the second of the end and was notified later came after it.
    return made === after.latest ? (time ?? made) <= made : made < after.latest;
};

/** Without an id: was it made before the end of the problem before the current one? */
const isBeforeEnd = ({ages: {before}}: AlertRecord, {time}: Alert): boolean =>
    time !== undefined && before !== undefined && time < before.earliest;

const ofOtherProblem = (current: AlertRecord, alert: Alert): Route => {
    if (alert.problemId === current.alert.previousProblemId && !isCountedAgain(current, alert)) {
        return 'earlier';
    }
    if (alert.previousProblemId !== current.alert.problemId && isOlderThan(alert, current)) {
        return 'earlier';
    }
    if (isNotice(alert)) {
        // The object is fine now, so its problem is over, even if no recovery was notified.
        return isOpen(current) ? 'current' : 'none';
    }
    return 'new';
};

/** Without ids there is one problem until it recovers. A recovery older than anything we know belongs to an earlier problem. */
const ofOpenProblem = (current: AlertRecord, alert: Alert): Route =>
    endsProblem(alert) && isBefore(alert, current.alert) && isOlderThan(alert, current) !== false ? 'none' : 'current';

const ofClosedProblem = (current: AlertRecord, alert: Alert): Route => {
    if (isNotice(alert)) {
        return 'current';
    }
    if (endsProblem(alert)) {
        const {since} = alert;
        return since !== undefined && current.recoveredAt !== undefined && since > current.recoveredAt
            ? 'new'
            : 'current';
    }
    return isBefore(alert, current.alert) ? 'current' : 'new';
};
