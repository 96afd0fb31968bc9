import type {FoundObject} from '../../../server-proxy/src/app/commands/search_port';

/** A host, or a service on it, as openITCOCKPIT's lists show it. */
export const foundObject = (hostName: string, serviceName?: string, more: Partial<FoundObject> = {}): FoundObject => ({
    target: {hostUuid: hostName, ...(serviceName === undefined ? {} : {serviceUuid: serviceName})},
    hostName,
    ...(serviceName === undefined ? {} : {serviceName}),
    state: serviceName === undefined ? 'UP' : 'CRITICAL',
    output: '',
    acknowledged: false,
    inDowntime: false,
    flapping: false,
    lastCheck: '',
    activeChecks: true,
    mayEdit: true,
    stateFor: '2h 10m',
    ...more,
});
