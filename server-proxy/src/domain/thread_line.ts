import type {Alert} from './alert';
import {durationOf, subjectOf} from './alert_post';
import type {AlertRecord} from './alert_record';
import {neutralize} from './text';
import type {Texts} from './texts';

/**
 * The short line in the thread that says what a notification changed; empty when the post says it all.
 * @param before the record before the notification
 */
export const threadLineOf = (
    before: AlertRecord | undefined,
    after: AlertRecord,
    alert: Alert,
    texts: Texts,
): string => {
    const notice = texts.info[alert.notificationType];
    switch (alert.notificationType) {
        case 'PROBLEM':
            return before && before.alert.state !== after.alert.state
                ? `${before.alert.state} → ${after.alert.state}`
                : '';
        case 'RECOVERY': {
            const duration = durationOf(after);
            return duration === undefined
                ? after.alert.state
                : `${after.alert.state}: ${texts.recoveredAfter(duration)}`;
        }
        case 'ACKNOWLEDGEMENT':
            return before?.look !== 'acknowledged' && after.look === 'acknowledged' && after.ack
                ? ackLine(after.ack, texts)
                : '';
        default: {
            const tail = [alert.author, alert.comment].filter((part) => part !== '').join(': ');
            const line = notice ? notice(neutralize(subjectOf(after, texts))) : '';
            return tail === '' ? line : `${line}: ${neutralize(tail)}`;
        }
    }
};

export const ackLine = (ack: {author: string; comment: string}, texts: Texts): string =>
    `${texts.acknowledgedBy} ${neutralize(ack.author)}: ${neutralize(ack.comment)}`;
