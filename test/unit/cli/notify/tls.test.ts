import {readFileSync} from 'node:fs';
import {afterEach, describe, expect, it} from 'vitest';
import {type NotifyTarget, startNotifyTarget} from '../../../support/notify_target';
import {HOST_FLAGS, notify} from '../../../support/run_notify';
import {TLS} from '../../../support/tls_fixtures';

let target: NotifyTarget;

afterEach(() => target.close());

const notifyOverTls = async (env: Readonly<Record<string, string>>, certificate = TLS.certificate) => {
    target = await startNotifyTarget({certificate});
    return notify(HOST_FLAGS, {
        NOTIFICATION_URL: target.origin,
        NOTIFICATION_TOKEN: 'token',
        NOTIFY_TIMEOUT: '5',
        ...env,
    });
};

describe('notify over TLS', () => {
    it('refuses an unknown authority with its own exit code, at once', async () => {
        const {code, stderr} = await notifyOverTls({});
        expect(code).toBe(74);
        expect(stderr).toMatch(/^notify: [^\n]*CUSTOM_CA[^\n]*\n$/);
        expect(stderr).not.toContain('Tried');
        expect(target.received).toHaveLength(0);
    });

    it.each([
        ['the path of its file', TLS.ca],
        ['its text', readFileSync(TLS.ca, 'utf8')],
    ])('accepts a custom authority given as %s', async (_name, CUSTOM_CA) => {
        expect(await notifyOverTls({CUSTOM_CA})).toEqual({code: 0, stdout: '', stderr: ''});
        expect(target.received).toHaveLength(1);
    });

    it('checks the name in the certificate', async () => {
        const {code, stderr} = await notifyOverTls({CUSTOM_CA: TLS.ca}, TLS.otherName);
        expect(code).toBe(74);
        expect(stderr).toContain('a host name that is in the certificate');
    });

    it('skips verification when told so, and warns', async () => {
        const {code, stderr} = await notifyOverTls({SKIP_TLS_VERIFICATION: 'true'});
        expect(code).toBe(0);
        expect(stderr).toMatch(/^notify: [^\n]*SKIP_TLS_VERIFICATION[^\n]*\n$/);
    });

    it('says so when the target does not speak it', async () => {
        target = await startNotifyTarget();
        const url = target.origin.replace('http:', 'https:');
        const {code} = await notify(HOST_FLAGS, {NOTIFICATION_URL: url, NOTIFICATION_TOKEN: 'token'});
        expect(code).toBe(74);
    });
});
