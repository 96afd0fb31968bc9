import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {describe, expect, it, onTestFinished} from 'vitest';
import {runCheck} from '../../../../server-proxy/src/cli/check';
import {freePort} from '../../../support/demo/free_port';
import {NO_SETTINGS} from '../../../support/no_settings';
import {type Reply, startNotifyTarget} from '../../../support/notify_target';
import {TLS} from '../../../support/tls_fixtures';

const check = async (argv: readonly string[], env: Readonly<Record<string, string>> = {}) => {
    let line = '';
    const code = await runCheck({argv, env: {...NO_SETTINGS, ...env}, stdout: {write: (text) => (line += text)}});
    return {code, line};
};

const report = (more: object): Reply => ({
    status: 200,
    headers: {'content-type': 'application/json'},
    body: JSON.stringify({status: 'up', version: '1.2.3', reasons: [], ...more}),
});

const handler = async (replies: readonly Reply[], certificate?: string) => {
    const target = await startNotifyTarget({replies, ...(certificate ? {certificate} : {})});
    onTestFinished(() => target.close());
    return {target, url: `${target.origin}/api/v1/health`};
};

describe('server-proxy check', () => {
    it.each([
        [{}, 0, /^OK - up, version 1\.2\.3 \| time=0\.\d{3}s;;;0 queued=0;;;0\n$/],
        [
            {status: 'degraded', reasons: ['It is | away.', 'Two.']},
            1,
            /^WARNING - degraded: It is ¦ away\. Two\. \| time=/,
        ],
        [
            {status: 'misconfigured', reasons: ['Key\nrejected.']},
            2,
            /^CRITICAL - misconfigured: Key rejected\. \| time=.*\n$/,
        ],
        [
            {
                queued_actions: 2,
                reconciled: {open: 3},
                heartbeat: {age_seconds: 12},
                last_notification: {age_seconds: 99},
            },
            0,
            / queued=2;;;0 open=3;;;0 heartbeat_age=12s;;;0 notification_age=99s;;;0\n$/,
        ],
        [
            {heard: {notification: null, event: null, reading: null}},
            0,
            /^OK - up, version 1\.2\.3, no notification so far \|/,
        ],
        [
            {
                heard: {notification: {age_seconds: 9}, event: null, reading: {age_seconds: 30}},
                posts_behind: {count: 2, age_seconds: 60},
                unreadable_records: {count: 1, age_seconds: 60},
            },
            0,
            /^OK - up, version 1\.2\.3 \| .* reading_age=30s;;;0 posts_behind=2;;;0 unreadable=1;;;0\n$/,
        ],
    ] as const)('%j: exit code %d and one line', async (more, code, line) => {
        const {url} = await handler([report(more)]);
        expect(await check(['--url', url])).toEqual({code, line: expect.stringMatching(line)});
    });

    it('sends the heartbeat first, and asks beside the address of notifications', async () => {
        const {target} = await handler([report({}), report({})]);
        const env = {NOTIFICATION_URL: `${target.origin}/plugins/x/api/v1/notifications`, NOTIFICATION_TOKEN: 'sesame'};
        expect((await check(['--heartbeat'], env)).code).toBe(0);
        expect(target.received.map(({path}) => path)).toEqual([
            '/plugins/x/api/v1/heartbeat',
            '/plugins/x/api/v1/health',
        ]);
        expect(target.received[0]?.headers['notification-token']).toBe('sesame');
        expect(target.received[1]?.headers['notification-token']).toBe('sesame');
    });

    it.each([
        ['up', 0, /^OK - up, version 1\.2\.3 \| time=0\.\d{3}s;;;0\n$/],
        ['degraded', 1, /^WARNING - degraded, version 1\.2\.3; to learn why, set NOTIFICATION_TOKEN \| time=/],
        ['down', 2, /^CRITICAL - down, version 1\.2\.3; to learn why, set NOTIFICATION_TOKEN \| time=/],
    ])('without a token it learns that the handler is %s, and how to learn more', async (status, code, line) => {
        const {target, url} = await handler([report({status, reasons: undefined})]);
        expect(await check(['--url', url])).toEqual({code, line: expect.stringMatching(line)});
        expect(target.received[0]?.headers.authorization).toBeUndefined();
    });

    it('asks once more with the header of version 0.1.0, which does not know the new one and so tells nothing', async () => {
        const old = report({status: 'degraded', reasons: undefined});
        const {target, url} = await handler([old, report({status: 'degraded', reasons: ['The disk is full.']})]);
        const {line} = await check(['--url', url], {NOTIFICATION_TOKEN: 'sesame'});
        expect(line).toMatch(/^WARNING - degraded: The disk is full\./);
        expect(target.received[1]?.headers.authorization).toBe('Bearer sesame');
    });

    it('a wrong token is CRITICAL: alerts would be refused as well', async () => {
        const {url} = await handler([{status: 401, body: '{"error":{"message":"The token sesame is wrong."}}'}]);
        const {code, line} = await check(['--url', url], {NOTIFICATION_TOKEN: 'sesame, older'});
        expect([code, line]).toEqual([2, expect.stringContaining('check NOTIFICATION_TOKEN')]);
        expect(line).not.toContain('sesame');
    });

    it.each([
        ['no health', {status: 200, body: '{"status":"fine"}'}, 'is not a health page of the handler'],
        ['a web page', {status: 200, body: '<p>', headers: {'content-type': 'text/html'}}, 'answered with a web page'],
        ['an error', {status: 404, body: '{"error":{"message":"Nothing here."}}'}, 'answered 404: Nothing here'],
        ['a redirect', {status: 302, headers: {Location: 'https://login.example.org/'}}, 'redirects (302)'],
        ['a closed connection', 'reset', 'cannot be reached'],
        ['silence', 'hang', 'in time'],
    ] as const)('%s is CRITICAL', async (_, reply, said) => {
        const {url} = await handler([reply]);
        const {code, line} = await check(['--url', url, '--timeout', '1']);
        expect([code, line]).toEqual([2, expect.stringMatching(/^CRITICAL - .*\n$/)]);
        expect(line).toContain(said);
    });

    it('nobody there is CRITICAL', async () => {
        const {code, line} = await check(['--url', `http://127.0.0.1:${await freePort()}/api/v1/health`]);
        expect([code, line]).toEqual([2, expect.stringContaining('ECONNREFUSED')]);
    });

    it('a refused heartbeat is CRITICAL, and the token stays secret', async () => {
        const {target} = await handler([{status: 401, body: '{"error":{"message":"The token sesame is wrong."}}'}]);
        const env = {NOTIFICATION_URL: `${target.origin}/api/v1/notifications`, NOTIFICATION_TOKEN: 'sesame'};
        const {code, line} = await check(['--heartbeat'], env);
        expect([code, line]).toEqual([2, expect.stringContaining('check NOTIFICATION_TOKEN')]);
        expect(line).not.toContain('sesame');
    });

    it.each([
        [[], {}, 'give --url'],
        [['--url', 'health'], {}, '--url is not'],
        [['--url', 'http://127.0.0.1:9/', '--timeout', '60'], {}, '--timeout must be a whole number from 1 to 59'],
        [['--critical', '5'], {}, '--critical'],
        [['--url', 'http://127.0.0.1:9/', '--heartbeat'], {}, 'NOTIFICATION_TOKEN is missing'],
        [['--url', 'http://127.0.0.1:9/', '--config', join(tmpdir(), 'nowhere/settings.env')], {}, 'cannot be read'],
        [['--url', 'http://127.0.0.1:9/'], {USE_PROXY: 'true'}, 'PROXY_URL'],
    ] as const)('%j %j is UNKNOWN', async (argv, env, said) => {
        const {code, line} = await check(argv, env);
        expect([code, line]).toEqual([3, expect.stringMatching(/^UNKNOWN - .*\n$/)]);
        expect(line).toContain(said);
    });

    it('trusts an authority of your own, and no other', async () => {
        const {url} = await handler([report({}), report({})], TLS.certificate);
        expect((await check(['--url', url], {CUSTOM_CA: TLS.ca})).code).toBe(0);
        expect(await check(['--url', url])).toMatchObject({code: 2, line: expect.stringContaining('CUSTOM_CA')});
    });

    it('has a help', async () => {
        expect(await check(['--help'])).toEqual({code: 0, line: expect.stringContaining('Exit codes: 0 OK')});
    });
});
