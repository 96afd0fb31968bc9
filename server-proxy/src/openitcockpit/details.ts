import type {DetailsPort, ObjectDetails} from '../app/details/details_port';
import type {Clock} from '../app/telemetry';
import type {TargetIds} from '../domain/alert/alert';
import {read} from './answers';
import {type Call, pageOf, type TimedAnswer} from './call';
import {checkTarget} from './commands';
import type {Dating} from './dated_readings';
import {numberedHost, numberedService} from './details_answers';
import {findServices} from './find_objects';
import {createObjectDetails} from './object_details';
import {createParents} from './parents';
import {dateStatus, readDatedOver} from './read_dated';
import {readServices} from './read_services';
import {type createOtherRows, readStatuses} from './read_statuses';

interface Reader {
    readonly ask: (call: Call) => Promise<TimedAnswer>;
    readonly dating: Dating;
    readonly otherRows: ReturnType<typeof createOtherRows>;
    readonly clock: Clock;
}

/** All that the details of a problem read. @param reader whose calls give way to all others */
export const createDetails = (reader: Reader): DetailsPort => ({
    ...createObjectDetails(reader),
    ...createParents(reader.ask, reader.clock),
    objectOf: (target) => objectOf(reader, target),
    readStatuses: (targets) => readStatuses({...reader, readOne: readDatedOver(reader)}, targets),
    findServices: (name, hostName) => findServices(reader, name, hostName),
    readServices: (hostUuid, hostName, which) => readServices(reader, hostUuid, hostName, which),
});

const objectOf = async ({ask, dating}: Reader, target: TargetIds): Promise<ObjectDetails> => {
    checkTarget(target);
    const freshest = await dating.freshestFor([target]);
    const {path, ...call} = pageOf('read_details', target, 'browser');
    const answer = await ask({path, ...call});
    const status = await dateStatus(dating, target, {path, answer}, freshest);
    if (target.serviceUuid !== undefined) {
        const {mergedService, host} = read(numberedService, path, answer.json);
        return {
            kind: 'service',
            id: mergedService.id,
            status,
            host: {kind: 'host', id: host.Host.id},
            parents: [],
        };
    }
    const {mergedHost, parenthosts} = read(numberedHost, path, answer.json);
    return {
        kind: 'host',
        id: mergedHost.id,
        status,
        host: {kind: 'host', id: mergedHost.id},
        parents: (parenthosts ?? []).map(({uuid, name}) => ({hostUuid: uuid, name})),
    };
};
