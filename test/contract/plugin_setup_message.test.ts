import {describe, expect, it} from 'vitest';
import {NAMES} from '../../server-proxy/src/app/setup/plan_setup';
import {textsOf} from '../../server-proxy/src/domain/texts';
import {SetupScene} from '../support/plugin_host/setup_scene';
import {waitFor} from '../support/wait_for';

/** Processes start and stop. */
const LONG = 120_000;
const EVERYTHING = [NAMES.hostCommand, NAMES.serviceCommand, NAMES.contact];

/** The administrator's account is German; the settings are English. */
const speakGerman = ({scene}: SetupScene): void => {
    for (const user of scene.double.server.directory.users.values()) {
        Object.assign(user, {locale: 'de'});
    }
};

const promote = ({scene}: SetupScene) => {
    const user = scene.double.server.directory.users.get(scene.jane.id);
    Object.assign(user ?? {}, {roles: 'system_user system_admin'});
    return scene.jane;
};

describe('the direct message of /openitcockpit setup', {timeout: LONG}, () => {
    it.each([
        ['succeeded', 'The last export succeeded'],
        ['failed', 'The last export failed'],
    ] as const)('says that the export has %s when openITCOCKPIT does, without a press', async (ended, sentence) => {
        const setup = await SetupScene.start();
        await setup.type('apply');
        await setup.type('commands');
        const {id} = setup.message();
        await setup.press('export');
        expect(setup.message().message).toContain('openITCOCKPIT is exporting');
        setup.scene.monitoring.faults.once({gateway: 502});
        setup.configuration.exportRunning = false;
        setup.configuration.exportEnded = ended;
        await waitFor(() => setup.message().message.includes(sentence));
        expect(setup.message().message).not.toContain('has been started');
        expect(setup.message().id).toBe(id);
        expect(setup.buttons()).toContain('export');
    });

    it('is in the language of the administrator, also after a press and when the export has ended', async () => {
        const setup = await SetupScene.start();
        speakGerman(setup);
        const {setup: words, setupStart} = textsOf('de');
        await setup.type('apply');
        await setup.type('commands');
        expect(setup.message().message).toContain(words.title);
        await setup.press('export');
        expect(setup.message().message).toContain(words.exportLaunched);
        setup.configuration.exportRunning = false;
        setup.configuration.exportEnded = 'succeeded';
        await waitFor(() => setup.message().message.includes(words.exportSucceeded));
        expect(await setup.press('test')).toBe(setupStart.testing);
    });

    it('arrives when an export that was typed has ended', async () => {
        const setup = await SetupScene.start();
        await setup.type('apply');
        expect(await setup.type('export')).toContain('The export has been started');
        const before = setup.messages().length;
        setup.configuration.exportRunning = false;
        setup.configuration.exportEnded = 'succeeded';
        await waitFor(() => setup.messages().length > before);
        expect(setup.message().message).toContain('The last export succeeded');
    });

    it('leads from the plan to undo by its buttons, and shows each time how things are', async () => {
        const setup = await SetupScene.start();
        await setup.type('');
        const {id} = setup.message();
        await setup.press('commands');
        expect(setup.buttons()).toEqual(['apply', 'export', 'lines', 'curl', 'network', 'check', 'back']);

        expect(await setup.press('apply')).toBe('');
        expect(setup.made).toEqual(EVERYTHING);
        expect(setup.message().message).toContain('the commands and the contact exist (read back)');
        expect(setup.buttons()).toEqual(['export', 'lines', 'curl', 'network', 'undo', 'check', 'back']);

        await setup.press('export');
        expect(setup.message().message).toMatch(/The export has been started.*openITCOCKPIT is exporting/s);
        expect(setup.buttons()).not.toContain('export');
        setup.configuration.exportRunning = false;
        setup.configuration.exportEnded = 'succeeded';
        await setup.press('check');
        expect(setup.message().message).toContain('The last export succeeded');
        expect(setup.buttons()).toContain('test');

        await setup.press('curl');
        expect(setup.message().message).toContain('exists with different content');
        expect(setup.buttons()).toContain('replace');
        await setup.press('safe');
        await setup.press('lines');
        const lines = setup.messages().at(-1);
        expect(lines).toMatchObject({root_id: '', message: expect.stringContaining('server-proxy notify')});
        await setup.press('network', {postId: id});
        const network = setup.messages().at(-1);
        expect(network).toMatchObject({root_id: '', message: expect.stringContaining('curl')});

        await setup.press('undo');
        expect(setup.message().message).toContain(`\`${NAMES.contact}\` was removed`);
        expect(setup.made).toEqual([]);
        expect(setup.message().id).toBe(id);
        await setup.press('commands');
        expect(setup.buttons()).toContain('apply');
    });

    it('goes on after a restart of the plugin', async () => {
        const setup = await SetupScene.start();
        await setup.type('commands');
        await setup.scene.plugin.disable();
        await setup.scene.plugin.enable();
        await setup.press('apply');
        expect(setup.made).toEqual(EVERYTHING);
    });

    it('obeys any system administrator, and nobody who is none any more', async () => {
        const setup = await SetupScene.start();
        await setup.type('commands');
        const {id: postId} = setup.message();
        // Nobody else sees the message, so Mattermost refuses the press itself.
        await expect(setup.press('apply', {person: setup.scene.jane, postId})).rejects.toThrow('403');
        const jane = promote(setup);
        const admin = setup.scene.double.server.directory.users.get(setup.admin.id);
        Object.assign(admin ?? {}, {roles: 'system_user'});
        expect(await setup.press('apply')).toContain('Only system administrators');
        expect(setup.made).toEqual([]);
        expect(await setup.press('apply', {person: jane, postId})).toBe('');
        expect(setup.made).toEqual(EVERYTHING);
    });

    it('tells the one who pressed what is refused, and keeps its buttons', async () => {
        const setup = await SetupScene.start();
        await setup.type('commands');
        setup.configuration.addCommand({name: NAMES.hostCommand, command_line: '/bin/true', command_type: 3});
        expect(await setup.press('apply')).toMatch(/with different content\. Nothing was changed/);
        expect(setup.buttons()).toContain('apply');
        setup.configuration.exportRunning = true;
        expect(await setup.press('export')).toContain('is already exporting its configuration');
    });

    it('speaks German', async () => {
        const setup = await SetupScene.start('admin', {Language: 'de'});
        speakGerman(setup);
        expect(await setup.type('commands')).toContain('Direktnachricht');
        expect(setup.message().message).toContain('wird angelegt');
        setup.configuration.exportRunning = true;
        expect(await setup.press('export')).toContain('exportiert');
    });
});
