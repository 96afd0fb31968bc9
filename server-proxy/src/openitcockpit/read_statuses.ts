import pMap from 'p-map';
import type {StatusReading} from '../app/catch_up/readings_port';
import type {Logger} from '../app/telemetry';
import type {TargetIds} from '../domain/alert/alert';
import {alertKey} from '../domain/alert/alert_key';
import {chunksOf} from '../domain/chunks';
import {asAppError, type ErrorCode} from '../domain/errors';
import type {Call, TimedAnswer} from './call';
import {isNamedByUuid} from './commands';
import type {Dating} from './dated_readings';
import type {Freshest} from './freshness';
import type {Kind} from './readings';
import {byUuid, LIST_SIZE, listCall, listed} from './status_lists';

/** Leaves one of the three slots to people who are waiting. */
const AT_ONCE = 2;
/**
 * How many missing objects may be read one by one. Deleted objects are few; if all are gone, something else is wrong.
 */
const SINGLE_READS = 100;

interface Reader {
    readonly ask: (call: Call) => Promise<TimedAnswer>;
    readonly dating: Dating;
    readonly readOne: (target: TargetIds, freshest: Freshest) => Promise<StatusReading>;
    readonly otherRows: (path: string, rows: number) => void;
}

/** Logs once when lists begin to show objects that were not asked for, and again only after a correct one. */
export const createOtherRows = (logger: Logger): Reader['otherRows'] => {
    const wrong = new Set<string>();
    return (path, rows) => {
        if (rows === 0) {
            wrong.delete(path);
        } else if (!wrong.has(path)) {
            wrong.add(path);
            logger.warn('openITCOCKPIT listed objects that were not asked for', {path, rows});
        }
    };
};

/** Errors of one object; any other error would hit the next one as well. */
const ONE_OBJECT: ReadonlySet<ErrorCode> = new Set([
    'openitcockpit_right_missing',
    'openitcockpit_bad_answer',
    'unknown_object',
]);

/**
 * Reads many objects: list pages filtered by UUID, so that the cost grows with what is asked for and not with the size
 * of openITCOCKPIT; then, one by one, whatever the lists did not show.
 */
export const readStatuses = async (
    {ask, dating, readOne, otherRows}: Reader,
    asked: readonly TargetIds[],
): Promise<ReadonlyMap<string, StatusReading>> => {
    const targets = asked.filter(isNamedByUuid);
    const found = new Map<string, StatusReading>();
    const freshest = await dating.freshestFor(targets);
    const readPage = async ({kind, page}: Page): Promise<void> => {
        const call = listCall(kind, 'read_statuses', byUuid(kind, page), page.length);
        const answer = await ask(call);
        const {objects} = listed(kind, call.path, answer.json);
        const dated = await dating.date(objects, answer, freshest);
        const shown = new Map(
            dated.map(({target, stateFor: _, tells: _tells, ...status}) => [alertKey(target), status]),
        );
        for (const key of page.map(alertKey)) {
            const status = shown.get(key);
            shown.delete(key);
            if (status) {
                found.set(key, status);
            }
        }
        otherRows(call.path, shown.size);
    };
    await pMap(pagesOf(targets), readPage, {concurrency: AT_ONCE});
    const missing = shuffled(targets.filter((target) => !found.has(alertKey(target))));
    const readSingle = async (target: TargetIds): Promise<void> => {
        try {
            found.set(alertKey(target), await readOne(target, freshest));
        } catch (error) {
            const {code} = asAppError(error);
            if (code === 'openitcockpit_not_found') {
                found.set(alertKey(target), 'deleted');
            } else if (!ONE_OBJECT.has(code)) {
                throw error;
            }
        }
    };
    await pMap(missing.slice(0, SINGLE_READS), readSingle, {concurrency: AT_ONCE});
    return found;
};

interface Page {
    readonly kind: Kind;
    readonly page: readonly TargetIds[];
}

const pagesOf = (targets: readonly TargetIds[]): Page[] => {
    const hosts = targets.filter(({serviceUuid}) => serviceUuid === undefined);
    const services = targets.filter(({serviceUuid}) => serviceUuid !== undefined);
    return [
        ...chunksOf(hosts, LIST_SIZE).map((page) => ({kind: 'host' as const, page})),
        ...chunksOf(services, LIST_SIZE).map((page) => ({kind: 'service' as const, page})),
    ];
};

/** If there are too many to read, each gets its chance in one of the next rounds. */
const shuffled = <T>(items: readonly T[]): T[] =>
    items
        .map((item) => [Math.random(), item] as const)
        .sort(([a], [b]) => a - b)
        .map(([, item]) => item);
