import type {ContainerPath, ContainerRights} from '../../domain/action/container_rights';
import type {TargetIds} from '../../domain/alert/alert';

/** Users of openITCOCKPIT. All methods throw AppError (`openitcockpit_*`). */
export interface UserPort {
    /**
     * The user of openITCOCKPIT with this e-mail address or full name, in any case; undefined also when several have the
     * name.
     * @throws AppError `openitcockpit_right_missing` when the API key's role may not list users
     */
    findUser(name: string): Promise<MonitoringUser | undefined>;
    /** The containers that the object's host is in, as far as the API key sees them. */
    containersOf(target: TargetIds): Promise<readonly ContainerPath[]>;
}

export interface MonitoringUser {
    readonly fullName: string;
    readonly email: string;
    readonly isActive: boolean;
    /** undefined: openITCOCKPIT does not tell. */
    readonly containers?: ContainerRights;
}
