import type {PlannedDowntime} from '../../domain/shift/digest';

export interface DowntimesPort {
    /**
     * All downtimes that begin or end after now, running or planned, as far as the API key may see them and their times can be read.
     * @throws AppError `openitcockpit_*`
     */
    plannedDowntimes(): Promise<readonly PlannedDowntime[]>;
}
