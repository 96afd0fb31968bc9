/** Which hosts are checked by which satellite, as openITCOCKPIT last showed. A host not met yet counts as the master's. */
export interface Satellites {
    /** 0 = the master. */
    of(hostUuid: string): number;
    /** The master and the satellites that were met, not more than a few. */
    known(): readonly number[];
    met(hostUuid: string, satellite: number): void;
}

const HOSTS_KEPT = 20_000;
const SATELLITES_ASKED = 10;

export const createSatellites = (): Satellites => {
    /** Only hosts of satellites. */
    const hosts = new Map<string, number>();
    return {
        of: (hostUuid) => hosts.get(hostUuid) ?? 0,
        known: () => [0, ...new Set(hosts.values())].slice(0, 1 + SATELLITES_ASKED),
        met: (hostUuid, satellite) => {
            hosts.delete(hostUuid);
            if (satellite === 0) {
                return;
            }
            hosts.set(hostUuid, satellite);
            const [oldest] = hosts.keys();
            if (hosts.size > HOSTS_KEPT && oldest !== undefined) {
                hosts.delete(oldest);
            }
        },
    };
};
