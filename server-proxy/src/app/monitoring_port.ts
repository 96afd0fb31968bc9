import type {CommandPort} from './actions/command_port';
import type {ReadingsPort} from './catch_up/readings_port';
import type {SearchPort} from './commands/search_port';
import type {DetailsPort} from './details/details_port';
import type {ProofPort} from './doctor/proof_port';
import type {PersonalPort} from './people/personal_port';
import type {UserPort} from './people/user_port';
import type {FactsPort} from './routing/facts_port';
import type {DowntimesPort} from './shift/downtimes_port';
import type {ParentsPort} from './storms/parents_port';

/** Everything the use cases need of openITCOCKPIT. */
export interface MonitoringPort
    extends CommandPort,
        ReadingsPort,
        SearchPort,
        UserPort,
        ProofPort,
        FactsPort,
        DowntimesPort,
        ParentsPort {
    /** The same openITCOCKPIT with a person's own API key. @throws AppError `misconfigured` if it cannot be one */
    as(apiKey: string): PersonalPort;
    readonly details: DetailsPort;
}
