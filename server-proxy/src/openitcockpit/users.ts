import type {MonitoringUser} from '../app/people/user_port';
import {read, userList} from './answers';
import type {Call} from './call';

/** More users than have an address that contains another one whole. */
const PAGE_SIZE = '100';

/** `GET /users/index.json`: users in the containers of the API user. Without `angular` it answers with nothing. */
export const usersCall = (email: string): Call => ({
    operation: 'find_user',
    path: '/users/index.json',
    angular: true,
    query: {'filter[Users.email]': email, scroll: 'false', page: '1', limit: PAGE_SIZE},
    right: 'Users › index',
    command: false,
});

/** The filter finds parts, too, and `_` and `%` stand for anything in it, so each row is looked at. */
export const userIn = (path: string, email: string, answer: unknown): MonitoringUser | undefined => {
    const wanted = email.toLowerCase();
    const found = read(userList, path, answer).all_users.find((user) => user.email?.toLowerCase() === wanted);
    return found && wanted !== ''
        ? {fullName: found.full_name ?? '', email: wanted, isActive: Boolean(found.is_active)}
        : undefined;
};
