import {LRUCache} from 'lru-cache';
import type {ParentsPort} from '../app/storms/parents_port';
import type {Clock} from '../app/telemetry';
import {atMost} from '../domain/at_most';
import {parentsPage, read} from './answers';
import type {Call, TimedAnswer} from './call';
import {checkTarget} from './commands';

const HOSTS_KEPT = 5000;
/** Parents are configuration, which changes rarely. */
const KEPT_MS = 600_000;

interface Kept {
    readonly until: number;
    readonly parents: Promise<readonly string[]>;
}

/** `parenthosts` of `hosts/browser`, whichever the key may see; asked once in ten minutes. */
export const createParents = (
    ask: (call: Call) => Promise<TimedAnswer>,
    clock: Pick<Clock, 'monotonic'>,
): ParentsPort => {
    const kept = new LRUCache<string, Kept>(atMost(HOSTS_KEPT));
    const readParents = async (hostUuid: string): Promise<readonly string[]> => {
        const path = `/hosts/browser/${hostUuid}.json`;
        const call: Call = {
            operation: 'read_parents',
            path,
            angular: true,
            right: 'Hosts › browser',
            object: 'host',
            command: false,
        };
        return read(parentsPage, path, (await ask(call)).json).parenthosts?.map(({uuid}) => uuid) ?? [];
    };
    return {
        parentsOf: ({hostUuid}) => {
            checkTarget({hostUuid});
            const now = clock.monotonic();
            const known = kept.get(hostUuid);
            if (known && known.until > now) {
                return known.parents;
            }
            const parents = readParents(hostUuid);
            kept.set(hostUuid, {until: now + KEPT_MS, parents});
            parents.catch(() => kept.delete(hostUuid));
            return parents;
        },
    };
};
