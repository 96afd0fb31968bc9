import {openAction} from '../action/pending_action';
import {isSameAck} from '../alert/acknowledgement';
import type {Alert} from '../alert/alert';
import {type AlertRecord, isOpen} from '../alert/record';
import {neutralize} from '../text';
import type {Texts} from '../texts';
import {durationOf, subjectOf} from './alert_post';

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
    /** It should say whose downtime it is and why, which is not known: neither notifications nor readings of the state tell. */
    readonly lacksDowntime?: true;
}

/**
 * The short lines that say what a notification changed. They are derived from the two records that one compare-and-set
 * exchanged, so neither a repeated notification nor one that another node has handled adds a line.
 */
export const threadLinesOf = (
    before: AlertRecord,
    after: AlertRecord,
    alert: Alert,
    texts: Texts['alerts'],
): ThreadLine[] => [
    ...stateLine(before, after, texts),
    ...newAckLine(before, after, texts),
    ...recoveryLine(before, after, texts),
    ...noticeLine(before, after, alert, texts),
    ...removalLine(before, after, texts),
];

/** The lines that missed notifications would have left in the thread. */
export const readingLines = (before: AlertRecord, after: AlertRecord, texts: Texts['alerts']): ThreadLine[] => {
    if (after.gone) {
        return [{kind: 'state', text: texts.gone[after.gone]}];
    }
    const notice: Alert = {...after.alert, notificationType: changedFlag(before, after), author: '', comment: ''};
    return threadLinesOf(before, after, notice, texts);
};

const changedFlag = (before: AlertRecord, after: AlertRecord): Alert['notificationType'] => {
    if (before.inDowntime !== after.inDowntime) {
        return after.inDowntime ? 'DOWNTIMESTART' : 'DOWNTIMEEND';
    }
    return after.flapping ? 'FLAPPINGSTART' : 'FLAPPINGSTOP';
};

export const ackLine = (ack: {author: string; comment: string}, texts: Texts['alerts']): string =>
    `${texts.acknowledgedBy} ${neutralize(ack.author)}: ${neutralize(ack.comment)}`;

const stateLine = (before: AlertRecord, after: AlertRecord, texts: Texts['alerts']): ThreadLine[] => {
    const {state} = after.alert;
    if (after.look === 'recovered' || before.alert.state === state) {
        return [];
    }
    const isMistake = before.look === 'recovered' && isOpen(after) && before.ages.after === after.ages.after;
    return [{kind: 'state', text: isMistake ? texts.recoveredByMistake(state) : `${before.alert.state} → ${state}`}];
};

const newAckLine = (before: AlertRecord, after: AlertRecord, texts: Texts['alerts']): ThreadLine[] => {
    const isNew =
        !before.ack ||
        !after.ack ||
        !isSameAck(before.ack, after.ack) ||
        (before.look !== 'acknowledged' && after.look === 'acknowledged');
    return after.ack && isNew ? [{kind: 'acknowledgement', text: ackLine(after.ack, texts)}] : [];
};

/** The core itself drops an acknowledgement when the state changes. */
const removalLine = (before: AlertRecord, after: AlertRecord, texts: Texts['alerts']): ThreadLine[] =>
    before.look === 'acknowledged' && after.look === 'problem' && before.alert.state === after.alert.state
        ? [{kind: 'acknowledgement', text: texts.removedElsewhere(neutralize(before.ack?.author ?? ''))}]
        : [];

const recoveryLine = (before: AlertRecord, after: AlertRecord, texts: Texts['alerts']): ThreadLine[] => {
    if (before.ages.ended || !after.ages.ended) {
        return [];
    }
    const duration = durationOf(after);
    const text = duration === undefined ? after.alert.state : `${after.alert.state}: ${texts.recoveredAfter(duration)}`;
    return [{kind: 'recovery', text}];
};

const noticeLine = (before: AlertRecord, after: AlertRecord, alert: Alert, texts: Texts['alerts']): ThreadLine[] => {
    const kind = changedNotice(before, after);
    const notice = texts.info[alert.notificationType];
    if (!kind || !notice || isToldByAction(before, alert)) {
        return [];
    }
    const tail = [alert.author, alert.comment].filter((part) => part !== '').join(': ');
    const text = notice(neutralize(subjectOf(after, texts)));
    const lacks = tail === '' && alert.notificationType === 'DOWNTIMESTART' ? {lacksDowntime: true as const} : {};
    return [{kind, text: tail === '' ? text : `${text}: ${neutralize(tail)}`, ...lacks}];
};

/** If it was requested here, the action itself adds a line with name, end and comment once openITCOCKPIT has confirmed it. */
const isToldByAction = (before: AlertRecord, {notificationType}: Alert): boolean =>
    (notificationType === 'DOWNTIMESTART' && openAction(before, 'schedule_downtime') !== undefined) ||
    (notificationType === 'DOWNTIMECANCELLED' && openAction(before, 'cancel_downtime') !== undefined);

const changedNotice = (before: AlertRecord, after: AlertRecord): ThreadLineKind | undefined => {
    const [old, now] = [before.ages, after.ages];
    if (before.inDowntime !== after.inDowntime || (!old.inDowntime && now.inDowntime)) {
        return 'downtime';
    }
    if (before.flapping !== after.flapping || (!old.flapping && now.flapping)) {
        return 'flapping';
    }
    return old.customs === now.customs ? undefined : 'custom';
};
