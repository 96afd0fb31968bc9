import type {TargetIds} from '../../domain/alert/alert';
import type {Commands} from '../actions/command_port';
import type {ProofPort} from '../doctor/proof_port';

/**
 * openITCOCKPIT with a person's own API key: their rights count. All methods throw AppError (`openitcockpit_*`), whose
 * sentences speak of the API key without saying whose.
 */
export interface PersonalPort extends Commands, Pick<ProofPort, 'whoAmI'> {
    /** The command endpoint itself checks no containers. */
    mayEdit(target: TargetIds): Promise<boolean>;
    /** The same for many, in few requests. @returns the alert keys of those that they may edit */
    mayEditOf(targets: readonly TargetIds[]): Promise<ReadonlySet<string>>;
}
