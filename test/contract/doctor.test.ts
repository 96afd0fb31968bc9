import {describe, expect, it} from 'vitest';
import {doctorOf, openDoctorSite} from '../support/doctor';

describe('doctor on the command line', () => {
    it('proves the whole way, changes nothing in openITCOCKPIT and leaves no post', async () => {
        const site = await openDoctorSite();
        const before = site.mattermost.posts(site.channel.id).length;
        const {code, output, signs} = await doctorOf(site.env);
        expect(output).toContain('Everything works.');
        expect([code, signs]).toEqual([0, '✓'.repeat(16)]);
        expect(site.openitcockpit.commands).toEqual([]);
        expect(site.mattermost.posts(site.channel.id)).toHaveLength(before);
        expect(site.mattermost.postCount).toBe(before + 1);
    });

    it('speaks German', async () => {
        const site = await openDoctorSite();
        const {output, signs} = await doctorOf({...site.env, LANGUAGE: 'de'});
        expect(signs).toBe('✓'.repeat(16));
        expect(output).toContain('Der Testalarm ist entfernt.');
        expect(output).toContain('Alles funktioniert.');
    });
});
