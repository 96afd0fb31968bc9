import {AppError} from '../domain/errors';
import {
    groupRow,
    hostGroupList,
    hostGroupMembers,
    hostMember,
    serviceGroupList,
    serviceGroupMembers,
    serviceMember,
} from './facts_answers';
import {everyPage, everyPageInTurn, type FactsReader, readable, twoByTwo} from './facts_pages';

interface Group {
    readonly id: number;
    readonly name: string;
}

/** Members are those of the group itself and, without groups of their own, those of its templates. */
export const readHostGroups = async (reader: FactsReader): Promise<void> => {
    const groups: Group[] = [];
    const list = {path: '/hostgroups/index.json', right: 'Hostgroups › index', schema: hostGroupList};
    await everyPage(reader, {...list, sort: 'Hostgroups.id'}, (page, path) => {
        groups.push(...groupsIn(path, page.all_hostgroups));
    });
    await twoByTwo(reader, groups, async ({id, name}) => {
        const members = {
            path: `/hostgroups/loadHostgroupWithHostsById/${id}.json`,
            // Comes with it when the role is saved.
            right: 'Hostgroups › extended',
            object: 'group' as const,
            schema: hostGroupMembers,
            sort: 'Hosts.id',
        };
        await unlessDeleted(() =>
            everyPageInTurn(reader, members, ({hostgroup}, path) => {
                const hosts = readable(hostMember, path, hostgroup.Hosts);
                reader.sink.group(
                    'hostGroups',
                    name,
                    hosts.map(({Host}) => Host.uuid),
                );
            }),
        );
    });
};

export const readServiceGroups = async (reader: FactsReader): Promise<void> => {
    const groups: Group[] = [];
    const list = {path: '/servicegroups/index.json', right: 'Servicegroups › index', schema: serviceGroupList};
    await everyPage(reader, {...list, sort: 'Servicegroups.id'}, (page, path) => {
        groups.push(...groupsIn(path, page.all_servicegroups));
    });
    await twoByTwo(reader, groups, async ({id, name}) => {
        const members = {
            // Always sorted by id.
            path: `/servicegroups/loadServicegroupWithServicesById/${id}.json`,
            right: 'Servicegroups › extended',
            object: 'group' as const,
            schema: serviceGroupMembers,
        };
        await unlessDeleted(() =>
            everyPageInTurn(reader, members, ({servicegroup}, path) => {
                const services = readable(serviceMember, path, servicegroup.Services);
                reader.sink.group(
                    'serviceGroups',
                    name,
                    services.map(({Service}) => Service.uuid),
                );
            }),
        );
    });
};

const groupsIn = (path: string, rows: readonly unknown[]): Group[] =>
    readable(groupRow, path, rows).map(({id, container}) => ({id, name: container.name}));

/** A group that went since its list was read has no members. */
const unlessDeleted = async (work: () => Promise<void>): Promise<void> => {
    try {
        await work();
    } catch (error) {
        const isGone = error instanceof AppError && error.code === 'openitcockpit_not_found';
        if (!isGone) {
            throw error;
        }
    }
};
