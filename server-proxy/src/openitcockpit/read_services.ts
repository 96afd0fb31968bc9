import {isProblemState} from '#contract';
import type {FoundObject} from '../app/commands/search_port';
import type {Call, TimedAnswer} from './call';
import type {Dating} from './dated_readings';
import {unexpectedShape} from './failures';
import type {Reading} from './readings';
import {type Filter, LIST_SIZE, listCall, listed} from './status_lists';

interface Reader {
    readonly ask: (call: Call) => Promise<TimedAnswer>;
    readonly dating: Dating;
}

/** Far more than one host and those with similar names have; a longer list ignored the filter. */
const MOST_PAGES = 50;

/**
 * The monitored services of one host, dated. The list finds hosts by a part of their name only and may ignore filters, so
 * each row is checked.
 * @param which `problems`: only those in a problem state
 */
export const readServices = async (
    {ask, dating}: Reader,
    hostUuid: string,
    hostName: string,
    which: 'all' | 'problems',
): Promise<readonly FoundObject[]> => {
    const problems = {'Servicestatus.current_state': ['warning', 'critical', 'unknown']};
    const filter: Filter = {'Hosts.name': hostName, ...(which === 'problems' ? problems : {})};
    const isWanted = ({target, status}: Reading<FoundObject>): boolean =>
        target.hostUuid === hostUuid && status.state !== undefined && (which === 'all' || isProblemState(status.state));
    const freshest = await dating.freshestFor([{hostUuid, serviceUuid: hostUuid}]);
    const found: FoundObject[] = [];
    for (let page = 1; page <= MOST_PAGES; page += 1) {
        const call = listCall('service', 'read_services', filter, LIST_SIZE, page);
        const answer = await ask(call);
        const {objects, pages} = listed('service', call.path, answer.json);
        found.push(...(await dating.date(objects.filter(isWanted), answer, freshest)));
        if (page >= pages) {
            return found;
        }
    }
    throw unexpectedShape('/services', 'the services of one host');
};
