import pMap from 'p-map';
import {isProblemState} from '#contract';
import {targetIds} from '../../domain/alert/alert';
import {isAfter, later} from '../../domain/alert/moment';
import {type AlertRecord, isOpen} from '../../domain/alert/record';
import {chunksOf} from '../../domain/chunks';
import {asAppError} from '../../domain/errors';
import {says} from '../../domain/texts';
import {type AppContext, serverSeconds} from '../app_context';
import type {Opens} from './alerts_from';
import type {StatusReading} from './readings_port';
import {takeReading} from './take_reading';

/** What a turn came to, counted as it goes. */
export interface TurnCounts {
    /** Alerts whose problem is open. */
    readonly open: number;
    /** Posts that were wrong. */
    readonly healed: number;
    /** Alerts about which openITCOCKPIT said nothing: their objects are not visible to the API key. */
    readonly unread: number;
}

type Counting = {-readonly [name in keyof TurnCounts]: TurnCounts[name]};

/** Two concurrent requests for services; also the most records in memory. */
const PAGE = 400;
const POSTS_AT_ONCE = 4;
/** When openITCOCKPIT knows none of at least this many objects, it is a different openITCOCKPIT. */
const SUSPICIOUS = 10;

/**
 * Compares every alert that is open, or was closed within the last day, with what openITCOCKPIT says now.
 * @param signal ends it after the current page
 * @param opens where everything is posted, a new problem of an object is not put on the post of the last one
 * @throws AppError when openITCOCKPIT or the store is away; what was corrected by then stays so
 */
export const reconcileOpenAlerts = async (
    context: AppContext,
    counts: Counting,
    signal: AbortSignal,
    opens: Opens,
): Promise<void> => {
    const keys = await context.store.followed();
    let oddPage: unknown;
    let behindSeconds = 0;
    for (const page of chunksOf(keys, PAGE)) {
        if (signal.aborted) {
            return;
        }
        try {
            behindSeconds = Math.max(behindSeconds, await reconcilePage(context, page, counts, opens));
        } catch (error) {
            if (asAppError(error).code !== 'openitcockpit_bad_answer') {
                throw error;
            }
            // One unreadable answer must not keep the other posts from being corrected.
            oddPage = error;
        }
    }
    reportBehind(context, behindSeconds);
    if (oddPage !== undefined) {
        throw oddPage;
    }
};

/** @returns seconds by which openITCOCKPIT's database is behind what was notified; 0 when it is not */
const reconcilePage = async (
    context: AppContext,
    keys: readonly string[],
    counts: Counting,
    opens: Opens,
): Promise<number> => {
    const mark = context.latestReadings.mark();
    const records = await context.store.readFollowed(keys);
    counts.open += records.filter(isOpen).length;
    if (records.length === 0) {
        return 0;
    }
    const askedAt = serverSeconds(context);
    const readings = await context.monitoring.readStatuses(
        records.map(({alert}) => targetIds(alert.target)),
        'catch_up',
    );
    if (isOtherSystem(context, readings)) {
        return 0;
    }
    const compare = async (record: AlertRecord): Promise<void> => {
        const seen = readings.get(record.key);
        if (seen === undefined) {
            counts.unread += 1;
        } else if (opens === 'everything' && isNextProblem(record, seen)) {
            // It gets a post of its own, once a notification had the time to come first.
            return;
        } else if (await takeReading(context, record, seen, askedAt, mark)) {
            counts.healed += 1;
        }
    };
    await pMap(records, compare, {concurrency: POSTS_AT_ONCE});
    const behind = records.map((record) => secondsBehind(record, readings.get(record.key), askedAt));
    return Math.max(...behind);
};

const isNextProblem = ({look, ages: {state}}: AlertRecord, seen: StatusReading): boolean =>
    look === 'recovered' &&
    seen !== 'deleted' &&
    seen.state !== undefined &&
    isProblemState(seen.state) &&
    isAfter(seen.stateSince, state.since ?? state.at);

/** Measured: the database shows a change within seconds. */
const SHOWN_WITHIN_SECONDS = 60;

/**
 * Seconds by which the database must be behind the core, because it does not show a state notified a minute ago. With a
 * check younger than the notification it is not behind, whatever it shows.
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
