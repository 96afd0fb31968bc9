import {mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {describe, expect, it, onTestFinished} from 'vitest';
import {carryNotifications} from '../support/carry_notifications';
import {doctorOf, openDoctorSite} from '../support/doctor';
import {openDouble} from '../support/openitcockpit/client_harness';

describe('doctor on the command line', () => {
    it('proves the whole way, changes nothing in openITCOCKPIT and leaves no post', async () => {
        const site = await openDoctorSite();
        const before = site.mattermost.posts(site.channel.id).length;
        const {code, output, signs} = await doctorOf(site.env);
        expect(output).toContain('Everything works.');
        expect([code, signs]).toEqual([0, `${'✓'.repeat(12)}–${'✓'.repeat(4)}`]);
        expect(output).toContain('Not tested: name a host');
        expect(site.openitcockpit.commands).toEqual([]);
        expect(site.mattermost.posts(site.channel.id)).toHaveLength(before);
        expect(site.mattermost.postCount).toBe(before + 1);
    });

    it('speaks German', async () => {
        const site = await openDoctorSite();
        const {output, signs} = await doctorOf({...site.env, LANGUAGE: 'de'});
        expect(signs).toBe(`${'✓'.repeat(12)}–${'✓'.repeat(4)}`);
        expect(output).toContain('Der Testalarm wurde entfernt.');
        expect(output).toContain('Alles funktioniert.');
    });

    it('proves a real notification about a host, which says in Mattermost that it is a test', async () => {
        const site = await openDoctorSite();
        carryNotifications(site.openitcockpit, (fields) => site.service.notify(fields));
        const {code, output, signs} = await doctorOf(site.env, '--host', 'WEB01');
        expect(output).toContain('Waiting for the notification about web01 (up to 60 seconds) …');
        expect(output).toMatch(
            /✓ Real notification +\d+ ms {2}The notification that openITCOCKPIT sent about web01 has arrived/,
        );
        expect([code, signs]).toEqual([0, '✓'.repeat(17)]);
        const posts = site.mattermost.posts(site.channel.id).filter(({type}) => !String(type).startsWith('system_'));
        expect(posts.map(({message}) => message)).toEqual([
            '✅ UP Notification about web01: Test notification from openITCOCKPIT Doctor, nothing to do',
        ]);
    });

    it.each<[string, Readonly<Record<string, string>>, 'notified' | undefined]>([
        ['Alerts from is notified', {ALERTS_FROM: 'notified'}, undefined],
        ['missed problems are told', {TELL_MISSED: 'true'}, undefined],
        ['an upgrade decided so', {}, 'notified'],
    ])('names the right that catching up needs where %s', async (_why, settings, alertsFrom) => {
        const site = await openDoctorSite();
        const folder = await mkdtemp(join(tmpdir(), 'oitc-doctor-'));
        onTestFinished(() => rm(folder, {recursive: true, force: true}));
        await writeFile(join(folder, 'watch.json'), JSON.stringify({version: 1, alertsFrom}));
        const {code, notes} = await doctorOf({...site.env, ...settings, DATA_FOLDER: folder});
        expect(code).toBe(0);
        expect(notes).toEqual([expect.stringContaining('it also needs Notifications.index, Notifications.services')]);
        const granted = await openDouble({granted: ['notifications.index', 'notifications.services']});
        const other = {OPENITCOCKPIT_URL: granted.url, OPENITCOCKPIT_API_KEY: granted.apiKeys.bot};
        expect((await doctorOf({...site.env, ...settings, ...other, DATA_FOLDER: folder})).notes).toEqual([]);
    });

    it('refuses a time to wait that is none', async () => {
        const site = await openDoctorSite();
        for (const wait of ['soon', '-1', '1.5', '9999']) {
            expect(await doctorOf(site.env, `--wait=${wait}`)).toMatchObject({
                code: 64,
                output: 'doctor: --wait must be a whole number of seconds, at most 600\n',
            });
        }
    });
});
