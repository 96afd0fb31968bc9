import {describe, expect, it} from 'vitest';
import {ACTION} from '#contract';
import type {Listener, OpenDialog} from '../support/loop/mattermost_site';
import type {Json} from '../support/mattermost/json';
import {PROBLEM, Scene} from '../support/plugin_host/scene';
import {waitFor} from '../support/wait_for';

/** Processes start and stop. */
const LONG = 60_000;

const CONNECTED: Json = {ActionPolicy: 'connected', EncryptionKey: 'an-encryption-key-of-the-tests', LogLevel: 'debug'};

const newest = async (listener: Listener, event: string, from: number): Promise<Json> =>
    (await waitFor(async () => listener.events.slice(from).findLast((one) => one.event === event))).data ?? {};

/** Types the command as jane and enters a key. @returns what Mattermost's dialog shows of the answer */
const connect = async (scene: Scene, listener: Listener, apiKey: string): Promise<Json> => {
    const from = listener.events.length;
    expect(await scene.command('/openitcockpit connect')).toBe('Enter your API key in the dialog.');
    const dialog = JSON.parse(String((await newest(listener, 'open_dialog', from)).dialog)) as OpenDialog;
    return scene.site.submit(scene.jane, dialog, {api_key: apiKey});
};

const postOf = async (scene: Scene): Promise<string> =>
    ((await (await scene.notify(PROBLEM)).json()) as {post_id: string}).post_id;

/** The keys that commands were sent with. */
const sentWith = ({monitoring}: Scene): string[] =>
    monitoring.requests
        .filter(({target}) => target.startsWith('/nagios_module/cmd/'))
        .map(({headers}) => String(headers.authorization));

/** Everything that leaves the plugin, and what Mattermost stores. */
const everywhere = async (scene: Scene, listener: Listener): Promise<string> =>
    [
        scene.plugin.log,
        JSON.stringify(listener.events),
        JSON.stringify(await scene.health()),
        JSON.stringify(await scene.site.alerts()),
        ...scene.plugin.kv.list(0, 1000).map((key) => scene.plugin.kv.get(key)?.toString('latin1') ?? ''),
        ...scene.plugin.host.files.map(({text}) => text),
    ].join('\n');

const asAdministrator = async (scene: Scene, line: string): Promise<string> => {
    const {directory} = scene.double.server;
    const admin = [...directory.users.values()].find(({roles}) => roles.includes('system_admin'));
    return scene.plugin.host.command({userId: admin?.id ?? '', channelId: scene.site.channel.id, line});
};

describe('a person with an API key of their own', {timeout: LONG}, () => {
    it('acts with its rights and name; the key is nowhere to be seen', async () => {
        const scene = await Scene.start(CONNECTED);
        const postId = await postOf(scene);
        const listener = await scene.site.listen(scene.jane);
        const key = scene.monitoring.apiKeys.limited;
        await scene.press(listener, postId, ACTION.quickReason, 'Known issue');
        expect(scene.monitoring.commands).toEqual([]);

        expect(await connect(scene, listener, key)).toEqual({});
        await scene.press(listener, postId, ACTION.quickReason, 'Known issue');
        await scene.inLook(postId, 'acknowledged');
        expect(sentWith(scene)).toEqual([`X-OITC-API ${key}`]);
        const {body} = scene.monitoring.requests.findLast(({target}) => target.startsWith('/nagios_module/cmd/')) ?? {};
        expect(body).toContain(`Lim Ited (@${scene.jane.username})`);

        expect(await asAdministrator(scene, '/openitcockpit support')).toContain('direct message');
        await asAdministrator(scene, '/openitcockpit audit');
        expect(scene.plugin.host.files).toHaveLength(1);
        expect(await everywhere(scene, listener)).not.toContain(key);
        expect(scene.plugin.kv.list(0, 1000)).toContain(`person/${scene.jane.id}`);

        expect(await scene.command('/openitcockpit disconnect')).toContain('has been deleted here');
        expect(scene.plugin.kv.list(0, 1000)).not.toContain(`person/${scene.jane.id}`);
        expect(await scene.command('/openitcockpit disconnect')).toContain('not connected');
        listener.close();
    });

    it('may not do more than in openITCOCKPIT: the post says so, with Retry', async () => {
        const scene = await Scene.start(CONNECTED);
        const postId = await postOf(scene);
        const listener = await scene.site.listen(scene.jane);
        await connect(scene, listener, scene.monitoring.apiKeys.readonly);
        await scene.press(listener, postId, ACTION.quickReason, 'Known issue');
        const post = await scene.inLook(postId, 'not_confirmed');
        expect(JSON.stringify(post.props)).toContain('may not edit Ping on web01');
        expect(scene.monitoring.commands).toEqual([]);
        listener.close();
    });

    it('is told to connect again when openITCOCKPIT refuses the key meanwhile; nothing falls back', async () => {
        const scene = await Scene.start(CONNECTED);
        const postId = await postOf(scene);
        const listener = await scene.site.listen(scene.jane);
        await connect(scene, listener, scene.monitoring.apiKeys.limited);
        scene.monitoring.setUser('limited', {active: false});
        const from = await scene.press(listener, postId, ACTION.quickReason, 'Known issue');
        await scene.inLook(postId, 'not_confirmed');
        expect(JSON.stringify(await newest(listener, 'ephemeral_message', from))).toContain('/openitcockpit connect');
        expect(sentWith(scene)).toEqual([]);
        listener.close();
    });

    it('stores nothing that openITCOCKPIT does not accept, and nothing that was typed after the command', async () => {
        const scene = await Scene.start(CONNECTED);
        const listener = await scene.site.listen(scene.jane);
        const wrong = 'deadbeef'.repeat(20);
        expect(JSON.stringify(await connect(scene, listener, wrong))).toContain('does not accept this API key');
        const answer = await scene.command(`/openitcockpit connect ${wrong}`);
        expect(answer).toContain('Nothing was stored');
        expect(scene.plugin.kv.list(0, 1000).filter((key) => key.startsWith('person/'))).toEqual([]);
        expect(`${answer}${await everywhere(scene, listener)}`).not.toContain(wrong);
        listener.close();
    });

    it('connects again after the encryption key was regenerated; until then nothing is sent and nothing crashes', async () => {
        const scene = await Scene.start(CONNECTED);
        const postId = await postOf(scene);
        const listener = await scene.site.listen(scene.jane);
        const key = scene.monitoring.apiKeys.limited;
        await connect(scene, listener, key);
        expect(
            await scene.plugin.configure({...scene.settings, EncryptionKey: 'another-encryption-key-of-the-tests'}),
        ).toBe('');
        const answer = await scene.site.press(scene.jane, postId, ACTION.quickReason, 'Known issue');
        expect(JSON.stringify([answer, listener.events])).toContain('can no longer be read');
        expect(sentWith(scene)).toEqual([]);
        await connect(scene, listener, key);
        await scene.press(listener, postId, ACTION.quickReason, 'Known issue');
        await scene.inLook(postId, 'acknowledged');
        expect(sentWith(scene)).toEqual([`X-OITC-API ${key}`]);
        listener.close();
    });

    it('cannot connect while there is no encryption key; the policy connected then is a wrong setting', async () => {
        const scene = await Scene.start({EncryptionKey: ''});
        expect(await scene.command('/openitcockpit connect')).toContain('Encryption key');
        const refusal = await scene.plugin.configure({...scene.settings, ActionPolicy: 'connected'});
        expect(refusal).toMatch(/Action policy is connected, which.*Encryption key/);
    });
});

describe('the identity map, in the plugin', {timeout: LONG}, () => {
    it('grants nothing when the openITCOCKPIT user does not exist, and what the user may not edit is not touched', async () => {
        const scene = await Scene.start({});
        const postId = await postOf(scene);
        const mapTo = (user: string) => ({
            ...scene.settings,
            OpenitcockpitApiKey: scene.monitoring.apiKeys.admin,
            ActionPolicy: 'mapped',
            IdentityMap: `${scene.jane.username} = ${user}`,
        });
        const listener = await scene.site.listen(scene.jane);
        await scene.plugin.configure(mapTo('nobody'));
        const answer = await scene.site.press(scene.jane, postId, ACTION.quickReason, 'Known issue');
        expect(JSON.stringify([answer, listener.events])).toContain('no such user');
        await scene.plugin.configure(mapTo('Rea Donly'));
        await scene.press(listener, postId, ACTION.quickReason, 'Known issue');
        const post = await scene.inLook(postId, 'not_confirmed');
        expect(JSON.stringify(post.props)).toContain('may not edit Ping on web01');
        expect(scene.monitoring.commands).toEqual([]);
        await scene.plugin.configure(mapTo('limited@example.org'));
        await scene.site.press(scene.jane, postId, ACTION.retry);
        await scene.inLook(postId, 'acknowledged');
        listener.close();
    });
});
