import {describe, expect, it} from 'vitest';
import {NAMES} from '../../server-proxy/src/app/setup/plan_setup';
import {Scene} from '../support/plugin_host/scene';

/** Processes start and stop. */
const LONG = 60_000;

const open = async (key: 'admin' | 'bot' = 'admin') => {
    const scene = await Scene.start();
    const apiKey = scene.monitoring.apiKeys[key];
    expect(await scene.plugin.configure({...scene.settings, OpenitcockpitApiKey: apiKey})).toBe('');
    const {users} = scene.double.server.directory;
    const admin = [...users.values()].find(({roles}) => roles.includes('system_admin'));
    const channelId = scene.site.channel.id;
    const as = (userId: string) => (words: string) =>
        scene.plugin.host.command({userId, channelId, line: `/openitcockpit setup ${words}`});
    return {scene, setup: as(admin?.id ?? ''), as, configuration: scene.monitoring.world.configuration};
};

const namesIn = ({commands, contacts}: Scene['monitoring']['world']['configuration']) => [
    ...commands.filter(({name}) => name.endsWith('-plugin')).map(({name}) => name),
    ...contacts.map(({fields}) => fields.name),
];

describe('/openitcockpit setup', {timeout: LONG}, () => {
    it('goes from nothing over plan, apply and export to undo, across a restart of the plugin', async () => {
        const {scene, setup, configuration} = await open();
        const plan = await setup('');
        expect(plan).toContain(`\`${NAMES.hostCommand}\` will be created`);
        expect(plan).toContain('host-notifiy-by-mattermost');
        expect(plan).toContain('/plugins/openitcockpit/api/v1/notifications');
        expect(namesIn(configuration)).toEqual([]);

        expect(await setup('apply')).toContain('commands and contact are there, read back');
        expect(namesIn(configuration)).toEqual([NAMES.hostCommand, NAMES.serviceCommand, NAMES.contact]);

        expect(await setup('export')).toContain('The export was started');
        expect(await setup('export')).toContain('is exporting its configuration already');
        configuration.exportRunning = false;
        configuration.exportEnded = 'succeeded';
        expect(await setup('')).toContain('The last export succeeded');

        await scene.plugin.disable();
        await scene.plugin.enable();
        expect(await setup('undo')).toContain(`\`${NAMES.contact}\` was removed`);
        expect(namesIn(configuration)).toEqual([]);
        expect(await setup('undo')).toContain('nothing to undo');
    });

    it('without rights shows the lines to copy and changes nothing', async () => {
        const {setup, configuration} = await open('bot');
        expect(await setup('')).toMatch(
            /by hand.*Commands\.add.*\/opt\/openitcockpit-mattermost\/server-proxy notify/s,
        );
        expect(await setup('curl')).toContain('/usr/bin/curl --config');
        expect(await setup('apply')).toContain('lacks `Commands.index`');
        expect(namesIn(configuration)).toEqual([]);
    });

    it('is for system administrators; two at once make everything once', async () => {
        const {scene, setup, configuration} = await open();
        expect(await scene.command('/openitcockpit setup apply')).toContain('Only system administrators');
        const answers = await Promise.all([setup('apply'), setup('apply'), setup('apply')]);
        for (const answer of answers) {
            expect(answer).toMatch(/read back|Somebody is setting up at this moment/);
        }
        expect(namesIn(configuration)).toEqual([NAMES.hostCommand, NAMES.serviceCommand, NAMES.contact]);
    });

    it('is handed over to another administrator, who is told and goes on', async () => {
        const {scene, setup, as} = await open();
        const user = scene.double.server.directory.users.get(scene.jane.id);
        await setup('apply');
        expect(await setup(`handover @${scene.jane.username}`)).toContain('is not a system administrator');
        expect(await setup('handover @nobody')).toContain('no user @nobody');
        Object.assign(user ?? {}, {roles: 'system_user system_admin'});
        expect(await as(scene.jane.id)('undo')).toContain('leads this set-up');
        expect(await setup(`handover @${scene.jane.username}`)).toContain(
            `@${scene.jane.username} leads the set-up now`,
        );
        expect(await setup('undo')).toContain(`@${scene.jane.username} leads this set-up`);
        expect(await as(scene.jane.id)('undo')).toContain('was removed');
    });
});
