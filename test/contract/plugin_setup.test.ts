import {describe, expect, it} from 'vitest';
import {NAMES} from '../../server-proxy/src/app/setup/plan_setup';
import {SetupScene} from '../support/plugin_host/setup_scene';

/** Processes start and stop. */
const LONG = 120_000;
const EVERYTHING = [NAMES.hostCommand, NAMES.serviceCommand, NAMES.contact];

describe('/openitcockpit setup, typed', {timeout: LONG}, () => {
    it('goes from nothing over plan, apply and export to undo, across a restart of the plugin', async () => {
        const setup = await SetupScene.start();
        expect(await setup.type('commands')).toMatch(/direct message/);
        const plan = setup.message().message;
        expect(plan).toContain(`\`${NAMES.hostCommand}\` will be created`);
        expect(plan).toContain('host-notifiy-by-mattermost');
        expect(await setup.type('lines')).toContain('/plugins/openitcockpit/api/v1/notifications');
        expect(setup.made).toEqual([]);

        expect(await setup.type('apply')).toContain('the commands and the contact exist (read back)');
        expect(setup.made).toEqual(EVERYTHING);

        expect(await setup.type('export')).toContain('The export has been started');
        expect(await setup.type('export')).toContain('is already exporting its configuration');
        setup.configuration.exportRunning = false;
        setup.configuration.exportEnded = 'succeeded';
        await setup.type('commands');
        expect(setup.message().message).toContain('The last export succeeded');

        await setup.scene.plugin.disable();
        await setup.scene.plugin.enable();
        expect(await setup.type('undo')).toContain(`\`${NAMES.contact}\` was removed`);
        expect(setup.made).toEqual([]);
        expect(await setup.type('undo')).toContain('nothing to undo');
    });

    it('without rights shows the lines to copy and changes nothing in openITCOCKPIT', async () => {
        const setup = await SetupScene.start('bot');
        await setup.type('commands');
        expect(setup.message().message).toMatch(/by hand.*Commands\.add/s);
        expect(await setup.type('lines')).toContain('/opt/openitcockpit-mattermost/server-proxy notify');
        await setup.type('curl');
        expect(await setup.type('lines')).toContain('/usr/bin/curl --config');
        expect(await setup.type('apply')).toMatch(/Alerts go to.*by hand/s);
        expect(await setup.type('apply')).toContain('lacks `Commands.index`');
        expect(setup.made).toEqual([]);
    });

    it.each(['nonsense', 'constructor', '__proto__'])('does not know the word %s', async (word) => {
        const setup = await SetupScene.start();
        expect(await setup.type(word)).toMatch(/^Set-up does not know/);
    });

    it('is for system administrators; two at once make everything once', async () => {
        const setup = await SetupScene.start();
        expect(await setup.type('apply', setup.scene.jane.id)).toContain('Only system administrators');
        const answers = await Promise.all([setup.type('apply'), setup.type('apply'), setup.type('apply')]);
        for (const answer of answers) {
            expect(answer).toMatch(/read back|Somebody is running set-up at the moment/);
        }
        expect(setup.made).toEqual(EVERYTHING);
    });

    it('a command of our name with different content stops it before anything, and is replaced when told to', async () => {
        const setup = await SetupScene.start('admin', {DefaultChannel: ''});
        const mine = {name: NAMES.serviceCommand, command_line: '/bin/true', command_type: 3};
        setup.configuration.addCommand(mine);
        expect(await setup.type('apply')).toMatch(/with different content\. Nothing was changed/);
        expect(setup.made).toEqual([NAMES.serviceCommand]);
        expect(await setup.type('replace')).toContain('read back');
        expect(await setup.type('undo')).toContain('has its previous content again');
        const [left] = setup.configuration.commands.filter(({name}) => name === NAMES.serviceCommand);
        expect(left).toMatchObject(mine);
    });

    it('is gone on with by any other system administrator', async () => {
        const setup = await SetupScene.start();
        const {jane, double} = setup.scene;
        await setup.type('apply');
        expect(await setup.type('undo', jane.id)).toContain('Only system administrators');
        Object.assign(double.server.directory.users.get(jane.id) ?? {}, {roles: 'system_user system_admin'});
        expect(await setup.type('undo', jane.id)).toContain('was removed');
        expect(setup.made).toEqual([]);
    });

    it('tells the commands that test the network when asked', async () => {
        const setup = await SetupScene.start();
        await setup.type('');
        expect(setup.message().message).not.toContain('curl');
        expect(await setup.type('network')).toMatch(/curl .*\/api\/v1\/health.*curl .*http/s);
        expect(await setup.type('network', setup.scene.jane.id)).toContain('Only system administrators');
    });
});
