import {describe, expect, it} from 'vitest';
import {carryNotifications} from '../support/carry_notifications';
import {doctorOf, openDoctorSite} from '../support/doctor';

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
