import type {AckDetails} from './ack_details';
import type {AlertRecord} from './record';

/** An acknowledged problem. */
export interface Acknowledged {
    readonly record: AlertRecord;
    readonly ack: AckDetails;
    readonly isOld: boolean;
}

const DAY = 86_400;

/**
 * What is acknowledged, the oldest first; of equal age in the order of their keys, so that pages do not overlap. Pure.
 * @param oldDays from how many days on one is old @param now Unix seconds
 */
export const acknowledgedOf = (
    records: readonly AlertRecord[],
    oldDays: number,
    now: number,
): readonly Acknowledged[] =>
    records
        .flatMap((record) =>
            record.look === 'acknowledged' && record.ack
                ? [{record, ack: record.ack, isOld: now - record.ack.at >= oldDays * DAY}]
                : [],
        )
        .toSorted((one, other) => one.ack.at - other.ack.at || (one.record.key < other.record.key ? -1 : 1));

/** Those that are old, the oldest first. */
export const oldAcknowledgements = (
    records: readonly AlertRecord[],
    oldDays: number,
    now: number,
): readonly Acknowledged[] => acknowledgedOf(records, oldDays, now).filter(({isOld}) => isOld);
