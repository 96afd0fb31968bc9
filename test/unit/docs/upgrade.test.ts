import {afterEach, describe, expect, it} from 'vitest';
import {readDocument} from '../../support/documents';
import {type NotifyTarget, startNotifyTarget} from '../../support/notify_target';
import {HOST_FLAGS, notify} from '../../support/run_notify';

const page = readDocument('docs/upgrade.md').text;
let target: NotifyTarget;
afterEach(() => target.close());

const settings = () => ({NOTIFICATION_URL: target.origin, NOTIFICATION_TOKEN: 'token', NOTIFY_TIMEOUT: '1'});

describe('docs/upgrade.md, what is lost during an upgrade', () => {
    it('says that notify repeats what meets the 404 of a plugin that is not running, and with which code it gives up', async () => {
        const missing = {status: 404, body: '404 page not found\n', headers: {'content-type': 'text/plain'}};
        target = await startNotifyTarget({replies: Array.from({length: 20}, () => missing)});
        const {code} = await notify(HOST_FLAGS, {
            ...settings(),
            NOTIFICATION_URL: `${target.origin}/plugins/openitcockpit/api/v1/notifications`,
        });
        expect(target.received.length).toBeGreaterThan(1);
        expect(page).toContain('`notify` repeats its request until the plugin is there again.');
        expect(page).toContain(`\`notify\` ends with code ${code})`);
    });

    it('says with which code notify ends while the service is stopped', async () => {
        target = await startNotifyTarget();
        const known = settings();
        await target.close();
        const {code, stderr} = await notify(HOST_FLAGS, known);
        expect(stderr).toMatch(/Tried \d times/);
        expect(page.replace(/\s+/g, ' ')).toContain(`tries again for 25 seconds and then ends with code ${code}.`);
        target = await startNotifyTarget();
    });
});
