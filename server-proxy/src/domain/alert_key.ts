import type {TargetIds} from './alert';

/** Key of an alert in the store: an object has at most one open problem at a time. */
export const alertKey = ({hostUuid, serviceUuid}: TargetIds): string =>
    serviceUuid ? `${hostUuid}/${serviceUuid}` : hostUuid;
