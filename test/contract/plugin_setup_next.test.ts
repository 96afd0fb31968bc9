import {describe, expect, it} from 'vitest';
import {SetupScene} from '../support/plugin_host/setup_scene';
import {waitFor} from '../support/wait_for';

/** Processes start and stop. */
const LONG = 120_000;
/** Mattermost folds what is higher than 600 px, buttons included; a line has 20. */
const MOST_LINES = 20;

const lines = (setup: SetupScene): string[] => setup.message().message.split('\n');
const next = (setup: SetupScene): string => lines(setup)[1] ?? '';

describe('the next step in /openitcockpit setup', {timeout: LONG}, () => {
    it('is one press after the other, from the channel to the test, with nothing but the mouse', async () => {
        const setup = await SetupScene.start();
        await setup.configure({DefaultChannel: `${setup.scene.site.team.name}/monitoring`});
        await setup.type('');
        expect(next(setup)).toBe('**Next:** press **Prepare the channel**.');
        expect(setup.buttons()).toEqual(['channel', 'look', 'commands', 'network']);
        expect(await setup.press('channel')).toBe('');
        expect(setup.made).toEqual([]);
        expect(next(setup)).toMatch(/^\*\*Next:\*\* press \*\*Test everything\*\*/);
        expect(setup.buttons()).toEqual(['test', 'look', 'commands', 'network', 'undo']);
        const before = setup.messages().length;
        expect(await setup.press('test')).toBe('The report follows as a direct message.');
        await waitFor(() => setup.messages().length > before);
        await waitFor(() => JSON.stringify(setup.message().props).includes('Test the button'));
    });

    it.each([
        ['no address', {OpenitcockpitUrl: '', OpenitcockpitApiKey: ''}],
        ['no key', {OpenitcockpitApiKey: ''}],
    ])('leads to the settings while there is %s, and asks openITCOCKPIT nothing', async (_, settings) => {
        const setup = await SetupScene.start('admin', settings);
        await setup.type('');
        expect(next(setup)).toMatch(
            /fill in \*openITCOCKPIT URL\* and \*API key\*.*\(http.*\/admin_console\/plugins\/plugin_openitcockpit\)/,
        );
        expect(setup.buttons()).not.toContain('test');
        expect(setup.scene.monitoring.requests.filter(({target}) => target.includes('commands'))).toEqual([]);
    });

    it('is shown even while openITCOCKPIT is away', async () => {
        const setup = await SetupScene.start();
        setup.scene.monitoring.faults.set({gateway: 502});
        expect(await setup.type('')).toContain('direct message');
        expect(setup.buttons()).toContain('channel');
    });

    it('leads to the settings where the channel is the trouble', async () => {
        const setup = await SetupScene.start('admin', {DefaultChannel: ''});
        await setup.type('');
        expect(next(setup)).toMatch(/There is no default channel.*plugin_openitcockpit\)/);
        expect(setup.buttons()).toEqual(['look', 'commands', 'network']);
    });

    it('of the notification commands leads from the token over Apply and Export to the test', async () => {
        const setup = await SetupScene.start('admin', {NotificationToken: ''});
        await setup.type('commands');
        expect(next(setup)).toContain('press **Regenerate** beside *Notification token*');
        await setup.configure({OpenitcockpitApiKey: setup.scene.monitoring.apiKeys.admin});
        await setup.press('check');
        expect(next(setup)).toContain('press **Apply**');
        await setup.press('apply');
        expect(next(setup)).toMatch(
            /\*\*Lines to copy\*\*.*assign the contact `mattermost-plugin`.*press \*\*Export\*\*/,
        );
        await setup.press('export');
        expect(setup.message().message).toContain('**Next:** wait until openITCOCKPIT has exported.');
        Object.assign(setup.configuration, {exportRunning: false, exportEnded: 'succeeded'});
        await setup.press('check');
        expect(next(setup)).toContain('press **Test everything**');
    });

    it.each(['', 'commands'])('and its buttons fit on one screen (%s)', async (word) => {
        const setup = await SetupScene.start();
        await setup.type(word);
        expect(lines(setup).length).toBeLessThanOrEqual(MOST_LINES);
        expect(setup.message().message).not.toContain('```');
        await setup.press('network');
        expect(setup.messages().at(-1)).toMatchObject({
            root_id: '',
            message: expect.stringContaining('/api/v1/health'),
        });
    });

    it('forgets who was in charge: an upgrade keeps what set-up had made, and the buttons of old messages go on', async () => {
        const setup = await SetupScene.start();
        await setup.type('apply');
        const {kv} = setup.scene.plugin;
        const stored = JSON.parse(kv.get('setup')?.toString() ?? '{}');
        expect(stored).not.toHaveProperty('leaderId');
        const older = JSON.stringify({...stored, version: undefined, leaderId: 'somebodysomebodysomebodyso'});
        kv.set('setup', Buffer.from(older), {atomic: false, old: undefined, expireIn: 0});
        expect(await setup.type('undo')).toContain('was removed');
        expect(setup.made).toEqual([]);
    });
});
