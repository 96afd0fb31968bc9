import {createServer} from 'node:net';
import {afterEach, describe, expect, it} from 'vitest';
import {type NotifyTarget, type Reply, startNotifyTarget} from '../../../support/notify_target';
import {HOST_FLAGS, HOST_UUID, notify} from '../../../support/run_notify';

const TOKEN = 'token-9f8e7d';

let target: NotifyTarget;

afterEach(() => target.close());

/** Starts the target and runs the command against it. */
const notifyTarget = async (
    replies: readonly Reply[],
    argv: readonly string[] = [...HOST_FLAGS, '--output', 'DOWN x'],
    env: Readonly<Record<string, string>> = {},
) => {
    target = await startNotifyTarget({replies});
    return notify(argv, {
        NOTIFICATION_URL: `${target.origin}/api/v1/notifications`,
        NOTIFICATION_TOKEN: TOKEN,
        NOTIFY_TIMEOUT: '5',
        ...env,
    });
};

describe('notify posts to our endpoint', () => {
    it('the fields as JSON with the token, and says nothing', async () => {
        const result = await notifyTarget([], [...HOST_FLAGS, '--output', 'DOWN “x” @channel', '--no-emoji']);
        expect(result).toEqual({code: 0, stdout: '', stderr: ''});
        expect(target.received).toHaveLength(1);
        expect(target.received[0]).toMatchObject({
            path: '/api/v1/notifications',
            headers: {'notification-token': TOKEN, 'content-type': 'application/json'},
            fields: {
                type: 'Host',
                notificationtype: 'PROBLEM',
                hostuuid: HOST_UUID,
                state: '1',
                output: 'DOWN “x” @channel',
                'no-emoji': '1',
            },
        });
    });

    it('once more with the header of version 0.1.0 where its handler does not know the new one', async () => {
        const {code} = await notifyTarget([{status: 401, headers: {}}]);
        expect(code).toBe(0);
        expect(target.received).toHaveLength(2);
        expect(target.received[1]).toMatchObject({headers: {authorization: `Bearer ${TOKEN}`}});
        expect(target.received[1]?.headers['notification-token']).toBeUndefined();
        expect(target.received[1]?.fields).toEqual(target.received[0]?.fields);
    });

    it.each([
        ['the handler itself, because the token is wrong', {'www-authenticate': 'Notification-Token'}],
        ['a web server in front, which wants a login', {'www-authenticate': 'Basic realm="chat"'}],
    ])('not once more where it was refused by %s', async (_who, headers) => {
        const {code} = await notifyTarget([{status: 401, headers}]);
        expect(code).toBe(77);
        expect(target.received).toHaveLength(1);
    });

    it('with the first of two tokens while one is being replaced', async () => {
        await notifyTarget([], HOST_FLAGS, {NOTIFICATION_TOKEN: 'new-token, old-token'});
        expect(target.received[0]?.headers['notification-token']).toBe('new-token');
    });

    it.each([
        ['empty output', ''],
        ['output that looks like a flag', '--help'],
        ['shell syntax', '$(reboot) `id` ; | & > < " \' \\'],
        ['control characters', 'a\u0000b\u001b[31mc\r\n'],
        ['broken UTF-8, as Node reads it', 'a\ufffdb\ud83d'],
    ])('with %s', async (_name, output) => {
        const {code} = await notifyTarget([], [...HOST_FLAGS, '--output', output]);
        expect(code).toBe(0);
        expect(target.received[0]?.fields.output).toBe(output);
    });

    it('with the beginning of an output of 1 MB', async () => {
        const {code} = await notifyTarget([], [...HOST_FLAGS, '--output', `start ${'x'.repeat(1_000_000)}`]);
        expect(code).toBe(0);
        expect(target.received[0]?.body.length).toBeLessThan(20_000);
        expect(target.received[0]?.fields.output).toMatch(/^start x{1500}/);
    });

    it('without an optional field whose macro was not expanded, and says so', async () => {
        const {code, stderr} = await notifyTarget([], [...HOST_FLAGS, '--channel', '$_CONTACTCHANNEL$']);
        expect(code).toBe(0);
        expect(stderr).toMatch(/^notify: --channel is the macro \$_CONTACTCHANNEL\$[^\n]+\n$/);
        expect(target.received[0]?.fields).not.toHaveProperty('channel');
    });

    it('even when a webhook is set too', async () => {
        await notifyTarget([], HOST_FLAGS, {WEBHOOK_URL: 'http://127.0.0.1:9/hooks/unused'});
        expect(target.received).toHaveLength(1);
    });
});

describe('notify tries again', () => {
    it.each<[string, Reply]>([
        ['a server error', {status: 500}],
        ['an unavailable server', {status: 503}],
        ['too many requests', {status: 429}],
        ['a connection that breaks', 'reset'],
    ])('after %s', async (_name, reply) => {
        expect(await notifyTarget([reply, reply])).toEqual({code: 0, stdout: '', stderr: ''});
        expect(target.received).toHaveLength(3);
    });

    const NO_PLUGIN: Reply = {
        status: 404,
        body: '404 page not found\n',
        headers: {'content-type': 'text/plain; charset=utf-8', 'x-content-type-options': 'nosniff'},
    };
    const toPlugin = async (replies: readonly Reply[], path = '/plugins/openitcockpit/api/v1/notifications') => {
        target = await startNotifyTarget({replies});
        return notify(HOST_FLAGS, {
            NOTIFICATION_URL: `${target.origin}${path}`,
            NOTIFICATION_TOKEN: TOKEN,
            NOTIFY_TIMEOUT: '2',
        });
    };

    it.each<[string, readonly Reply[]]>([
        ['is disabled or starts again', [NO_PLUGIN, NO_PLUGIN]],
        ['is behind a web server that gets no answer', [{status: 502}, {status: 503}]],
        ['is on a server with plugins switched off', [{status: 501}, {status: 501}]],
    ])('while the plugin %s', async (_name, replies) => {
        expect(await toPlugin(replies)).toEqual({code: 0, stdout: '', stderr: ''});
        expect(target.received).toHaveLength(3);
    });

    it('below the path of a server, too', async () => {
        expect((await toPlugin([NO_PLUGIN], '/chat/plugins/openitcockpit/api/v1/notifications')).code).toBe(0);
    });

    it('until its time is over, and says that the plugin is not there: code 76', async () => {
        const {code, stderr} = await toPlugin(Array.from({length: 50}, () => NO_PLUGIN));
        expect(code).toBe(76);
        expect(stderr).toMatch(/the plugin is not running: enable it under Plugin Management\. Tried \d+ times\.\n$/);
    });

    it.each<[string, Reply, string | undefined]>([
        [
            'of the plugin itself',
            {status: 404, body: '{"error":{"message":"There is nothing at this address."}}'},
            undefined,
        ],
        ['of a web server in front', {status: 404, body: '<html><h1>404 Not Found</h1></html>'}, undefined],
        ['of Mattermost for another address', {status: 404, body: '{"id":"api.context.404.app_error"}'}, undefined],
        ['for a plugin that is not ours', NO_PLUGIN, '/plugins/other/api/v1/notifications'],
        ['of another program', NO_PLUGIN, '/api/v1/notifications'],
    ])('never after the 404 %s: the address is wrong', async (_name, reply, path) => {
        expect((await toPlugin([reply], path)).code).toBe(76);
        expect(target.received).toHaveLength(1);
    });

    it('when the server comes up late', async () => {
        target = await startNotifyTarget();
        const port = Number(new URL(target.origin).port);
        await target.close();
        const running = notify(HOST_FLAGS, {NOTIFICATION_URL: target.origin, NOTIFICATION_TOKEN: TOKEN});
        target = await startNotifyTarget({port});
        expect((await running).code).toBe(0);
    });

    it('not before the time that Retry-After names', async () => {
        const started = Date.now();
        const {code} = await notifyTarget([{status: 503, headers: {'retry-after': '1'}}]);
        expect(code).toBe(0);
        expect(Date.now() - started).toBeGreaterThan(990);
    });

    it('not at all when Retry-After is later than the end of its time', async () => {
        const {code, stderr} = await notifyTarget([{status: 503, headers: {'retry-after': '3600'}}]);
        expect(code).toBe(76);
        expect(stderr).toContain('503');
        expect(target.received).toHaveLength(1);
    });

    it.each([400, 401, 404, 413, 422])('never after %d', async (status) => {
        expect((await notifyTarget([{status}])).code).not.toBe(0);
        expect(target.received).toHaveLength(1);
    });
});

describe('a failed notification ends with its own code and one line without secrets', () => {
    it.each<[string, Reply, number, RegExp]>([
        ['the token is wrong', {status: 401}, 77, /NOTIFICATION_TOKEN/],
        ['access is forbidden', {status: 403}, 77, /403/],
        [
            'the endpoint refuses the notification',
            {status: 400, body: '{"error":{"code":"bad_request","message":"state \\"x\\" is not a host state."}}'},
            76,
            /answered 400: state "x" is not a host state\.$/,
        ],
        ['the path is wrong', {status: 404, body: 'not found'}, 76, /404/],
        [
            'the address is old',
            {status: 301, headers: {location: `https://new.example/${TOKEN}`}},
            76,
            /https:\/\/new\.example:/,
        ],
        ['a web page answers', {status: 200, headers: {'content-type': 'text/html'}, body: '<html>'}, 76, /web page/],
        ['a proxy’s error page answers', {status: 413, body: '<html>Too large</html>'}, 76, /answered 413\.$/],
        ['the answer repeats a secret', {status: 422, body: `{"message":"${TOKEN} is bad"}`}, 76, /\*\*\* is bad/],
        ['the answer has many lines', {status: 422, body: 'a\nb\u001b[31m\n\nc'}, 76, /: a b\[31m c\.$/],
        ['the server never answers', 'hang', 75, /No answer/],
        ['the server stays unavailable', {status: 503, headers: {'retry-after': '99'}}, 76, /503/],
    ])('%s', async (_name, reply, code, line) => {
        const result = await notifyTarget([reply], HOST_FLAGS, {NOTIFY_TIMEOUT: '1'});
        expect(result.code).toBe(code);
        expect(result.stderr).toMatch(/^notify: [^\n]+\n$/);
        expect(result.stderr.trimEnd()).toMatch(line);
        expect(result.stderr).not.toContain(TOKEN);
    });

    it('nobody listens', async () => {
        target = await startNotifyTarget();
        await target.close();
        const env = {NOTIFICATION_URL: target.origin, NOTIFICATION_TOKEN: TOKEN, NOTIFY_TIMEOUT: '1'};
        const {code, stderr} = await notify(HOST_FLAGS, env);
        expect(code).toBe(69);
        expect(stderr).toMatch(/^notify: NOTIFICATION_URL \(127\.0\.0\.1:\d+\).*ECONNREFUSED.*Tried \d times\.\n$/);
    });

    it('something else than HTTP answers', async () => {
        target = await startNotifyTarget();
        const server = createServer((socket) => socket.end('SSH-2.0-OpenSSH_9.2\r\n'));
        await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
        const {port} = server.address() as {port: number};
        const env = {NOTIFICATION_URL: `http://127.0.0.1:${port}/`, NOTIFICATION_TOKEN: TOKEN, NOTIFY_TIMEOUT: '1'};
        const {code, stderr} = await notify(HOST_FLAGS, env);
        server.close();
        expect(code).toBe(76);
        expect(stderr).toContain('does not speak HTTP');
    });
});
