import type {TargetIds} from '../../domain/alert/alert';
import type {ObjectFacts} from '../../domain/subscription/subscription';

/** What openITCOCKPIT says of its objects besides their states, remembered. */
export interface FactsPort {
    /**
     * @param patienceMs how long to wait for an object that is not known yet
     * @returns undefined when it is not known; never rejects
     */
    of(target: TargetIds, patienceMs: number): Promise<ObjectFacts | undefined>;
}
