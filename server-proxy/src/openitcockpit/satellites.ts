import {LRUCache} from 'lru-cache';
import {atMost} from '../domain/at_most';

/** Which satellite checks which host, as openITCOCKPIT last showed it. Hosts not seen yet count as the master's. */
export interface Satellites {
    /** 0 = the master. */
    of(hostUuid: string): number;
    /** The master and the satellites seen so far, a limited number. */
    known(): readonly number[];
    met(hostUuid: string, satellite: number): void;
}

const HOSTS_KEPT = 20_000;
const SATELLITES_ASKED = 10;

export const createSatellites = (): Satellites => {
    const hosts = new LRUCache<string, number>(atMost(HOSTS_KEPT));
    return {
        of: (hostUuid) => hosts.peek(hostUuid) ?? 0,
        known: () =>
            [...new Set([0, ...hosts.rvalues()])].filter((one) => one !== undefined).slice(0, 1 + SATELLITES_ASKED),
        met: (hostUuid, satellite) => {
            if (satellite === 0) {
                hosts.delete(hostUuid);
            } else {
                hosts.set(hostUuid, satellite);
            }
        },
    };
};
