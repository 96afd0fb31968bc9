/** Faults, each of which can be switched while the double runs. */
export interface FaultSet {
    /** gearmand is down: commands answer 500 and queue nothing. */
    queueDown: boolean;
    /** Commands answer 200 and are never applied. */
    dropCommands: boolean;
    /** Commands answer 200, but those that name one of these objects by its UUID are never applied. */
    dropFor: readonly string[];
    /** Commands do not answer until `release()`; then they are executed, as if gearmand recovered. */
    hangCommands: boolean;
    /** Nothing answers until `release()`; commands are executed meanwhile. */
    hangAll: boolean;
    /** nginx answers without openITCOCKPIT. */
    gateway: 0 | 502 | 503 | 504;
    /** nginx redirects http to https. */
    redirectToHttps: boolean;
    /** The web application firewall of the mobile app answers 406. */
    waf: boolean;
    /** A proxy in front refuses paths with this prefix; empty = none. */
    blockedPath: string;
    /** Milliseconds added to each answer. */
    slowMs: number;
    /** Something else answers 200: a single sign-on page, or truncated JSON. */
    body: '' | 'html' | 'malformed';
    /** The connection is cut: before the request is processed, or after. */
    reset: '' | 'before' | 'after';
    /** MariaDB is down: 500 for everything, even without a key. */
    databaseDown: boolean;
    /** The role has no ACL tree: 400 for everything. */
    roleWithoutAcl: boolean;
    /** The acknowledgement flag is set, but there is no record: `acknowledgement` is null. */
    recordMissing: boolean;
    /** Milliseconds by which the record lags behind the flag; until then the previous record (or null) shows. */
    recordLagMs: number;
    emptyTimes: boolean;
    ignoreFilters: boolean;
}

const NONE: FaultSet = {
    queueDown: false,
    dropCommands: false,
    dropFor: [],
    hangCommands: false,
    hangAll: false,
    gateway: 0,
    redirectToHttps: false,
    waf: false,
    blockedPath: '',
    slowMs: 0,
    body: '',
    reset: '',
    databaseDown: false,
    roleWithoutAcl: false,
    recordMissing: false,
    recordLagMs: 0,
    emptyTimes: false,
    ignoreFilters: false,
};

export interface Faults {
    set(faults: Partial<FaultSet>): void;
    /** For the next `times` requests only. */
    once(faults: Partial<FaultSet>, times?: number): void;
    clear(): void;
    /** What applies to a request; counts it. */
    take(): FaultSet;
    current(): FaultSet;
}

export const createFaults = (): Faults => {
    let lasting: Partial<FaultSet> = {};
    let passing: Partial<FaultSet>[] = [];
    const current = (): FaultSet => ({...NONE, ...lasting, ...passing[0]});
    return {
        set: (faults) => {
            lasting = {...lasting, ...faults};
        },
        once: (faults, times = 1) => {
            passing.push(...Array.from({length: times}, () => faults));
        },
        clear: () => {
            lasting = {};
            passing = [];
        },
        take: () => {
            const taken = current();
            passing.shift();
            return taken;
        },
        current,
    };
};
