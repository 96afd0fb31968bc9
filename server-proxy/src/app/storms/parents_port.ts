import type {TargetIds} from '../../domain/alert/alert';

export interface ParentsPort {
    /**
     * UUIDs of the hosts behind which a host is, as far as the API key may see them.
     * @throws AppError `openitcockpit_*`
     */
    parentsOf(host: Pick<TargetIds, 'hostUuid'>): Promise<readonly string[]>;
}
