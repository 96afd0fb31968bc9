import {afterEach, describe, expect, it} from 'vitest';
import {readDocument} from '../../support/documents';
import {type NotifyTarget, startNotifyTarget} from '../../support/notify_target';
import {HOST_FLAGS, notify} from '../../support/run_notify';

const page = readDocument('docs/upgrade.md').text;
let target: NotifyTarget;
afterEach(() => target.close());

const settings = () => ({NOTIFICATION_URL: target.origin, NOTIFICATION_TOKEN: 'token', NOTIFY_TIMEOUT: '1'});

describe('docs/upgrade.md, what is lost during an upgrade', () => {
    it('says that a notification which meets the 404 of a plugin that is not running is lost, and with which code', async () => {
        target = await startNotifyTarget({replies: [{status: 404}, {status: 200}]});
        const {code} = await notify(HOST_FLAGS, settings());
        expect(target.received).toHaveLength(1);
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
