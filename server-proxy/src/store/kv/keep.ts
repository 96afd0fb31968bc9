import {type AlertRecord, isOpen, isSpent} from '../../domain/alert/record';

/** So that a late click still finds its post. */
const KEEP_CLOSED_SECONDS = 7 * 86_400;
const KEEP_SPENT_SECONDS = 60;

/** 0 = for ever. */
export const secondsToKeep = (record: AlertRecord): number => {
    if (isSpent(record)) {
        return KEEP_SPENT_SECONDS;
    }
    return isOpen(record) ? 0 : KEEP_CLOSED_SECONDS;
};
