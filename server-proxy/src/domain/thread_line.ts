import type {Alert} from './alert';
import {durationOf, subjectOf} from './alert_post';
import type {AlertRecord} from './alert_record';
import {openAction} from './pending_action';
import {neutralize} from './text';
import type {Texts} from './texts';

/** What lines in the thread of a post are about; the words of the setting THREAD_LINES. */
export const THREAD_LINE_KINDS = [
    'state',
    'acknowledgement',
    'downtime',
    'flapping',
    'recovery',
    'custom',
    'recheck',
] as const;

export type ThreadLineKind = (typeof THREAD_LINE_KINDS)[number];

export interface ThreadLine {
    readonly kind: ThreadLineKind;
    readonly text: string;
}

/**
 * The short lines that say what a notification changed. What changed is told from the two records, which one
 * compare-and-set exchanged: so a repeated notification, and one that another node has taken, adds none.
 */
export const threadLinesOf = (before: AlertRecord, after: AlertRecord, alert: Alert, texts: Texts): ThreadLine[] => [
    ...stateLine(before, after),
    ...newAckLine(before, after, texts),
    ...recoveryLine(before, after, texts),
    ...noticeLine(before, after, alert, texts),
];

export const ackLine = (ack: {author: string; comment: string}, texts: Texts): string =>
    `${texts.acknowledgedBy} ${neutralize(ack.author)}: ${neutralize(ack.comment)}`;

const stateLine = (before: AlertRecord, after: AlertRecord): ThreadLine[] =>
    after.look === 'recovered' || before.alert.state === after.alert.state
        ? []
        : [{kind: 'state', text: `${before.alert.state} → ${after.alert.state}`}];

const newAckLine = (before: AlertRecord, after: AlertRecord, texts: Texts): ThreadLine[] => {
    const isNew =
        before.ack?.author !== after.ack?.author ||
        before.ack?.comment !== after.ack?.comment ||
        (before.look !== 'acknowledged' && after.look === 'acknowledged');
    return after.ack && isNew ? [{kind: 'acknowledgement', text: ackLine(after.ack, texts)}] : [];
};

const recoveryLine = (before: AlertRecord, after: AlertRecord, texts: Texts): ThreadLine[] => {
    if (before.order?.ended || !after.order?.ended) {
        return [];
    }
    const duration = durationOf(after);
    const text = duration === undefined ? after.alert.state : `${after.alert.state}: ${texts.recoveredAfter(duration)}`;
    return [{kind: 'recovery', text}];
};

const noticeLine = (before: AlertRecord, after: AlertRecord, alert: Alert, texts: Texts): ThreadLine[] => {
    const kind = changedNotice(before, after);
    const notice = texts.info[alert.notificationType];
    if (!kind || !notice || isToldByAction(before, alert)) {
        return [];
    }
    const tail = [alert.author, alert.comment].filter((part) => part !== '').join(': ');
    const text = notice(neutralize(subjectOf(after, texts)));
    return [{kind, text: tail === '' ? text : `${text}: ${neutralize(tail)}`}];
};

/** Who asked for it here tells it with name, end and comment when openITCOCKPIT has confirmed it. */
const isToldByAction = (before: AlertRecord, {notificationType}: Alert): boolean =>
    (notificationType === 'DOWNTIMESTART' && openAction(before, 'schedule_downtime') !== undefined) ||
    (notificationType === 'DOWNTIMECANCELLED' && openAction(before, 'cancel_downtime') !== undefined);

const changedNotice = (before: AlertRecord, after: AlertRecord): ThreadLineKind | undefined => {
    const [old, now] = [before.order, after.order];
    if (before.inDowntime !== after.inDowntime || (old?.downtime === undefined && now?.downtime !== undefined)) {
        return 'downtime';
    }
    if (before.flapping !== after.flapping || (old?.flapping === undefined && now?.flapping !== undefined)) {
        return 'flapping';
    }
    return old?.customs === now?.customs ? undefined : 'custom';
};
