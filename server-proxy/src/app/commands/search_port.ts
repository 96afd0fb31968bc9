import type {State} from '#contract';
import type {TargetIds} from '../../domain/alert/alert';
import type {ObjectStatus} from '../catch_up/readings_port';

/** Searches in openITCOCKPIT, as far as the API key may see. All methods throw AppError (`openitcockpit_*`). */
export interface SearchPort {
    /**
     * Problems that nobody looks after: neither acknowledged nor in a downtime, as far as the API key may see them. Hosts
     * first, in no other order.
     */
    problems(wanted: WantedProblems): Promise<FoundObjects>;
    /** Hosts whose name contains this text, in any case. Only what is in monitoring. */
    findHosts(name: string): Promise<FoundObjects>;
    /** The same for services. @param hostName part of the host's name; empty for all */
    findServices(name: string, hostName: string): Promise<FoundObjects>;
}

export interface WantedProblems {
    /** Each must be part of the host's or the service's name, in any case. */
    readonly words: readonly string[];
    /** Empty: all of them. */
    readonly states: readonly State[];
}

export interface FoundObjects {
    readonly objects: readonly FoundObject[];
    /** False: there are more than openITCOCKPIT was asked for. */
    readonly complete: boolean;
}

export interface FoundObject extends ObjectStatus {
    readonly target: TargetIds;
    /** How long it has been in its state, in openITCOCKPIT's words, e.g. `2h 10m 5s`. Its lists give no time to reckon with. */
    readonly stateFor: string;
}
