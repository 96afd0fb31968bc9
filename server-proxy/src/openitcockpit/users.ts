import type {MonitoringUser} from '../app/people/user_port';
import type {ContainerPath, ContainerRights} from '../domain/action/container_rights';
import {containersPage, read, userList} from './answers';
import type {Call} from './call';

/** More than the number of users whose name contains another complete name. */
const PAGE_SIZE = '100';

/** `GET /users/index.json`: users in the API user's containers. Without `angular` the answer is empty. */
export const usersCall = (name: string): Call => ({
    operation: 'find_user',
    path: '/users/index.json',
    angular: true,
    query: {
        [isEmail(name) ? 'filter[Users.email]' : 'filter[full_name]']: name,
        scroll: 'false',
        page: '1',
        limit: PAGE_SIZE,
    },
    right: 'Users › index',
    command: false,
});

const isEmail = (name: string): boolean => name.includes('@');

/** The filter matches substrings and takes `_` and `%` as wildcards, so each row is checked. */
export const userIn = (path: string, name: string, answer: unknown): MonitoringUser | undefined => {
    const wanted = name.trim().toLowerCase();
    const rows = read(userList, path, answer).all_users.filter(
        ({email, full_name}) => (isEmail(wanted) ? email : full_name)?.trim().toLowerCase() === wanted,
    );
    const [found] = rows;
    if (!found || rows.length > 1 || wanted === '') {
        return undefined;
    }
    const containers = rightsOf(found);
    return {
        fullName: found.full_name ?? '',
        email: found.email?.toLowerCase() ?? '',
        isActive: Boolean(found.is_active),
        ...(containers ? {containers} : {}),
    };
};

type UserRow = ReturnType<typeof read<typeof userList>>['all_users'][number];

/** openITCOCKPIT's own rule: of several roles the highest counts, and what is assigned to the user counts before roles. */
const rightsOf = ({containers, usercontainerroles}: UserRow): ContainerRights | undefined => {
    if (!containers || !usercontainerroles) {
        return undefined;
    }
    const rights = new Map<number, boolean>();
    for (const {id, _joinData} of usercontainerroles.flatMap((role) => role.containers)) {
        rights.set(id, rights.get(id) === true || _joinData.permission_level >= WRITE);
    }
    for (const {id, _joinData} of containers) {
        rights.set(id, _joinData.permission_level >= WRITE);
    }
    return rights;
};

const WRITE = 2;

/** `mainContainer` and `sharedContainers` of `hosts/browser`; services/browser shows only one of the shared ones. */
export const containersIn = (path: string, answer: unknown): readonly ContainerPath[] => {
    const {mainContainer = [], sharedContainers = []} = read(containersPage, path, answer);
    return [mainContainer, ...Object.values(sharedContainers)]
        .map((nodes) => nodes.map(({id}) => id ?? undefined))
        .filter((nodes) => nodes.length > 0);
};
