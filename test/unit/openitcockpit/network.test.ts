import {createServer} from 'node:net';
import {rootCertificates} from 'node:tls';
import {afterEach, describe, expect, it, onTestFinished, vi} from 'vitest';
import {startHttpProxy} from '../../support/http_proxy';
import {
    openClient,
    openDouble,
    openTlsDouble,
    PING,
    pem,
    refusalOf,
    WEB01,
} from '../../support/openitcockpit/client_harness';
import {TLS} from '../../support/tls_fixtures';

const CA = {ca: pem(TLS.ca)};

/** A port where nobody listens. */
const freePort = async (): Promise<number> => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    await new Promise<void>((resolve) => server.close(() => resolve()));
    return typeof address === 'object' && address ? address.port : 0;
};

const localhost = (url: string): string => url.replace('127.0.0.1', 'localhost');

afterEach(() => {
    vi.unstubAllEnvs();
});

describe('TLS', () => {
    it('trusts the custom CA', async () => {
        const double = await openTlsDouble();
        expect(await openClient(double, CA).readStatus(WEB01)).toMatchObject({hostName: 'web01'});
        expect(await openClient({...double, url: localhost(double.url)}, CA).lookup(WEB01)).toEqual({
            hostName: 'web01',
        });
    });

    it('takes a file with several certificates', async () => {
        const double = await openTlsDouble();
        const ca = `# ours\n${rootCertificates[0]}\n${CA.ca}`;
        expect(await openClient(double, {ca}).lookup(WEB01)).toEqual({hostName: 'web01'});
    });

    it.each([
        ['no CA', {}],
        ['the wrong CA', {ca: rootCertificates[0] ?? ''}],
    ])('with %s it says which setting to fill', async (_, settings) => {
        const double = await openTlsDouble();
        const client = openClient(double, settings);
        expect(await refusalOf(client.readStatus(WEB01))).toMatchObject({
            code: 'openitcockpit_tls',
            message: expect.stringContaining('Custom CA setting'),
        });
        // Nothing was sent, and it would not help to try again.
        expect(double.requests).toEqual([]);
        expect(client.metrics.errors).toEqual(['openitcockpit_tls']);
    });

    it('says that the certificate is for another name', async () => {
        const double = await openTlsDouble(TLS.otherName);
        expect(await refusalOf(openClient(double, CA).readStatus(WEB01))).toMatchObject({
            code: 'openitcockpit_tls',
            message: expect.stringContaining('not issued for 127.0.0.1'),
        });
    });

    it('says that the certificate has expired', async () => {
        const double = await openTlsDouble(TLS.expired);
        expect(await refusalOf(openClient(double, {ca: pem(TLS.expired)}).readStatus(WEB01))).toMatchObject({
            code: 'openitcockpit_tls',
            message: expect.stringContaining('expired'),
        });
    });

    it('says that there is no TLS at that port', async () => {
        const double = await openDouble();
        const url = double.url.replace('http:', 'https:');
        expect(await refusalOf(openClient({...double, url}).readStatus(WEB01))).toMatchObject({
            code: 'openitcockpit_tls',
            message: expect.stringContaining('no usable TLS'),
        });
    });

    it('verifies nothing when told so', async () => {
        const double = await openTlsDouble(TLS.otherName);
        const client = openClient(double, {skipTlsVerification: true});
        expect(await client.lookup(WEB01)).toEqual({hostName: 'web01'});
    });
});

describe('no connection', () => {
    it('nobody listens', async () => {
        const url = `http://127.0.0.1:${await freePort()}`;
        const client = openClient(url);
        expect(await refusalOf(client.readStatus(WEB01))).toMatchObject({
            code: 'openitcockpit_unreachable',
            message: expect.stringContaining('Nothing answers at 127.0.0.1'),
        });
        expect(client.metrics.errors).toHaveLength(3);
    });

    it('the name does not exist', async () => {
        const refusal = await refusalOf(openClient('https://openitcockpit.invalid').readStatus(WEB01));
        expect(refusal).toMatchObject({
            code: 'openitcockpit_unreachable',
            message: expect.stringContaining('openitcockpit.invalid cannot be resolved'),
        });
    });

    it('no answer in time', async () => {
        const double = await openDouble();
        double.faults.set({hangAll: true});
        const client = openClient(double, {timeoutMs: 60});
        expect(await refusalOf(client.readStatus(WEB01))).toMatchObject({
            code: 'openitcockpit_timeout',
            message: expect.stringContaining('0.1 seconds'),
        });
        expect(await refusalOf(client.removeAcknowledgement(PING))).toMatchObject({
            code: 'openitcockpit_timeout',
            message: expect.stringContaining('may still be executed'),
        });
    });

    it('an answer that starts and never ends', async () => {
        const server = (await import('node:http')).createServer((_, response) => {
            response.writeHead(200, {'Content-Type': 'application/json'});
            response.write('{');
        });
        await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
        onTestFinished(() => {
            server.closeAllConnections();
            server.close();
        });
        const {port} = server.address() as {port: number};
        const refusal = await refusalOf(openClient(`http://127.0.0.1:${port}`, {timeoutMs: 60}).readStatus(WEB01));
        expect(refusal.code).toBe('openitcockpit_timeout');
    });

    it('the connection breaks off', async () => {
        const double = await openDouble();
        double.faults.set({reset: 'after'});
        expect(await refusalOf(openClient(double).readStatus(WEB01))).toMatchObject({
            code: 'openitcockpit_unreachable',
            message: expect.stringContaining('was lost'),
        });
    });
});

describe('proxy', () => {
    /** By name: Node warns when a tunnel leads to a bare address. */
    const openNamedDouble = async (certificate?: string) => {
        const double = await openTlsDouble(certificate);
        return {...double, url: localhost(double.url)};
    };
    const openProxy = async (options: Parameters<typeof startHttpProxy>[0] = {}) => {
        const proxy = await startHttpProxy(options);
        onTestFinished(() => proxy.stop());
        return proxy;
    };

    it('tunnels to openITCOCKPIT, and reads neither key nor answer', async () => {
        const double = await openNamedDouble();
        const proxy = await openProxy();
        const client = openClient(double, {...CA, proxy: {url: proxy.url, noProxy: ['other.test']}});
        expect(await client.lookup(WEB01)).toEqual({hostName: 'web01'});
        expect(proxy.tunnels).toEqual([new URL(double.url).host]);
        expect(proxy.seen).not.toContain(double.apiKeys.bot);
        expect(proxy.seen).not.toContain('X-OITC-API');
    });

    it('leaves out what the no-proxy list names', async () => {
        const double = await openNamedDouble();
        const proxy = await openProxy();
        const client = openClient(double, {...CA, proxy: {url: proxy.url, noProxy: ['localhost']}});
        expect(await client.lookup(WEB01)).toEqual({hostName: 'web01'});
        expect(proxy.tunnels).toEqual([]);
    });

    it('never carries plain http, which would show it the key', async () => {
        const double = await openDouble();
        const proxy = await openProxy();
        const client = openClient(double, {proxy: {url: proxy.url, noProxy: []}});
        expect(await client.lookup(WEB01)).toEqual({hostName: 'web01'});
        expect([...proxy.tunnels, ...proxy.forwarded]).toEqual([]);
    });

    it('still verifies the certificate', async () => {
        const double = await openNamedDouble(TLS.otherName);
        const proxy = await openProxy();
        const client = openClient(double, {...CA, proxy: {url: proxy.url, noProxy: []}});
        expect((await refusalOf(client.lookup(WEB01))).code).toBe('openitcockpit_tls');
    });

    it.each([
        ['no login', ''],
        ['a wrong login', 'user:wrong@'],
    ])('with %s it says where to put it', async (_, login) => {
        const double = await openNamedDouble();
        const proxy = await openProxy({credentials: 'user:secret'});
        const url = proxy.url.replace('//', `//${login}`);
        expect(await refusalOf(openClient(double, {...CA, proxy: {url, noProxy: []}}).lookup(WEB01))).toMatchObject({
            code: 'openitcockpit_proxy',
            message: expect.stringContaining('Proxy URL setting'),
        });
    });

    it.each([403, 502])('a refused tunnel (%i) is the proxy’s, not openITCOCKPIT’s', async (refuse) => {
        const double = await openNamedDouble();
        const proxy = await openProxy({refuse});
        const client = openClient(double, {...CA, proxy: {url: proxy.url, noProxy: []}});
        expect(await refusalOf(client.lookup(WEB01))).toMatchObject({
            code: 'openitcockpit_proxy',
            message: expect.stringContaining(String(refuse)),
        });
        expect(double.requests).toEqual([]);
    });

    it('says when the proxy itself is gone', async () => {
        const double = await openNamedDouble();
        const proxy = {url: `http://127.0.0.1:${await freePort()}`, noProxy: []};
        expect(await refusalOf(openClient(double, {...CA, proxy}).lookup(WEB01))).toMatchObject({
            code: 'openitcockpit_proxy',
            message: expect.stringContaining('proxy cannot be reached'),
        });
    });

    it('takes none from the environment', async () => {
        const dead = `http://127.0.0.1:${await freePort()}`;
        for (const name of ['HTTPS_PROXY', 'https_proxy', 'HTTP_PROXY', 'http_proxy', 'ALL_PROXY', 'all_proxy']) {
            vi.stubEnv(name, dead);
        }
        expect(await openClient(await openTlsDouble(), CA).lookup(WEB01)).toEqual({hostName: 'web01'});
        expect(await openClient(await openDouble()).lookup(WEB01)).toEqual({hostName: 'web01'});
    });

    it('does not let the environment exempt openITCOCKPIT from the proxy', async () => {
        vi.stubEnv('NO_PROXY', '*');
        const double = await openNamedDouble();
        const proxy = await openProxy();
        await openClient(double, {...CA, proxy: {url: proxy.url, noProxy: []}}).lookup(WEB01);
        expect(proxy.tunnels).toHaveLength(1);
    });
});
