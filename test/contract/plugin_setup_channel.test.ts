import {describe, expect, it} from 'vitest';
import {PROBLEM} from '../support/plugin_host/scene';
import {SetupScene} from '../support/plugin_host/setup_scene';

/** Processes start and stop. */
const LONG = 120_000;

const directoryOf = ({scene}: SetupScene) => scene.double.server.directory;

const channelOf = (setup: SetupScene, name: string) => directoryOf(setup).channelByName(setup.scene.site.team.id, name);

/** What the plan says about the default channel. */
const plan = async (setup: SetupScene): Promise<string> => {
    await setup.type('');
    return setup.message().message.split('\n')[4] ?? '';
};

describe('the default channel in /openitcockpit setup', {timeout: LONG}, () => {
    it('is created with our bot in it, takes alerts, and is archived by undo', async () => {
        const setup = await SetupScene.start();
        const {team} = setup.scene.site;
        await setup.configure({DefaultChannel: `${team.name}/monitoring`});
        expect(await plan(setup)).toMatch(/^:heavy_plus_sign: The public channel `\w+\/monitoring` will be created/);
        expect(channelOf(setup, 'monitoring')).toBeUndefined();

        await setup.press('channel');
        const made = channelOf(setup, 'monitoring');
        expect(made).toMatchObject({type: 'O', creatorId: setup.admin.id, purpose: 'Alerts from openITCOCKPIT'});
        expect(made?.members).toContain(directoryOf(setup).userByName('openitcockpit')?.id);
        expect(setup.message().message).toMatch(/:white_check_mark: Alerts go to `\w+\/monitoring`\./);

        expect(await setup.type('undo')).toMatch(/Channel `\w+\/monitoring` was archived/);
        expect(made?.deleteAt).toBeGreaterThan(0);
        expect(await setup.type('undo')).toContain('nothing to undo');
    });

    it('stays when somebody wrote there', async () => {
        const setup = await SetupScene.start();
        await setup.configure({DefaultChannel: `${setup.scene.site.team.name}/monitoring`});
        await setup.type('apply');
        expect((await setup.scene.notify(PROBLEM)).status).toBe(201);
        expect(await setup.type('undo')).toMatch(/Channel `\w+\/monitoring` stays, because somebody has written there/);
        expect(channelOf(setup, 'monitoring')?.deleteAt).toBe(0);
    });

    it('stays when it was there before; our bot joins it', async () => {
        const setup = await SetupScene.start();
        expect(await plan(setup)).toContain('the bot will join it');
        await setup.type('apply');
        expect(await plan(setup)).toMatch(/^:white_check_mark: Alerts go to/);
        expect(await setup.type('undo')).not.toContain('hannel');
        expect(channelOf(setup, 'alerts')?.deleteAt).toBe(0);
    });

    it('stays when somebody made it another one', async () => {
        const setup = await SetupScene.start();
        await setup.configure({DefaultChannel: `${setup.scene.site.team.name}/monitoring`});
        await setup.type('apply');
        Object.assign(channelOf(setup, 'monitoring') ?? {}, {purpose: 'ours now'});
        expect(await setup.type('undo')).toMatch(/`\w+\/monitoring` stays, because somebody has changed it/);
        expect(channelOf(setup, 'monitoring')?.deleteAt).toBe(0);
    });

    it('goes on after an interruption between the making and the writing down', async () => {
        const setup = await SetupScene.start();
        await setup.configure({DefaultChannel: `${setup.scene.site.team.name}/monitoring`});
        const {plugin} = setup.scene;
        plugin.beforeAnswer = async (name) => {
            if (name === 'CreateChannel') {
                await plugin.kill();
            }
        };
        await setup.type('apply').catch(() => undefined);
        expect(channelOf(setup, 'monitoring')?.members.size).toBe(0);
        plugin.beforeAnswer = () => Promise.resolve();
        plugin.kv.advance(600_000);
        await plugin.enable();
        expect(await setup.type('apply')).toContain('Alerts go to');
        expect(channelOf(setup, 'monitoring')?.members.size).toBe(1);
        expect(await setup.type('undo')).toMatch(/monitoring` was archived/);
    });

    it.each<[string, string | ((setup: SetupScene) => string), RegExp]>([
        ['of another team', 'nowhere/alerts', /Mattermost has no team `nowhere`/],
        ['without a team', 'alerts', /not a valid channel/],
        ['in capital letters', ({scene}) => `${scene.site.team.name}/Alerts`, /not a valid channel/],
        ['that was deleted', 'abcdefghijklmnopqrstuvwxyz', /was deleted/],
        [
            'that is archived',
            (setup) => {
                Object.assign(channelOf(setup, 'alerts') ?? {}, {deleteAt: 1});
                return `${setup.scene.site.team.name}/alerts`;
            },
            /is archived: unarchive it/,
        ],
    ])('%s is explained, and nothing is changed', async (_, wanted, sentence) => {
        const setup = await SetupScene.start();
        await setup.configure({DefaultChannel: typeof wanted === 'string' ? wanted : wanted(setup)});
        expect(await plan(setup)).toMatch(new RegExp(`^:warning: .*${sentence.source}`));
        expect(await setup.type('apply')).toMatch(new RegExp(`${sentence.source}.* Nothing was changed\\.`));
        expect(setup.made).toEqual([]);
    });

    it('that is not set is asked for, with an example from the administrator’s teams; the rest goes on', async () => {
        const setup = await SetupScene.start('admin', {DefaultChannel: ''});
        const teams = [...directoryOf(setup).teams.values()].map(({name}) => `\`${name}/openitcockpit\``);
        expect(teams).toContain(/e\.g\. (`[^`]+`)/.exec(await plan(setup))?.[1]);
        expect(await setup.type('apply')).toContain('read back');
    });

    it('that disappears under way is missed by name, and found again when somebody makes it anew', async () => {
        const setup = await SetupScene.start();
        const {site} = setup.scene;
        expect((await setup.scene.notify(PROBLEM)).status).toBe(201);
        const directory = directoryOf(setup);
        directory.removeChannel(site.channel.id);
        const refused = await setup.scene.notify({...PROBLEM, problemid: 'problem-2'});
        expect(refused.status).toBe(422);
        expect(await refused.text()).toContain(`${site.team.name}/alerts`);
        const {id: teamId} = site.team;
        directory.addChannel({teamId, name: 'alerts', displayName: 'Alerts', type: 'O', creatorId: setup.admin.id});
        expect((await setup.scene.notify({...PROBLEM, problemid: 'problem-3'})).status).toBe(201);
    });
});
