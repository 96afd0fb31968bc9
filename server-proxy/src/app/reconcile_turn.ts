import {targetIds} from '../domain/alert';
import {alertKey} from '../domain/alert_key';
import {type AlertRecord, isPending} from '../domain/alert_record';
import {asAppError} from '../domain/errors';
import {healed, healingLines, isVisible} from '../domain/healing';
import {textsOf} from '../domain/texts';
import {remarkSays} from '../domain/texts_remarks';
import {isSameRecord} from '../domain/transitions';
import {type AppContext, nowSeconds} from './app_context';
import {chunksOf, inParallel} from './in_parallel';
import type {StatusReading} from './ports';
import {addThreadLine, showAlert} from './show_alert';

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
 * Compares every open alert with what openITCOCKPIT says now.
 * @param signal ends it after the page it is at
 * @throws AppError when openITCOCKPIT or the store is away; what was healed until then stays
 */
export const reconcileOpenAlerts = async (
    context: AppContext,
    counts: Counting,
    signal: AbortSignal,
): Promise<void> => {
    const keys = await context.store.open();
    counts.open = keys.length;
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
    const records = (await context.store.readOpen(keys)).filter((record) => isComparable(context, record));
    if (records.length === 0) {
        return;
    }
    const readings = await context.monitoring.readStatuses(records.map(({alert}) => targetIds(alert.target)));
    if (isOtherSystem(context, readings)) {
        return;
    }
    await inParallel(POSTS_AT_ONCE, records, async (record) => {
        const reading = readings.get(record.key);
        if (reading === undefined) {
            counts.unread += 1;
        } else if (await heal(context, record, reading)) {
            counts.healed += 1;
        }
    });
};

/** What just changed may be ahead of openITCOCKPIT's API; what is being carried out looks for itself. */
const isComparable = (context: AppContext, record: AlertRecord): boolean =>
    !isPending(record) &&
    nowSeconds(context) - record.updatedAt >= context.settings.reconcile.graceSeconds &&
    record.key === alertKey(targetIds(record.alert.target));

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

/** What somebody just saw of an object in openITCOCKPIT gets into its post, too. */
export const bringUpToDate = async (context: AppContext, record: AlertRecord, seen: StatusReading): Promise<void> => {
    if (isComparable(context, record)) {
        await heal(context, record, seen);
    }
};

/** @returns whether the post was wrong */
const heal = async (context: AppContext, read: AlertRecord, reading: StatusReading): Promise<boolean> => {
    const after = healed(read, reading, nowSeconds(context));
    if (after === read) {
        return false;
    }
    let isOurs = false;
    await context.store.update(read.key, (current) => {
        // Whoever changed it meanwhile knew better.
        isOurs = isSameRecord(current, read);
        return isOurs ? withPostBehind(after) : current;
    });
    if (!isOurs || !isVisible(read, after)) {
        return false;
    }
    await showAlert(context, read.key);
    for (const {text, kind} of healingLines(read, after, textsOf(context.settings.language))) {
        await addThreadLine(context, after, text, kind);
    }
    context.logger.info('Post was wrong', {
        alert: read.key,
        post: read.postId,
        look: after.look,
        state: after.alert.state,
    });
    return true;
};

/** A post whose id we do not know yet shows it when it comes (see bindPost). */
const withPostBehind = (record: AlertRecord): AlertRecord =>
    record.postId === '' ? {...record, behind: true} : record;
