// Not in the harness, so that tests of domain/ need not load the whole app.
export const HOST_UUID = '1cce5642-9fc4-451d-8c4a-69dde74728af';
export const SERVICE_UUID = 'b17ea1f5-ce31-4fe9-9b69-a9a350ed6e6c';
export const KEY = `${HOST_UUID}/${SERVICE_UUID}`;

/** Fields of a service problem, as sent by the notification command. */
export const problem = (more: Record<string, unknown> = {}): Record<string, unknown> => ({
    type: 'Service',
    notificationtype: 'PROBLEM',
    hostuuid: HOST_UUID,
    serviceuuid: SERVICE_UUID,
    hostname: 'web01',
    servicename: 'Ping',
    state: '2',
    output: 'rta nan, lost 100%',
    problemid: 'problem-1',
    laststatechange: '1795489000',
    ...more,
});
