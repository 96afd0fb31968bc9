import {targetIds} from '../domain/alert';
import {isOpen} from '../domain/alert/record';
import {asAppError} from '../domain/errors';
import {remarkSays} from '../domain/texts_remarks';
import {type AppContext, serverSeconds} from './app_context';
import {chunksOf, inParallel} from './in_parallel';
import type {StatusReading} from './ports';
import {takeReading} from './take_reading';

/** What a turn came to; counted while it goes on. */
export interface TurnCounts {
    /** Alerts with an open problem. */
    readonly open: number;
    /** Posts that were wrong. */
    readonly healed: number;
    /** Alerts openITCOCKPIT said nothing about: their objects are not visible to the API key. */
    readonly unread: number;
}

type Counting = {-readonly [name in keyof TurnCounts]: TurnCounts[name]};

/** Two requests to openITCOCKPIT for services, at once; and no more records in memory than that. */
const PAGE = 400;
const POSTS_AT_ONCE = 4;
/** When so many objects, and no others, are unknown to openITCOCKPIT, it is another openITCOCKPIT. */
const SUSPICIOUS = 10;

/**
 * Compares every alert that is open, or was closed within the last day, with what openITCOCKPIT says now.
 * @param signal ends it after the page it is at
 * @throws AppError when openITCOCKPIT or the store is away; what was healed until then stays
 */
export const reconcileOpenAlerts = async (
    context: AppContext,
    counts: Counting,
    signal: AbortSignal,
): Promise<void> => {
    const keys = await context.store.followed();
    let oddPage: unknown;
    for (const page of chunksOf(keys, PAGE)) {
        if (signal.aborted) {
            return;
        }
        try {
            await reconcilePage(context, page, counts);
        } catch (error) {
            if (asAppError(error).code !== 'openitcockpit_bad_answer') {
                throw error;
            }
            // One answer that cannot be read must not keep the other posts from being right.
            oddPage = error;
        }
    }
    if (oddPage !== undefined) {
        throw oddPage;
    }
};

const reconcilePage = async (context: AppContext, keys: readonly string[], counts: Counting): Promise<void> => {
    const mark = context.latestReadings.mark();
    const records = await context.store.readFollowed(keys);
    counts.open += records.filter(isOpen).length;
    if (records.length === 0) {
        return;
    }
    const askedAt = serverSeconds(context);
    const readings = await context.monitoring.readStatuses(records.map(({alert}) => targetIds(alert.target)));
    if (isOtherSystem(context, readings)) {
        return;
    }
    await inParallel(POSTS_AT_ONCE, records, async (record) => {
        const seen = readings.get(record.key);
        if (seen === undefined) {
            counts.unread += 1;
        } else if (await takeReading(context, record, seen, askedAt, mark)) {
            counts.healed += 1;
        }
    });
};

const isOtherSystem = ({remarks}: AppContext, readings: ReadonlyMap<string, StatusReading>): boolean => {
    const topic = 'other openITCOCKPIT';
    if (readings.size < SUSPICIOUS || [...readings.values()].some((reading) => reading !== 'deleted')) {
        remarks.settle(topic);
        return false;
    }
    const said = remarkSays((texts) => texts.otherSystem(readings.size));
    remarks.problem(topic, said, {});
    return true;
};
