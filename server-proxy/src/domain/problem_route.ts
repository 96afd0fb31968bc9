import {createHash} from 'node:crypto';
import type {Alert} from './alert';
import {endsProblem, isBefore, isNotice, isOlderThan} from './alert_order';
import {type AlertRecord, isOpen} from './alert_record';

/** Which problem of its object a notification is about. */
export type Route =
    /** The one we know, open or over. */
    | 'current'
    /** One that began after it. */
    | 'new'
    /** One before it (see `earlierKey`), by its id. */
    | 'earlier'
    /** None: a notice about an object that is fine, or too late to tell. */
    | 'none';

/** The newest problem of an object has the object's key; the ones before move here, where late notifications find them. */
export const earlierKey = (key: string, problemId: string): string => {
    // Keys of Mattermost's table hold 150 characters.
    const id = problemId.length <= 40 ? problemId : createHash('sha256').update(problemId).digest('hex').slice(0, 40);
    return `${key}#${id}`;
};

/** @param current what is stored under the object's key */
export const routeOf = (current: AlertRecord | undefined, alert: Alert): Route => {
    if (!current) {
        return isNotice(alert) ? 'none' : 'new';
    }
    const known = current.alert.problemId;
    if (known === '' || alert.problemId === '') {
        return isOpen(current) ? ofOpenProblem(current, alert) : ofClosedProblem(current, alert);
    }
    return known === alert.problemId ? 'current' : ofOtherProblem(current, alert);
};

const ofOtherProblem = (current: AlertRecord, alert: Alert): Route => {
    if (isOlderThan(alert, current)) {
        return 'earlier';
    }
    if (isNotice(alert)) {
        // The object is fine now, so its problem is over, although nobody said so.
        return isOpen(current) ? 'current' : 'none';
    }
    return 'new';
};

/** Without ids there is one problem until it recovers. A recovery that the next problem overtook cannot be told. */
const ofOpenProblem = (current: AlertRecord, alert: Alert): Route =>
    endsProblem(alert) && isBefore(alert, current.alert) ? 'none' : 'current';

const ofClosedProblem = (current: AlertRecord, alert: Alert): Route => {
    if (isNotice(alert)) {
        return 'current';
    }
    if (alert.notificationType === 'RECOVERY' || endsProblem(alert)) {
        const {since} = alert;
        return since !== undefined && current.recoveredAt !== undefined && since > current.recoveredAt
            ? 'new'
            : 'current';
    }
    return isBefore(alert, current.alert) ? 'current' : 'new';
};
