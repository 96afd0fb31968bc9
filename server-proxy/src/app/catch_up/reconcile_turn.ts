import pMap from 'p-map';
import {targetIds} from '../../domain/alert/alert';
import {isAfter, later} from '../../domain/alert/moment';
import {type AlertRecord, isOpen} from '../../domain/alert/record';
import {chunksOf} from '../../domain/chunks';
import {asAppError} from '../../domain/errors';
import {says} from '../../domain/texts';
import {type AppContext, serverSeconds} from '../app_context';
import type {StatusReading} from './readings_port';
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
    let behindSeconds = 0;
    for (const page of chunksOf(keys, PAGE)) {
        if (signal.aborted) {
            return;
        }
        try {
            behindSeconds = Math.max(behindSeconds, await reconcilePage(context, page, counts));
        } catch (error) {
            if (asAppError(error).code !== 'openitcockpit_bad_answer') {
                throw error;
            }
            // One answer that cannot be read must not keep the other posts from being right.
            oddPage = error;
        }
    }
    reportBehind(context, behindSeconds);
    if (oddPage !== undefined) {
        throw oddPage;
    }
};

/** @returns by how many seconds openITCOCKPIT's database is behind what was notified; 0 when it is not */
const reconcilePage = async (context: AppContext, keys: readonly string[], counts: Counting): Promise<number> => {
    const mark = context.latestReadings.mark();
    const records = await context.store.readFollowed(keys);
    counts.open += records.filter(isOpen).length;
    if (records.length === 0) {
        return 0;
    }
    const askedAt = serverSeconds(context);
    const readings = await context.monitoring.readStatuses(records.map(({alert}) => targetIds(alert.target)));
    if (isOtherSystem(context, readings)) {
        return 0;
    }
    const compare = async (record: AlertRecord): Promise<void> => {
        const seen = readings.get(record.key);
        if (seen === undefined) {
            counts.unread += 1;
        } else if (await takeReading(context, record, seen, askedAt, mark)) {
            counts.healed += 1;
        }
    };
    await pMap(records, compare, {concurrency: POSTS_AT_ONCE});
    const behind = records.map((record) => secondsBehind(record, readings.get(record.key), askedAt));
    return Math.max(...behind);
};

/** Measured: the database shows a change within seconds. */
const SHOWN_WITHIN_SECONDS = 60;

/**
 * By how much the database must be behind the core: it does not show a state that was notified a minute ago. One whose newest
 * check is younger than the notification is not behind, whatever it shows.
 */
const secondsBehind = (record: AlertRecord, seen: StatusReading | undefined, now: number): number => {
    const {by, at, since} = record.ages.state;
    if (!isOpen(record) || by !== 'core' || now - at.latest <= SHOWN_WITHIN_SECONDS || !seen || seen === 'deleted') {
        return 0;
    }
    const newest = later(seen.freshAt, seen.checkedAt);
    if (!newest || isAfter(newest, at)) {
        return 0;
    }
    // A check may have begun long before its result was notified.
    const isOlder =
        since && seen.stateSince ? isAfter(since, seen.stateSince) : at.earliest - newest.latest > SHOWN_WITHIN_SECONDS;
    return isOlder ? now - newest.latest : 0;
};

const reportBehind = ({findings}: AppContext, seconds: number): void => {
    const topic = 'database behind';
    if (seconds === 0) {
        findings.settle(topic);
        return;
    }
    const said = says(({findings}) => findings.databaseBehind(Math.ceil(seconds / 60)));
    if (!findings.renew(topic, said)) {
        findings.problem(topic, said, {seconds});
    }
};

const isOtherSystem = ({findings}: AppContext, readings: ReadonlyMap<string, StatusReading>): boolean => {
    const topic = 'other openITCOCKPIT';
    if (readings.size < SUSPICIOUS || [...readings.values()].some((reading) => reading !== 'deleted')) {
        findings.settle(topic);
        return false;
    }
    const said = says(({findings}) => findings.otherSystem(readings.size));
    findings.problem(topic, said, {});
    return true;
};
