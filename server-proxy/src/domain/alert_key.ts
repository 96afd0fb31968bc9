import type {TargetIds} from './alert';

/** Key of an alert in the store: an object has at most one open problem at a time. */
export const alertKey = ({hostUuid, serviceUuid}: TargetIds): string =>
    serviceUuid ? `${hostUuid}/${serviceUuid}` : hostUuid;

/** Two problem ids name the same problem when they are equal, or when one side does not know its id. */
export const sameProblem = (a: string, b: string): boolean => a === '' || b === '' || a === b;
