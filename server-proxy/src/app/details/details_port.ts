import type {State} from '#contract';
import type {TargetIds} from '../../domain/alert/alert';
import type {Curve} from '../../domain/details/curve';
import type {Changed} from '../../domain/details/problem_details';
import type {StateChange} from '../../domain/details/state_change';
import type {ObjectStatus, ReadingsPort} from '../catch_up/readings_port';
import type {SearchPort} from '../commands/search_port';
import type {ParentsPort} from '../storms/parents_port';

/**
 * What openITCOCKPIT tells of one object, as far as the API key may read it. On the few connections there are, all of this waits
 * for actions and for catching up. All methods throw AppError (`openitcockpit_*`); times are Unix seconds on its clock, and
 * rows that cannot be dated are left out.
 */
export interface DetailsPort
    extends Pick<ReadingsPort, 'readStatuses'>,
        Pick<SearchPort, 'findServices' | 'readServices'>,
        ParentsPort {
    objectOf(target: TargetIds): Promise<ObjectDetails>;
    /** Its state history since then, the newest first, soft states as well. */
    stateChanges(object: NumberedObject, since: number): Promise<Listed<StateChange>>;
    /** Whom openITCOCKPIT notified, the newest first. */
    notified(object: NumberedObject, since: number): Promise<readonly Notified[]>;
    /** The newest acknowledgement, which may be of an earlier problem. */
    lastAcknowledgement(object: NumberedObject, since: number): Promise<Said | undefined>;
    /** Changes of its configuration, the newest first. */
    configurationChanges(object: NumberedObject, from: number, to: number): Promise<readonly Changed[]>;
    /** Performance data of a service, from openITCOCKPIT's time series database. None where nothing is stored. */
    curves(target: Required<TargetIds>, from: number, to: number): Promise<readonly Curve[]>;
}

/** openITCOCKPIT's history pages know an object by its number. */
export interface NumberedObject {
    readonly kind: 'host' | 'service';
    readonly id: number;
}

export interface ObjectDetails extends NumberedObject {
    readonly status: ObjectStatus;
    /** Its own, or that of a service. */
    readonly host: NumberedObject;
    /** Hosts behind which a host is; empty for a service. */
    readonly parents: readonly {readonly hostUuid: string; readonly name: string}[];
}

export interface Listed<T> {
    readonly rows: readonly T[];
    /** False: there are more than were read. */
    readonly complete: boolean;
}

export interface Notified {
    readonly at: number;
    readonly state: State;
    readonly contact: string;
}

export interface Said {
    readonly at: number;
    readonly author: string;
    readonly comment: string;
}
