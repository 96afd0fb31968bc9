import type {State} from '#contract';
import type {TargetIds} from '../../domain/alert/alert';
import type {Tells} from '../../domain/explain/reason';
import type {ObjectStatus} from '../catch_up/readings_port';

/** Searches in openITCOCKPIT, as far as the API key may see. All methods throw AppError (`openitcockpit_*`). */
export interface SearchPort {
    /**
     * Unhandled problems, neither acknowledged nor in a downtime, as far as the API key may see them. Hosts come first;
     * otherwise in no particular order.
     */
    problems(wanted: WantedProblems): Promise<FoundObjects>;
    /** All objects that a bulk action may be about, page by page. @param most a list longer than this is not read to its end */
    matching(wanted: WantedObjects, most: number): Promise<FoundObjects>;
    /** Monitored hosts whose name contains this text, in any case. */
    findHosts(name: string): Promise<FoundObjects>;
    /** The same for services. @param hostName part of the host's name; empty for all */
    findServices(name: string, hostName: string): Promise<FoundObjects>;
    /**
     * All monitored services of a host, or those in a problem state.
     * @param hostName as openITCOCKPIT names the host now; narrows the list down
     */
    readServices(hostUuid: string, hostName: string, which: 'all' | 'problems'): Promise<readonly FoundObject[]>;
}

export interface WantedProblems {
    /** Each must be part of the host's or the service's name, in any case. */
    readonly words: readonly string[];
    /** Empty: all states. */
    readonly states: readonly State[];
}

/** `unhandled`: problems as `problems` lists them; `any`: also acknowledged ones, and of a host the services without a problem. */
export interface WantedObjects extends WantedProblems {
    readonly which: 'unhandled' | 'acknowledged' | 'any';
    /** Exact name, in any case; the host with its services. Empty: every host. */
    readonly host: string;
}

export interface FoundObjects {
    readonly objects: readonly FoundObject[];
    /** False: there are more than were requested. */
    readonly complete: boolean;
}

export interface FoundObject extends ObjectStatus {
    readonly target: TargetIds;
    /** How long it has been in its state, in openITCOCKPIT's words, e.g. `2h 10m 5s`. Its lists give no timestamp. */
    readonly stateFor: string;
    /** Absent where it does not say. */
    readonly tells?: Tells;
}
