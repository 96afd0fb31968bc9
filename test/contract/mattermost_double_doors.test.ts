import {once} from 'node:events';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import WebSocket from 'ws';
import type {Json} from '../support/mattermost/json';
import {alertPayload, alertPost, callApi, postHook, type Replay, startReplay} from './mattermost_replay';

let replay: Replay;

beforeAll(async () => {
    replay = await startReplay('11.6');
});
afterAll(() => replay.stop());

const api = (token: string, method: string, path: string, body?: unknown) => callApi(replay, token, method, path, body);

const logIn = (name: string, password: string): Promise<Response> =>
    fetch(`${replay.double.url}/api/v4/users/login`, {
        method: 'POST',
        body: JSON.stringify({login_id: name, password}),
    });

describe('sessions of the Mattermost double', () => {
    it('logs in with a token and the three cookies', async () => {
        const response = await logIn('alice', 'password');
        expect(response.headers.get('token')).toMatch(/^[a-z0-9]{26}$/);
        const names = response.headers.getSetCookie().map((cookie) => cookie.split('=')[0]);
        expect(names).toEqual(['MMAUTHTOKEN', 'MMUSERID', 'MMCSRF']);
        expect((await logIn('alice', 'wrong')).status).toBe(401);
    });

    it('wants the CSRF token with cookies, on writes only', async () => {
        const cookies = (await logIn('alice', 'password')).headers
            .getSetCookie()
            .map((line) => line.split(';')[0] ?? '');
        const csrf = cookies.find((pair) => pair.startsWith('MMCSRF='))?.slice(7) ?? '';
        const send = async (method: string, path: string, headers: Record<string, string>, body?: string) =>
            (
                await fetch(`${replay.double.url}/api/v4${path}`, {
                    method,
                    headers: {cookie: cookies.join('; '), ...headers},
                    ...(body ? {body} : {}),
                })
            ).status;
        const post = JSON.stringify({channel_id: replay.channel.id, message: 'by cookie'});
        expect(await send('GET', '/users/me', {})).toBe(200);
        expect(await send('POST', '/posts', {}, post)).toBe(401);
        expect(await send('POST', '/posts', {'x-csrf-token': 'forged'}, post)).toBe(401);
        expect(await send('POST', '/posts', {'x-csrf-token': csrf}, post)).toBe(201);
    });

    it('makes teams, channels, bots, tokens and webhooks for an administrator', async () => {
        const admin = replay.double.adminToken;
        const team = await api(admin, 'POST', '/teams', {name: 'second', display_name: 'Second', type: 'O'});
        const channel = await api(admin, 'POST', '/channels', {team_id: team.body.id, name: 'c1', type: 'O'});
        const bot = await api(admin, 'POST', '/bots', {username: 'helper', display_name: 'Helper'});
        const userId = String(bot.body.user_id);
        const token = await api(admin, 'POST', `/users/${userId}/tokens`, {description: 'test'});
        await api(admin, 'POST', `/teams/${team.body.id}/members`, {team_id: team.body.id, user_id: userId});
        await api(admin, 'POST', `/channels/${channel.body.id}/members`, {user_id: userId});
        const hook = await api(admin, 'POST', '/hooks/incoming', {channel_id: channel.body.id});
        expect([team, channel, bot, hook].map(({status}) => status)).toEqual([201, 201, 201, 201]);
        const asBot = String(token.body.token);
        expect((await api(asBot, 'GET', '/users/me')).body).toMatchObject({username: 'helper', is_bot: true});
        const found = await api(asBot, 'GET', '/teams/name/second/channels/name/c1');
        expect(found.body.id).toBe(channel.body.id);
        expect((await api(asBot, 'POST', '/bots', {username: 'another'})).status).toBe(403);
        const nowhere = await api(asBot, 'GET', '/teams/name/second/channels/name/nowhere');
        expect([nowhere.status, nowhere.body.id]).toEqual([404, 'app.channel.get.existing.app_error']);
    });
});

describe('websocket of the Mattermost double', () => {
    /** Connects; messages come one by one. */
    const connect = (headers: Record<string, string> = {}) => {
        const socket = new WebSocket(`${replay.double.url.replace('http', 'ws')}/api/v4/websocket`, {headers});
        const queue: Json[] = [];
        const waiting: ((message: Json) => void)[] = [];
        socket.on('message', (data) => {
            const message = JSON.parse(String(data)) as Json;
            const next = waiting.shift();
            if (next) next(message);
            else queue.push(message);
        });
        const next = async (): Promise<Json> => queue.shift() ?? new Promise((resolve) => waiting.push(resolve));
        return {socket, next};
    };

    it('tells members, and only them, what happens, in sequence', async () => {
        const alice = connect();
        const bob = connect();
        for (const [{socket}, token] of [
            [alice, replay.alice.token],
            [bob, replay.bob.token],
        ] as const) {
            await once(socket, 'open');
            socket.send(JSON.stringify({seq: 1, action: 'authentication_challenge', data: {token}}));
        }
        expect([await alice.next(), await alice.next()]).toMatchObject([
            {event: 'hello', seq: 0},
            {status: 'OK', seq_reply: 1},
        ]);
        await bob.next();
        await bob.next();
        const postId = await alertPost(replay);
        expect(await alice.next()).toMatchObject({
            event: 'posted',
            seq: 1,
            broadcast: {channel_id: replay.channel.id},
        });
        replay.double.deletePost(postId);
        expect(await alice.next()).toMatchObject({event: 'post_deleted', seq: 2});
        bob.socket.send(JSON.stringify({seq: 2, action: 'ping'}));
        expect(await bob.next(), 'nothing of a channel of others').toMatchObject({seq_reply: 2});
        alice.socket.terminate();
        bob.socket.terminate();
    });

    it('knows the session cookie, and closes on a wrong token', async () => {
        const known = connect({cookie: `MMAUTHTOKEN=${replay.alice.token}`});
        expect(await known.next()).toMatchObject({event: 'hello'});
        known.socket.terminate();
        const {socket} = connect();
        await once(socket, 'open');
        socket.send(JSON.stringify({seq: 1, action: 'authentication_challenge', data: {token: 'wrong'}}));
        await once(socket, 'close');
    });
});

describe('slash commands of the Mattermost double', () => {
    const execute = ({token}: {token: string}, command: string) =>
        api(token, 'POST', '/commands/execute', {channel_id: replay.channel.id, command});

    it('hands a command to the plugin, with a trigger id that opens a dialog for this client', async () => {
        const {double, alice, channel} = replay;
        double.server.commands.handler = async ({line, triggerId, userId, teamId}) => {
            double.server.dialogs.open({trigger_id: triggerId, url: replay.handlerUrl, dialog: {title: line}});
            return `${userId} in ${teamId}`;
        };
        const {status, body} = await execute(alice, '/weather today');
        const text = `${alice.userId} in ${channel.teamId}`;
        expect([status, body]).toEqual([200, {response_type: 'ephemeral', text, trigger_id: expect.any(String)}]);
        expect(double.dialogOf(alice.userId)).toMatchObject({
            trigger_id: body.trigger_id,
            dialog: {title: '/weather today'},
        });
        const [told] = double.events.filter(({event}) => event === 'ephemeral_message').slice(-1);
        expect(told?.broadcast).toMatchObject({user_id: alice.userId});
        expect(JSON.parse(String(told?.data.post))).toMatchObject({message: text, type: 'system_ephemeral'});
    });

    it('knows no others, and takes them only from members of the channel', async () => {
        replay.double.server.commands.handler = () => undefined;
        const unknown = await execute(replay.alice, '/weather today');
        expect([unknown.status, unknown.body.id]).toEqual([404, 'api.command.execute_command.not_found.app_error']);
        expect((await execute(replay.bob, '/weather')).status).toBe(403);
        expect((await execute(replay.alice, 'weather')).status).toBe(400);
    });
});

describe('webhook door of the Mattermost double', () => {
    const send = (body: string, type: string) =>
        fetch(replay.hook.url, {method: 'POST', headers: {'content-type': type}, body});
    const newestMessage = () => replay.double.posts(replay.channel.id).at(-1)?.message;

    it('reads forms, multipart and JSON with raw line breaks', async () => {
        await send(
            new URLSearchParams({payload: '{"text":"by form"}'}).toString(),
            'application/x-www-form-urlencoded',
        );
        expect(newestMessage()).toBe('by form');
        const form = new FormData();
        form.set('text', 'by part');
        await fetch(replay.hook.url, {method: 'POST', body: form});
        expect(newestMessage()).toBe('by part');
        await send('{"text":"two\nlines"}', 'text/plain');
        expect(newestMessage()).toBe('two\nlines');
    });

    it.each<[string, number, string]>([
        ['not JSON', 400, '{"text":'],
        ['a wrong type', 400, '{"text":5}'],
        ['too much', 413, JSON.stringify({text: 'x'.repeat(300_001)})],
    ])('refuses %s', async (_, status, body) => {
        const response = await send(body, 'application/json');
        expect(response.status).toBe(status);
        expect(await response.json()).toMatchObject({status_code: status});
    });

    it('refuses unknown hooks and channels a locked hook may not reach', async () => {
        const unknown = await fetch(`${replay.double.url}/hooks/${'x'.repeat(26)}`, {
            method: 'POST',
            body: '{"text":"x"}',
        });
        expect(unknown.status).toBe(400);
        const locked = replay.double.createWebhook({channel: replay.channel.id, locked: true});
        const body = JSON.stringify({text: 'x', channel: 'town-square'});
        expect((await fetch(locked.url, {method: 'POST', body})).status).toBe(403);
    });

    it('splits a text that is too long and puts the attachments last', async () => {
        const before = replay.double.posts(replay.channel.id).length;
        await postHook(replay, {...alertPayload(replay), text: 'x'.repeat(20_000)});
        const [first, second] = replay.double.posts(replay.channel.id).slice(before);
        expect([String(first?.message).length, String(second?.message).length]).toEqual([16_383, 3_617]);
        expect(first?.props).not.toHaveProperty('attachments');
        expect(second?.props).toHaveProperty('attachments');
    });
});

describe('faults of the Mattermost double', () => {
    const me = () => api(replay.bot.token, 'GET', '/users/me');

    it('rejects tokens, fails, limits the rate, and stops when told', async () => {
        const {faults} = replay.double;
        faults.rejectTokens({times: 1});
        expect((await me()).body.id).toBe('api.context.session_expired.app_error');
        faults.answer(503, {path: /users/, times: 2});
        expect([(await me()).status, (await me()).status, (await me()).status]).toEqual([503, 503, 200]);
        faults.rateLimit({retryAfterSeconds: 2});
        const limited = await fetch(`${replay.double.url}/api/v4/system/ping`);
        expect([limited.status, limited.headers.get('retry-after')]).toEqual([429, '2']);
        faults.clear();
        expect((await me()).status).toBe(200);
    });

    it('carries a request out and loses the answer', async () => {
        const before = replay.double.postCount;
        replay.double.faults.loseAnswer({method: 'POST', path: /posts$/, times: 1});
        const lost = api(replay.bot.token, 'POST', '/posts', {channel_id: replay.channel.id, message: 'lost'});
        await expect(lost).rejects.toThrow();
        expect(replay.double.postCount).toBe(before + 1);
    });

    it('refuses connections for a while, then is back at the same address', async () => {
        await replay.double.refuseConnections();
        await expect(me()).rejects.toThrow();
        await replay.double.acceptConnections();
        expect((await me()).status).toBe(200);
    });

    it('revokes a token', async () => {
        const bot = replay.double.createBot('shortlived');
        replay.double.revokeToken(bot.token);
        expect((await api(bot.token, 'GET', '/users/me')).status).toBe(401);
    });
});
