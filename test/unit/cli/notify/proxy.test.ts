import {afterEach, describe, expect, it} from 'vitest';
import {type HttpProxy, type HttpProxyOptions, startHttpProxy} from '../../../support/http_proxy';
import {type NotifyTarget, startNotifyTarget} from '../../../support/notify_target';
import {HOST_FLAGS, notify} from '../../../support/run_notify';
import {TLS} from '../../../support/tls_fixtures';

let proxy: HttpProxy;
let target: NotifyTarget;

afterEach(() => Promise.all([proxy.stop(), target.close()]));

const TOKEN = 'token-9f8e7d';

interface Place {
    readonly proxy?: HttpProxyOptions;
    readonly credentials?: string;
    readonly certificate?: string;
    readonly noProxy?: string;
}

const notifyThroughProxy = async (place: Place) => {
    const {certificate} = place;
    proxy = await startHttpProxy(place.proxy);
    target = await startNotifyTarget(certificate === undefined ? {} : {certificate});
    return notify(HOST_FLAGS, {
        NOTIFICATION_URL: `${target.origin}/api/v1/notifications`,
        NOTIFICATION_TOKEN: TOKEN,
        CUSTOM_CA: TLS.ca,
        USE_PROXY: 'true',
        PROXY_URL: proxy.url.replace('//', `//${place.credentials ? `${place.credentials}@` : ''}`),
        NO_PROXY_LIST: place.noProxy ?? '',
        NOTIFY_TIMEOUT: '2',
    });
};

describe('notify through a proxy', () => {
    it('tunnels to an https target, so that the proxy reads nothing', async () => {
        expect(await notifyThroughProxy({certificate: TLS.certificate})).toEqual({code: 0, stdout: '', stderr: ''});
        expect(proxy.tunnels).toEqual([new URL(target.origin).host]);
        expect(proxy.seen).not.toContain(TOKEN);
        expect(target.received).toHaveLength(1);
        expect(JSON.stringify(target.received[0]?.headers)).not.toContain('proxy');
    });

    it('checks the certificate of the target behind the tunnel', async () => {
        expect((await notifyThroughProxy({certificate: TLS.otherName})).code).toBe(74);
        expect(target.received).toHaveLength(0);
    });

    it('asks it for the whole address of an http target', async () => {
        const {code} = await notifyThroughProxy({});
        expect(code).toBe(76);
        expect(proxy.forwarded[0]).toBe(`${target.origin}/api/v1/notifications`);
    });

    it.each([TLS.certificate, undefined])(
        'names itself with the user and password in PROXY_URL (%s)',
        async (certificate) => {
            const credentials = {proxy: {credentials: 'jane:p@ss'}, credentials: 'jane:p%40ss'};
            await notifyThroughProxy({...credentials, ...(certificate && {certificate})});
            expect(target.received).toHaveLength(certificate ? 1 : 0);
            expect(proxy.seen).toContain(Buffer.from('jane:p@ss').toString('base64'));
        },
    );

    it.each([TLS.certificate, undefined])('says that the proxy wants a password (%s)', async (certificate) => {
        const wanted = {proxy: {credentials: 'jane:secret'}, credentials: 'jane:wrong'};
        const {code, stderr} = await notifyThroughProxy({...wanted, ...(certificate && {certificate})});
        expect(code).toBe(77);
        expect(stderr).toMatch(/^notify: [^\n]*PROXY_URL[^\n]*\n$/);
        expect(stderr).not.toContain('wrong');
        expect(target.received).toHaveLength(0);
    });

    it('says that the proxy refuses the target', async () => {
        const {code, stderr} = await notifyThroughProxy({certificate: TLS.certificate, proxy: {refuse: 403}});
        expect(code).toBe(69);
        expect(stderr).toMatch(/proxy [^\n]*403/);
    });

    it('goes round it to hosts on the no-proxy list', async () => {
        expect((await notifyThroughProxy({noProxy: 'localhost, 127.0.0.1'})).code).toBe(0);
        expect(proxy.seen).toBe('');
        expect(target.received).toHaveLength(1);
    });

    it('says that nobody answers at the proxy’s address', async () => {
        proxy = await startHttpProxy();
        await proxy.stop();
        target = await startNotifyTarget();
        const env = {USE_PROXY: '1', PROXY_URL: proxy.url, NOTIFY_TIMEOUT: '1'};
        const result = await notify(HOST_FLAGS, {NOTIFICATION_URL: target.origin, NOTIFICATION_TOKEN: TOKEN, ...env});
        proxy = await startHttpProxy();
        expect(result.code).toBe(69);
        expect(result.stderr).toMatch(/through the proxy 127\.0\.0\.1:\d+ cannot be reached \(ECONNREFUSED\)/);
    });
});
