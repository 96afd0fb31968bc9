/** A service with a problem, as listed by /services/index.json. */
interface ServiceRow {
    readonly Service: {readonly uuid: string; readonly servicename: string};
    readonly Host: {readonly uuid: string; readonly hostname: string};
    readonly Servicestatus: {readonly currentState: number; readonly output?: string | null};
}

const QUERY = [
    'angular=true',
    'scroll=true',
    'limit=5',
    ...['warning', 'critical', 'unknown'].map((state) => `filter%5BServicestatus.current_state%5D%5B%5D=${state}`),
    'filter%5BServicestatus.problem_has_been_acknowledged%5D=0',
].join('&');

/** Up to five unacknowledged service problems of a real openITCOCKPIT, as notification fields. */
export const realProblems = async (url: string, apiKey: string): Promise<Record<string, string>[]> => {
    const response = await fetch(`${url.replace(/\/+$/, '')}/services/index.json?${QUERY}`, {
        headers: {Authorization: `X-OITC-API ${apiKey}`, Accept: 'application/json'},
        redirect: 'manual',
    });
    if (!response.ok) {
        throw new Error(
            `openITCOCKPIT answered ${response.status} at ${url}: check OPENITCOCKPIT_URL and OPENITCOCKPIT_API_KEY.`,
        );
    }
    const {all_services = []} = (await response.json()) as {all_services?: ServiceRow[]};
    return all_services
        .filter(({Servicestatus}) => Servicestatus.currentState > 0)
        .slice(0, 5)
        .map(({Service, Host, Servicestatus}) => ({
            type: 'Service',
            notificationtype: 'PROBLEM',
            hostuuid: Host.uuid,
            serviceuuid: Service.uuid,
            hostname: Host.hostname,
            servicename: Service.servicename,
            state: String(Servicestatus.currentState),
            output: Servicestatus.output ?? '',
        }));
};
