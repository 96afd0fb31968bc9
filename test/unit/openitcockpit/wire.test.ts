import {inspect} from 'node:util';
import {describe, expect, it} from 'vitest';
import type {OpenitcockpitSettings} from '../../../server-proxy/src/openitcockpit';
import {startHttpProxy} from '../../support/http_proxy';
import {
    mainRequests,
    openClient,
    openDouble,
    openTlsDouble,
    PING,
    pem,
    refusalOf,
    type TestClient,
    WEB01,
} from '../../support/openitcockpit/client_harness';
import {UUID} from '../../support/openitcockpit/recorded_objects';
import {TLS} from '../../support/tls_fixtures';

const ACK = {
    target: PING,
    author: 'Jane Roe',
    comment: 'OPS-1',
    sticky: true,
    notify: false,
    hostAndServices: false,
};

const call = async (use: (client: TestClient) => Promise<unknown>) => {
    const double = await openDouble();
    await use(openClient(double));
    return double;
};

const bodyOf = (request: {body: string} | undefined): unknown => JSON.parse(request?.body ?? '');

describe('what goes over the wire', () => {
    it('rechecks of many: one list tells which satellites check them, and one request has them checked', async () => {
        const double = await openDouble();
        const host = double.world.hosts.find(({uuid}) => uuid === UUID.web01);
        Object.assign(host ?? {}, {satelliteId: 7});
        const {requests} = double;
        await openClient(double).sendMany({kind: 'recheck', targets: [PING, WEB01]});
        expect(requests.map(({target}) => target.split('?')[0])).toEqual([
            '/hosts/index.json',
            '/nagios_module/cmd/submit_bulk_naemon.json',
        ]);
        expect(bodyOf(requests[1])).toEqual([
            {command: 'rescheduleService', hostUuid: UUID.web01, serviceUuid: UUID.web01Ping, satelliteId: 7},
            {command: 'rescheduleHost', hostUuid: UUID.web01, type: 'hostOnly', satelliteId: 7},
        ]);
    });

    it('a service acknowledgement: exactly these keys, numbers instead of booleans', async () => {
        const {requests, commands} = await call((client) => client.acknowledge(ACK));
        expect(requests[0]).toMatchObject({method: 'POST', target: '/nagios_module/cmd/submit_bulk_naemon.json'});
        expect(bodyOf(requests[0])).toEqual([
            {
                command: 'submitServicestateAck',
                hostUuid: UUID.web01,
                serviceUuid: UUID.web01Ping,
                author: 'Jane Roe',
                comment: 'OPS-1',
                sticky: 2,
                notify: 0,
            },
        ]);
        expect(String(commands[0]?.data)).toMatch(
            new RegExp(`ACKNOWLEDGE_SVC_PROBLEM;${UUID.web01};${UUID.web01Ping};2;0;1;Jane Roe;OPS-1$`),
        );
    });

    it.each([
        [true, 'hostAndServices'],
        [false, 'hostOnly'],
    ])('a host acknowledgement, with services %s', async (hostAndServices, hostAckType) => {
        const {requests} = await call((client) =>
            client.acknowledge({...ACK, target: WEB01, sticky: false, notify: true, hostAndServices}),
        );
        expect(bodyOf(requests[0])).toEqual([
            {
                command: 'submitHoststateAck',
                hostUuid: UUID.web01,
                hostAckType,
                author: 'Jane Roe',
                comment: 'OPS-1',
                sticky: 0,
                notify: 1,
            },
        ]);
    });

    it('a removal: the table’s keys only, because more would be joined into the command', async () => {
        const {requests, commands} = await call(async (client) => {
            await client.removeAcknowledgement(WEB01);
            await client.removeAcknowledgement(PING);
        });
        expect(requests.map((r) => [r.method, r.target])).toEqual([
            ['POST', '/nagios_module/cmd/submit.json'],
            ['POST', '/nagios_module/cmd/submit.json'],
        ]);
        expect(requests.map(bodyOf)).toEqual([
            {command: 'REMOVE_HOST_ACKNOWLEDGEMENT', hostUuid: UUID.web01},
            {command: 'REMOVE_SVC_ACKNOWLEDGEMENT', hostUuid: UUID.web01, serviceUuid: UUID.web01Ping},
        ]);
        expect(commands).toHaveLength(2);
    });

    it('pages by UUID, with `.json` and `angular=true`', async () => {
        const {requests} = await call(async (client) => {
            await client.readStatus(WEB01);
            await client.readStatus(PING);
            await client.lookup(WEB01);
            await client.lookup(PING);
            await client.whoAmI();
        });
        expect(requests.map(({target}) => target)).toContain('/profile/edit.json?angular=true');
        expect(
            mainRequests({requests})
                .map((r) => `${r.method} ${r.target}`)
                .sort(),
        ).toEqual(
            [
                `GET /hosts/browser/${UUID.web01}.json?angular=true`,
                `GET /services/browser/${UUID.web01Ping}.json?angular=true`,
                `GET /hosts/byUuid/${UUID.web01}.json?angular=true`,
                `GET /services/byUuid/${UUID.web01Ping}.json?angular=true`,
                'GET /users/getUserPermissions.json?angular=true',
            ].sort(),
        );
    });

    it('the key in the exact header, JSON as the type, no cookies even after one was set', async () => {
        const double = await call(async (client) => {
            await client.acknowledge(ACK);
            await client.readStatus(WEB01);
        });
        for (const {headers, target} of double.requests) {
            expect(headers).toMatchObject({
                authorization: `X-OITC-API ${double.apiKeys.bot}`,
                accept: 'application/json',
            });
            expect(headers).not.toHaveProperty('cookie');
            expect(target).not.toContain(double.apiKeys.bot);
        }
        expect(double.requests[0]?.headers['content-type']).toBe('application/json');
    });

    it('a path in the openITCOCKPIT URL is kept, a slash at its end does not matter', async () => {
        const double = await openDouble();
        const refusal = await refusalOf(openClient({...double, url: `${double.url}/prefix/`}).readStatus(WEB01));
        expect(refusal.code).toBe('openitcockpit_right_missing');
        expect(double.requests[1]?.target).toBe(`/prefix/hosts/browser/${UUID.web01}.json?angular=true`);
        await openClient({...double, url: ` ${double.url}/// `}).readStatus(WEB01);
        expect(mainRequests(double).at(-1)?.target).toBe(`/hosts/browser/${UUID.web01}.json?angular=true`);
    });

    it('every attempt is measured, every failure counted', async () => {
        const double = await openDouble();
        const client = openClient(double);
        double.faults.once({queueDown: true});
        await client.acknowledge(ACK);
        await client.readStatus(PING);
        expect(client.metrics.operations.toSorted()).toEqual(
            ['acknowledge', 'acknowledge', 'read_newest_check', 'read_status', 'read_time_format', 'read_clock'].sort(),
        );
        expect(client.metrics.errors).toEqual(['openitcockpit_queue_down']);
    });
});

describe('secrets', () => {
    it('neither key nor proxy password reach an error or the log, whatever fails', async () => {
        const proxy = await startHttpProxy({credentials: 'user:right'});
        const plain = await openDouble();
        const tls = await openTlsDouble();
        const secure = {...tls, url: tls.url.replace('127.0.0.1', 'localhost')};
        const login = proxy.url.replace('//', '//user:pass%20word@');
        const secrets = [plain.apiKeys.bot, 'pass word', 'pass%20word'];
        const everything: unknown[] = [];

        const provoke = async (client: TestClient): Promise<void> => {
            for (const attempt of [() => client.readStatus(WEB01), () => client.acknowledge(ACK)]) {
                const error = await refusalOf(attempt());
                everything.push(error, error.cause, error.stack, {...error});
            }
            everything.push(client.logger.lines);
        };
        for (const fault of [
            {reset: 'after'},
            {gateway: 502},
            {queueDown: true, databaseDown: true},
            {waf: true},
        ] as const) {
            plain.faults.clear();
            plain.faults.set(fault);
            await provoke(openClient(plain));
        }
        await provoke(openClient(secure));
        await provoke(openClient(secure, {ca: pem(TLS.ca), proxy: {url: login, noProxy: []}}));
        await provoke(openClient({...plain, url: 'http://127.0.0.1:1'}));
        await proxy.stop();
        await provoke(openClient(secure, {ca: pem(TLS.ca), proxy: {url: login, noProxy: []}}));

        const text = inspect(everything, {depth: 10, showHidden: true});
        expect(everything.length).toBeGreaterThan(40);
        for (const secret of secrets) {
            expect(text).not.toContain(secret);
        }
    });
});

describe('settings', () => {
    const refused = (settings: Partial<OpenitcockpitSettings>) =>
        refusalOf(openClient('https://monitoring.example.org', settings).readStatus(WEB01));

    it.each([
        ['openitcockpit_not_configured', {url: ''}, 'openITCOCKPIT URL'],
        ['openitcockpit_not_configured', {apiKey: '  '}, 'API key'],
        ['misconfigured', {url: 'monitoring.example.org'}, 'openITCOCKPIT URL'],
        ['misconfigured', {url: 'ftp://monitoring.example.org'}, 'openITCOCKPIT URL'],
        ['misconfigured', {url: 'http://monitoring.example.org'}, 'https://'],
        ['misconfigured', {url: 'http://127.evil.example.org'}, 'https://'],
        ['misconfigured', {url: 'https://user:pw@monitoring.example.org'}, 'user name'],
        ['misconfigured', {apiKey: 'two words'}, 'API key'],
        ['misconfigured', {apiKey: 'line\nbreak'}, 'API key'],
        ['misconfigured', {ca: 'not a certificate'}, 'Custom CA'],
        ['misconfigured', {proxy: {url: 'proxy:3128', noProxy: []}}, 'Proxy URL'],
        ['misconfigured', {proxy: {url: '', noProxy: []}}, 'Proxy URL'],
    ])('%s: %o', async (code, settings, word) => {
        expect(await refused(settings)).toMatchObject({code, message: expect.stringContaining(word)});
    });

    it.each(['http://localhost:1', 'http://127.0.0.1:1', 'http://[::1]:1'])('plain http is fine at %s', async (url) => {
        expect((await refused({url})).code).toBe('openitcockpit_unreachable');
    });
});
