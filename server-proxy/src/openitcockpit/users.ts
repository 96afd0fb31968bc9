import type {MonitoringUser} from '../app/people/user_port';
import {read, userList} from './answers';
import type {Call} from './call';

/** More than the number of users whose address contains another complete address. */
const PAGE_SIZE = '100';

/** `GET /users/index.json`: users in the API user's containers. Without `angular` the answer is empty. */
export const usersCall = (email: string): Call => ({
    operation: 'find_user',
    path: '/users/index.json',
    angular: true,
    query: {'filter[Users.email]': email, scroll: 'false', page: '1', limit: PAGE_SIZE},
    right: 'Users › index',
    command: false,
});

/** The filter matches substrings and takes `_` and `%` as wildcards, so each row is checked. */
export const userIn = (path: string, email: string, answer: unknown): MonitoringUser | undefined => {
    const wanted = email.toLowerCase();
    const found = read(userList, path, answer).all_users.find((user) => user.email?.toLowerCase() === wanted);
    return found && wanted !== ''
        ? {fullName: found.full_name ?? '', email: wanted, isActive: Boolean(found.is_active)}
        : undefined;
};
