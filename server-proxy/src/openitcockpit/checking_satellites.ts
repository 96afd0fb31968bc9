import pMap from 'p-map';
import type {TargetIds} from '../domain/alert/alert';
import {chunksOf} from '../domain/chunks';
import {asAppError, type ErrorCode} from '../domain/errors';
import {type Call, pageOf} from './call';
import {satelliteOf} from './readings';
import {byUuid, LIST_SIZE, listCall, listed} from './status_lists';

type Ask = (call: Call) => Promise<{readonly json: unknown}>;

/** Leaves one of the three slots to people who are waiting. */
const AT_ONCE = 2;

/** Errors of one host, for which the others need not wait: its recheck then shows no result. */
const ONE_OBJECT: ReadonlySet<ErrorCode> = new Set([
    'openitcockpit_not_found',
    'openitcockpit_right_missing',
    'openitcockpit_bad_answer',
    'unknown_object',
]);

/** The satellite that checks the target, read from its own page; 0 = the master. */
export const satelliteChecking = async (ask: Ask, target: TargetIds): Promise<number> => {
    const page = pageOf('read_satellite', target, 'browser');
    return satelliteOf(page.path, target, (await ask(page)).json);
};

/**
 * The same for many, by the host's UUID, through lists. Of hosts that a list does not show, or whose satellite it does not
 * name, the own page is read.
 */
export const satellitesChecking = async (
    ask: Ask,
    targets: readonly TargetIds[],
): Promise<ReadonlyMap<string, number>> => {
    const hosts = [...new Map(targets.map(({hostUuid}) => [hostUuid, {hostUuid}])).values()];
    const found = new Map<string, number>();
    const readPage = async (page: readonly TargetIds[]): Promise<void> => {
        const call = listCall('host', 'read_satellites', byUuid('host', page), page.length);
        for (const {target, satellite} of listed('host', call.path, (await ask(call)).json).objects) {
            if (satellite !== undefined) {
                found.set(target.hostUuid, satellite);
            }
        }
    };
    await pMap(chunksOf(hosts, LIST_SIZE), readPage, {concurrency: AT_ONCE});
    const missing = hosts.filter(({hostUuid}) => !found.has(hostUuid));
    const readOne = async (host: TargetIds): Promise<void> => {
        try {
            found.set(host.hostUuid, await satelliteChecking(ask, host));
        } catch (error) {
            if (!ONE_OBJECT.has(asAppError(error).code)) {
                throw error;
            }
        }
    };
    await pMap(missing, readOne, {concurrency: AT_ONCE});
    return found;
};
