import type {Hono} from 'hono';
import {ApiError, invalidBodyParam, permissionDenied, userNotFound} from '../api_error';
import {type DoubleEnv, jsonBody, requireSession, requireSystemAdmin} from '../auth';
import {objectOf, stringOf} from '../json';
import type {DoubleServer} from '../server';
import {sessionCookies} from '../session_cookies';
import {botToWire, groupToWire, userToWire} from '../wire';

export const userRoutes = (api: Hono<DoubleEnv>, {directory, rules}: DoubleServer): void => {
    api.post('/users/login', async (c) => {
        const body = await jsonBody(c, directory);
        const user = directory.userByName(stringOf(body.login_id));
        if (!user || user.isBot || user.password === '' || user.password !== body.password) {
            throw new ApiError(
                401,
                'api.user.login.invalid_credentials_email_username',
                'Enter a valid email or username and/or password.',
            );
        }
        const session = directory.addSession(user.id, false);
        c.header('Token', session.token);
        for (const cookie of sessionCookies(session)) {
            c.header('Set-Cookie', cookie, {append: true});
        }
        return c.json(userToWire(user));
    });

    api.post('/users/logout', (c) => {
        directory.revoke(requireSession(c).token);
        return c.json({status: 'OK'});
    });

    api.post('/users', async (c) => {
        requireSystemAdmin(c, directory, 'create_user');
        const body = await jsonBody(c, directory);
        if (stringOf(body.username) === '') throw invalidBodyParam('username');
        const user = directory.addUser({
            username: stringOf(body.username),
            email: stringOf(body.email),
            password: stringOf(body.password),
            firstName: stringOf(body.first_name),
            lastName: stringOf(body.last_name),
            locale: stringOf(body.locale) || 'en',
            timeZone: stringOf(objectOf(body.timezone).manualTimezone),
        });
        return c.json(userToWire(user), 201);
    });

    api.post('/users/ids', async (c) => {
        requireSession(c);
        const ids: unknown = await c.req.json();
        const users = Array.isArray(ids) ? ids.flatMap((id) => directory.users.get(String(id)) ?? []) : [];
        return c.json(users.map(userToWire));
    });

    api.post('/users/usernames', async (c) => {
        requireSession(c);
        const names: unknown = await c.req.json();
        const users = Array.isArray(names) ? names.flatMap((name) => directory.userByName(String(name)) ?? []) : [];
        return c.json(users.map(userToWire));
    });

    api.get('/users/username/:name', (c) => {
        requireSession(c);
        const user = directory.userByName(c.req.param('name'));
        if (!user) throw userNotFound(rules, c.req.param('name'));
        return c.json(userToWire(user));
    });

    api.get('/users/:user_id', (c) => {
        const session = requireSession(c);
        const id = c.req.param('user_id');
        const user = directory.user(id === 'me' ? session.userId : id);
        // Whether an address is verified is never shown, and the log-in service to administrators only.
        const isAdmin = directory.isSystemAdmin(session.userId);
        return c.json({...userToWire(user), auth_service: isAdmin ? user.authService : ''});
    });

    api.get('/users/:user_id/groups', (c) => {
        const session = requireSession(c);
        const {id} = directory.user(c.req.param('user_id'));
        if (id !== session.userId && !directory.isSystemAdmin(session.userId)) {
            throw permissionDenied(rules, session.userId, 'manage_system');
        }
        if (!directory.isLicensed) {
            throw new ApiError(403, 'api.ldap_groups.license_error', 'Your license does not support groups.');
        }
        return c.json(directory.groups.filter(({members}) => members.has(id)).map(groupToWire));
    });

    api.post('/users/:user_id/tokens', async (c) => {
        const session = requireSession(c);
        const user = directory.user(c.req.param('user_id'));
        if (user.id !== session.userId && !directory.isSystemAdmin(session.userId)) {
            throw permissionDenied(rules, session.userId, 'edit_other_users');
        }
        const description = stringOf((await jsonBody(c, directory)).description);
        if (description === '') throw invalidBodyParam('description');
        const issued = directory.addSession(user.id, true);
        return c.json({id: issued.id, token: issued.token, user_id: user.id, description, is_active: true});
    });

    api.post('/bots', async (c) => {
        const session = requireSystemAdmin(c, directory, 'create_bot');
        const body = await jsonBody(c, directory);
        if (stringOf(body.username) === '') throw invalidBodyParam('username');
        const user = directory.addUser({
            username: stringOf(body.username),
            firstName: stringOf(body.display_name),
            description: stringOf(body.description),
            isBot: true,
            ownerId: session.userId,
        });
        return c.json(botToWire(user), 201);
    });

    api.get('/bots/:user_id', (c) => {
        requireSession(c);
        const user = directory.user(c.req.param('user_id'));
        if (!user.isBot) {
            throw new ApiError(404, 'store.sql_bot.get.missing.app_error', 'Bot does not exist.', `id=${user.id}`);
        }
        return c.json(botToWire(user));
    });
};
