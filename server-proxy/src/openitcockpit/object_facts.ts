import type {FactsPart, FactsSink} from '../app/routing/facts_port';
import {AppError} from '../domain/errors';
import {containerChoices, read} from './answers';
import type {Call} from './call';
import {hostFactsList, hostFactsRow, serviceFactsList, serviceFactsRow} from './facts_answers';
import {everyPage, type FactsReader, readable} from './facts_pages';
import {readHostGroups, readServiceGroups} from './group_facts';
import {readHostTemplateTags, readServiceTemplateTags} from './template_tags';

/**
 * All lists, page by page. They only show what is monitored and what the API key may see, groups' members as well.
 * @throws AppError; a right that is missing for anything but the lists of hosts and services is told to the sink
 */
export const readFacts = async (reader: FactsReader): Promise<void> => {
    const {sink} = reader;
    await unlessForbidden(sink, 'containers', () => readContainers(reader));
    const untagged = await readHosts(reader);
    await readServices(reader);
    await unlessForbidden(sink, 'hostGroups', () => readHostGroups(reader));
    await unlessForbidden(sink, 'serviceGroups', () => readServiceGroups(reader));
    await unlessForbidden(sink, 'inheritedTags', async () => {
        await readHostTemplateTags(reader, untagged);
        await readServiceTemplateTags(reader);
    });
};

const unlessForbidden = async (sink: FactsSink, part: FactsPart, work: () => Promise<void>): Promise<void> => {
    try {
        await work();
    } catch (error) {
        if (!(error instanceof AppError && error.code === 'openitcockpit_right_missing')) {
            throw error;
        }
        sink.missing(part, (language) => error.sentence(language));
    }
};

/** Every role may read it. A key without rights on /root sees its own containers, but with their whole paths. */
const CONTAINERS: Call = {
    operation: 'read_object_facts',
    path: '/containers/loadContainers.json',
    angular: true,
    right: 'Containers › loadContainers',
    command: false,
};

const readContainers = async ({send, turn, sink}: FactsReader): Promise<void> => {
    const {containers} = read(containerChoices, CONTAINERS.path, await turn(() => send(CONTAINERS)));
    const paths = new Set(containers.map(({value}) => value));
    for (const {key, value} of containers) {
        sink.container(key, namesIn(value, paths));
    }
};

/**
 * `/root/Tenant A/Berlin` → its three names. A name may hold slashes itself, which only the paths of the containers above
 * can tell.
 */
const namesIn = (path: string, paths: ReadonlySet<string>): string[] => {
    for (let at = path.lastIndexOf('/'); at > 0; at = path.lastIndexOf('/', at - 1)) {
        const above = path.slice(0, at);
        if (paths.has(above)) {
            return [...namesIn(above, paths), path.slice(at + 1)];
        }
    }
    // Nothing above it is known: a name of one of the containers above has no slash, as far as anybody can tell.
    return path.split('/').filter((name) => name !== '');
};

/** @returns UUIDs of hosts without tags of their own, by template */
const readHosts = async (reader: FactsReader): Promise<ReadonlyMap<number, readonly string[]>> => {
    const untagged = new Map<number, string[]>();
    const list = {
        path: '/hosts/index.json',
        right: 'Hosts › index',
        schema: hostFactsList,
        sort: 'Hosts.id',
        filter: {},
    };
    await everyPage(reader, list, (page, path) => {
        for (const {Host} of readable(hostFactsRow, path, page.all_hosts)) {
            const template = Host.hosttemplate_id;
            if (!Host.tags && typeof template === 'number') {
                untagged.set(template, [...(untagged.get(template) ?? []), Host.uuid]);
            }
            reader.sink.host({
                target: {hostUuid: Host.uuid},
                hostName: Host.hostname,
                tags: Host.tags ?? '',
                priority: Host.priority ?? undefined,
                containers: containersOf(Host),
                // The list names the master in place of a satellite that the key may not see.
                satellite:
                    Host.is_satellite_host && Host.satelliteId === 0 ? undefined : (Host.satelliteName ?? undefined),
            });
        }
    });
    return untagged;
};

type Host = ReturnType<typeof read<typeof hostFactsRow>>['Host'];

const containersOf = ({containerId, containerIds}: Host): number[] => [
    ...new Set([...Object.values(containerIds ?? []), ...(typeof containerId === 'number' ? [containerId] : [])]),
];

const readServices = async (reader: FactsReader): Promise<void> => {
    const list = {
        path: '/services/index.json',
        right: 'Services › index',
        schema: serviceFactsList,
        sort: 'Services.id',
        filter: {},
    };
    await everyPage(reader, list, (page, path) => {
        for (const {Service, Host} of readable(serviceFactsRow, path, page.all_services)) {
            reader.sink.service({
                target: {hostUuid: Host.uuid, serviceUuid: Service.uuid},
                hostName: Host.hostname,
                serviceName: Service.servicename,
                tags: Service.tags ?? '',
                priority: Service.priority ?? undefined,
            });
        }
    });
};
