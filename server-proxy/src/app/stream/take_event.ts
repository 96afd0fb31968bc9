import {isProblemState} from '#contract';
import {type Alert, targetIds} from '../../domain/alert/alert';
import {alertKey} from '../../domain/alert/alert_key';
import {believable} from '../../domain/alert/believable';
import type {CoreEvent, CoreStatus} from '../../domain/alert/core_event';
import {isAfter, momentAt} from '../../domain/alert/moment';
import type {Seen} from '../../domain/alert/observation';
import {routeOf} from '../../domain/alert/problem';
import {type AlertRecord, isOpen} from '../../domain/alert/record';
import {type AppContext, serverSeconds} from '../app_context';
import type {Opens} from '../catch_up/alerts_from';
import {takeSeen} from '../catch_up/take_reading';
import {changeRecord, tellChange} from '../notifications/change_record';
import {receiveNotification} from '../notifications/receive_notification';

type Of<Kind extends CoreEvent['kind']> = Extract<CoreEvent, {kind: Kind}>;
type Notified = Of<'notification' | 'contact notified'>;

/** What a core tells nobody is not posted, unless everything is wanted; and notices are for those whom they are sent to. */
export const isPosted = (event: Notified, opens: Opens): boolean => {
    if (opens === 'off') {
        return false;
    }
    const isToSomebody = event.kind === 'contact notified' || event.contacts > 0;
    return isToSomebody || (opens === 'everything' && isPlain(event.alert));
};

const isPlain = ({notificationType}: Alert): boolean =>
    notificationType === 'PROBLEM' || notificationType === 'RECOVERY';

/**
 * The core decided to notify: the same as if its command had come, except that an end opens no post.
 * @param look sees every alert of an object that had none yet
 */
export const takeNotification = async (
    context: AppContext,
    event: Notified,
    opens: Opens,
    look: (alert: Alert) => Promise<void>,
): Promise<void> => {
    const {alert} = event;
    context.trace.heard(alert, 'stream');
    const known = await context.store.get(alertKey(targetIds(alert.target)));
    if (known && isOpen(known) && alert.notificationType === 'ACKNOWLEDGEMENT') {
        // It has an event of its own, which says more.
        return;
    }
    const isWanted = isPosted(event, opens);
    if (known && (isWanted || isOfIt(known, alert))) {
        await receiveNotification(context, alert);
    } else if (isWanted && (isProblemState(alert.state) || !isPlain(alert))) {
        await look(alert);
        await receiveNotification(context, alert);
    }
};

/** It changes the post that is there, and makes none. */
const isOfIt = (known: AlertRecord, alert: Alert): boolean => isOpen(known) && routeOf(known, alert) === 'current';

/** An acknowledgement, with the texts that a notification command cannot bring. It changes only the post that is there. */
export const takeAcknowledgement = async (context: AppContext, {alert: said}: Of<'acknowledgement'>): Promise<void> => {
    const key = alertKey(targetIds(said.target));
    const {alert, doubt} = believable(said, serverSeconds(context));
    if (doubt) {
        return;
    }
    await context.alertQueue.run(key, () =>
        context.store.exclusively(key, async () => {
            const current = await context.store.get(key);
            if (!current || !isOpen(current) || routeOf(current, alert) !== 'current') {
                return;
            }
            const change = {context, key, alert: {...alert, target: current.alert.target}};
            const {before, after} = await changeRecord(change, current);
            if (after !== before) {
                await tellChange(change, before, after);
            }
        }),
    );
};

/** @returns false: somebody acknowledged it, and nothing has told who */
export const takeStatus = async (context: AppContext, {target, status}: Of<'status'>): Promise<boolean> => {
    let isToldWhole = true;
    await takeAs(context, alertKey(target), status.freshAt?.latest, (record) => {
        const isUnheard = status.acknowledged && record.look !== 'acknowledged' && record.look !== 'acknowledging';
        isToldWhole = !isUnheard;
        const {freshAt: _, ...dated} = status;
        return isUnheard ? dated : status;
    });
    return isToldWhole;
};

/** A downtime that began. Of one that ended the status tells, because there may be others. */
export const takeDowntime = async (context: AppContext, event: Of<'downtime'>): Promise<void> => {
    const {target, change, time} = event;
    if (change === 'began') {
        context.news.downtimeBegan(alertKey(target), event);
        await takeAs(context, alertKey(target), time, (record) => ({
            ...asKnown(record),
            inDowntime: true,
            freshAt: momentAt(time),
        }));
    }
};

const takeAs = async (
    context: AppContext,
    key: string,
    time: number | undefined,
    seenBy: (record: AlertRecord) => Seen,
): Promise<void> => {
    const mark = context.latestReadings.mark();
    const record = await context.store.get(key);
    const now = serverSeconds(context);
    // A clock far ahead would make all that follows look old.
    if (record && !isAfter(time === undefined ? undefined : momentAt(time), momentAt(now + AHEAD_SECONDS))) {
        await takeSeen(context, record, seenBy(record), 0, mark);
    }
};

/** As in believable.ts. */
const AHEAD_SECONDS = 60;

/** Says nothing new, and does not say when it was so. */
const asKnown = ({alert, look, flapping}: AlertRecord): Omit<CoreStatus, 'inDowntime'> => ({
    state: alert.state,
    output: alert.output,
    acknowledged: look === 'acknowledged',
    flapping,
});
