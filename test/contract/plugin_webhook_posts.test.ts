import {describe, expect, it} from 'vitest';
import {ACTION, ALERT_POST_TYPE} from '#contract';
import type {SitePost} from '../support/loop/mattermost_site';
import {ApiError} from '../support/mattermost/api_error';
import {attachmentsOf} from '../support/mattermost/attachments';
import {alertOf, PROBLEM, RECOVERY, Scene} from '../support/plugin_host/scene';
import {waitFor} from '../support/wait_for';

const DONE = {code: 0, stdout: '', stderr: ''};

/** The only alert of the channel. */
const onlyAlert = async ({site}: Scene): Promise<SitePost> => {
    const alerts = await site.alerts();
    expect(alerts).toHaveLength(1);
    return alerts[0] as SitePost;
};

describe('a webhook post of our notification command', () => {
    it('becomes a living alert: our type, our buttons with an address inside the server, no signature', async () => {
        const scene = await Scene.start();
        expect(await scene.webhook(PROBLEM)).toEqual(DONE);
        const {id} = await onlyAlert(scene);
        const stored = scene.double.storedPost(id);
        expect(stored?.type).toBe(ALERT_POST_TYPE);
        expect(stored?.props).toMatchObject({from_webhook: 'true', oitc_signature: '', type: ''});
        const actions = attachmentsOf(stored?.props ?? {}).flatMap(({actions}) => actions as {integration: object}[]);
        expect(actions.length).toBeGreaterThan(0);
        for (const {integration} of actions) {
            expect(integration).toMatchObject({url: '/plugins/openitcockpit/api/v1/actions'});
        }
    });

    it('is bound by its id: the recovery over the endpoint updates it', async () => {
        const scene = await Scene.start();
        await scene.webhook(PROBLEM);
        const {id} = await onlyAlert(scene);
        expect(await (await scene.notify(RECOVERY)).json()).toEqual({outcome: 'updated', post_id: id});
        expect(alertOf(await scene.site.post(id))?.look).toBe('recovered');
    });

    it('is updated by the recovery over the webhook, whose own post nobody sees', async () => {
        const scene = await Scene.start();
        await scene.webhook(PROBLEM);
        const {id} = await onlyAlert(scene);
        const {length} = scene.double.events;
        expect(await scene.webhook(RECOVERY)).toEqual(DONE);
        expect(alertOf(await onlyAlert(scene))).toMatchObject({look: 'recovered', state: 'OK'});
        expect((await scene.site.posts()).map((post) => post.id).slice(0, 1)).toEqual([id]);
        expect(await scene.site.posts()).toHaveLength(2);
        expect(await scene.site.thread(id)).toEqual([expect.stringMatching(/^OK/)]);
        const posted = scene.double.events.slice(length).filter(({event}) => event === 'posted');
        const unseen = posted.map(({data}) => JSON.parse(String(data.post))).find(({delete_at}) => delete_at > 0);
        expect(unseen).toMatchObject({type: 'system_generic', message: ''});
        expect(scene.double.storedPost(unseen.id)?.props).toMatchObject({oitc_alert: '', oitc_signature: '', type: ''});
        expect(JSON.stringify(scene.double.storedPost(unseen.id))).not.toContain('integration');
    });

    it('stays the only one when the problem is notified again', async () => {
        const scene = await Scene.start();
        await scene.webhook(PROBLEM);
        expect(await scene.webhook({...PROBLEM, output: 'CRITICAL - still lost'})).toEqual(DONE);
        expect((await onlyAlert(scene)).message).toContain('still lost');
        expect(await scene.site.posts()).toHaveLength(1);
    });

    it('shows what was notified while Mattermost still stored it', async () => {
        const scene = await Scene.start();
        let store: () => void = () => undefined;
        scene.plugin.noteAfter = new Promise<void>((resolve) => {
            store = resolve;
        });
        await scene.webhook(PROBLEM);
        await scene.webhook(RECOVERY);
        store();
        const {id} = await onlyAlert(scene);
        expect(alertOf(await scene.inLook(id, 'recovered'))?.state).toBe('OK');
    });

    it('is one post when the answer got lost and the command sent it again', async () => {
        const scene = await Scene.start();
        scene.double.faults.loseAnswer({path: /\/hooks\//, times: 1});
        expect(await scene.webhook(PROBLEM)).toEqual(DONE);
        await onlyAlert(scene);
    });

    it('is adopted again when Mattermost could not store it the first time', async () => {
        const scene = await Scene.start();
        const {hooks} = scene.double.server.posts;
        let failures = 1;
        scene.double.server.posts.hooks = hooks && {
            ...hooks,
            willBePosted: async (...posted) => {
                const changed = await hooks.willBePosted(...posted);
                if (failures > 0) {
                    failures -= 1;
                    throw new Error('the database is away');
                }
                return changed;
            },
        };
        expect(await scene.webhook(PROBLEM)).toEqual(DONE);
        const {id} = await onlyAlert(scene);
        expect(alertOf(await scene.site.post(id))?.look).toBe('problem');
        await scene.webhook(RECOVERY);
        await scene.inLook(id, 'recovered');
    });

    it('stays as it was sent, without its signature, when the plugin cannot remember it', async () => {
        const scene = await Scene.start();
        scene.plugin.kv.failure = new ApiError(500, 'app.plugin_store.get.app_error', 'The database is away.');
        expect(await scene.webhook(PROBLEM)).toEqual(DONE);
        scene.plugin.kv.failure = undefined;
        const {id} = await onlyAlert(scene);
        const stored = scene.double.storedPost(id);
        expect(stored).toMatchObject({type: 'slack_attachment', props: {type: ALERT_POST_TYPE, oitc_signature: ''}});
        expect(JSON.stringify(stored)).toContain(`"url":"${scene.url}/api/v1/actions"`);
        expect(scene.plugin.log).toContain('An alert was left as it was posted');
    });

    it('a new problem gets a new post', async () => {
        const scene = await Scene.start();
        await scene.webhook(PROBLEM);
        await scene.webhook(RECOVERY);
        await scene.webhook({...PROBLEM, problemid: 'problem-2'});
        expect((await scene.site.alerts()).map((post) => alertOf(post)?.look)).toEqual(['recovered', 'problem']);
    });

    it('has no buttons when the two-way integration is off', async () => {
        const scene = await Scene.start({EnableTwoWay: false});
        await scene.webhook(PROBLEM);
        const {id} = await onlyAlert(scene);
        expect(JSON.stringify(scene.double.storedPost(id))).not.toContain('integration');
    });

    it('posted while the plugin was disabled keeps its own buttons', async () => {
        const scene = await Scene.start();
        await scene.plugin.disable();
        await scene.webhook(PROBLEM);
        await scene.plugin.enable();
        const {id} = await onlyAlert(scene);
        const listener = await scene.site.listen(scene.jane);
        await scene.site.press(scene.jane, id, ACTION.acknowledge);
        await scene.site.submit(scene.jane, await listener.dialog(0), {comment: 'on it'});
        listener.close();
        const done = await scene.inLook(id, 'acknowledged');
        expect(done.props.type).toBe(ALERT_POST_TYPE);
    });
});

describe('a post that imitates an alert', () => {
    const button = {id: 'ack', name: 'Ack', integration: {url: 'http://evil.example/', context: {}}};
    const imitation = {text: 'CRITICAL everything', attachments: [{text: 'press', actions: [button]}]};
    const props = {oitc_alert: {version: 1}, type: ALERT_POST_TYPE};

    const expectPlain = (scene: Scene, post: SitePost | undefined, message = imitation.text): void => {
        expect(post?.message).toBe(message);
        const stored = scene.double.storedPost(post?.id ?? '');
        expect([stored?.type, stored?.props.type]).not.toContain(ALERT_POST_TYPE);
        expect(stored?.props.oitc_alert ?? '').toBe('');
        expect(JSON.stringify(stored)).not.toContain('integration');
    };

    it.each([
        ['no signature', {}],
        ['a signature of somebody else', {oitc_signature: 'eyJ1c2UiOiJwb3N0In0.AAAA'}],
        ['a signature that is no text', {oitc_signature: {a: [1]}}],
    ])('through the webhook with %s is left as plain text without a button', async (_, more) => {
        const scene = await Scene.start();
        expect((await scene.postToHook({...imitation, props: {...props, ...more}})).status).toBe(200);
        expectPlain(scene, (await scene.site.posts())[0]);
        expect(scene.plugin.log).toContain('looks like an alert');
    });

    it('of our notification command with a wrong secret as well', async () => {
        const scene = await Scene.start();
        expect(await scene.webhook(PROBLEM, {SIGNING_SECRET: 'the secret of another system'})).toEqual(DONE);
        expectPlain(scene, (await scene.site.posts())[0], '🚨 CRITICAL Ping on web01: CRITICAL - lost');
    });

    it('by a user with our type as well', async () => {
        const scene = await Scene.start();
        const body = {
            channel_id: scene.site.channel.id,
            message: imitation.text,
            type: ALERT_POST_TYPE,
            props: {...props, attachments: imitation.attachments},
        };
        await scene.site.call('POST', '/posts', body, scene.jane.token);
        expectPlain(scene, (await scene.site.posts())[0]);
    });

    it('does not tell the plugin which post belongs to an alert', async () => {
        const scene = await Scene.start();
        let store: () => void = () => undefined;
        scene.plugin.noteAfter = new Promise<void>((resolve) => {
            store = resolve;
        });
        await scene.webhook(PROBLEM);
        const {id, props: shown} = await onlyAlert(scene);
        const forged = {channel_id: scene.site.channel.id, message: 'mine', props: {oitc_bind: shown.oitc_bind}};
        scene.plugin.noteAfter = Promise.resolve();
        await scene.site.call('POST', '/posts', forged, scene.jane.token);
        await waitFor(async () => (await scene.site.posts()).length === 2);
        store();
        await scene.webhook(RECOVERY);
        expect(alertOf(await scene.inLook(id, 'recovered'))?.look).toBe('recovered');
    });
});

describe('a signature that could be read, because the plugin was disabled', () => {
    const stolen = async (scene: Scene): Promise<object> => {
        await scene.plugin.disable();
        await scene.webhook(PROBLEM);
        await scene.plugin.enable();
        const [{props}] = (await scene.site.posts()) as [SitePost];
        return props;
    };

    it.each([
        ['in a post of their own', {}],
        ['in one that claims to be a webhook', {from_webhook: 'true'}],
    ])('is of no use to a member: %s', async (_, more) => {
        const scene = await Scene.start();
        const props = {...(await stolen(scene)), ...more};
        const body = {channel_id: scene.site.channel.id, message: 'mine', props};
        const {id} = await scene.site.call('POST', '/posts', body, scene.jane.token);
        expect(scene.double.storedPost(String(id))).toMatchObject({message: 'mine', props: {oitc_alert: '', type: ''}});
    });

    it('is of no use to a member who schedules the post, which has no session then', async () => {
        const scene = await Scene.start();
        const props = {...(await stolen(scene)), from_webhook: 'true'};
        const {posts, directory} = scene.double.server;
        const channel = directory.channel(scene.site.channel.id);
        const {id} = await posts.create({userId: scene.jane.id, channel, message: 'mine', props});
        expect(scene.double.storedPost(id)).toMatchObject({message: 'mine', props: {oitc_alert: '', type: ''}});
    });
});

describe('other posts', () => {
    it('pass unchanged', async () => {
        const scene = await Scene.start();
        const payload = {text: 'hello', props: {mine: {deep: [1, 'a', null, true]}}, attachments: [{text: 't'}]};
        await scene.postToHook(payload);
        const [post] = await scene.site.posts();
        expect(post).toMatchObject({message: 'hello', type: 'slack_attachment', props: payload.props});
        expect(post?.props.attachments).toHaveLength(1);
    });

    it('pass although the plugin died', async () => {
        const scene = await Scene.start();
        scene.plugin.host.process.child.kill('SIGKILL');
        expect((await scene.postToHook({text: 'hello'})).status).toBe(200);
        expect((await scene.site.posts())[0]?.message).toBe('hello');
    });
});
