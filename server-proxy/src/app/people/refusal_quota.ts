import {AppError} from '../../domain/errors';
import type {AuditEntry} from './audit_log';

/**
 * Refusals that the audit takes in one day. `/openitcockpit audit` shows the latest 20 entries: of these, too, one person's
 * refusals leave others their place.
 */
export const REFUSALS_A_DAY = {ofOne: 10, ofAll: 500} as const;

/** How many refusals of a day are in the audit, by user id. */
export type RefusalCounts = ReadonlyMap<string, number>;

export const isRefusal = ({result}: Pick<AuditEntry, 'result'>): boolean => result === 'refused';

/** @returns e.g. `2026-11-24`, in UTC */
export const dayOf = (seconds: number): string => new Date(seconds * 1000).toISOString().slice(0, 10);

/** @returns the counts with this refusal. @throws AppError `internal` when it does not fit into its day any more */
export const withRefusal = (counts: RefusalCounts, {userId}: Pick<AuditEntry, 'userId'>): RefusalCounts => {
    const ofOne = counts.get(userId) ?? 0;
    const ofAll = [...counts.values()].reduce((sum, count) => sum + count, 0);
    if (ofOne >= REFUSALS_A_DAY.ofOne || ofAll >= REFUSALS_A_DAY.ofAll) {
        throw new AppError('internal', 'The audit takes no more refusals of this day: this entry is only in the log.');
    }
    return new Map(counts).set(userId, ofOne + 1);
};

/** For a store that reads its entries at the start. */
export const refusalsOn = (day: string, entries: readonly AuditEntry[]): RefusalCounts => {
    const counts = new Map<string, number>();
    for (const {userId, at} of entries.filter(isRefusal)) {
        if (dayOf(at) === day) {
            counts.set(userId, (counts.get(userId) ?? 0) + 1);
        }
    }
    return counts;
};
