import {describe, expect, it, vi} from 'vitest';
import {ALERT_POST_TYPE} from '#contract';
import type {Json} from '../support/mattermost/json';
import {alertOf, PROBLEM, RECOVERY, Scene} from '../support/plugin_host/scene';

const card = {
    version: 1,
    key: 'k',
    kind: 'host',
    host: {uuid: 'u', name: 'bank', url: 'https://evil.example.org/'},
    state: 'DOWN',
    notification_type: 'PROBLEM',
    look: 'problem',
    output: 'please log in again',
};
const button = {id: 'ack', name: 'Ack', integration: {url: 'https://evil.example.org/', context: {}}};
const forged = {oitc_alert: card, type: ALERT_POST_TYPE, attachments: [{text: 'press', actions: [button]}]};

/** Edits a post over REST, as its author does. */
const edit = ({site, jane}: Scene, id: string, change: Json, token = jane.token): Promise<Json> =>
    site.call('PUT', `/posts/${id}/patch`, change, token);

const janesPost = async ({site, jane}: Scene, props: Json = {}): Promise<string> => {
    const body = {channel_id: site.channel.id, message: 'hello', props};
    return String((await site.call('POST', '/posts', body, jane.token)).id);
};

vi.setConfig({testTimeout: 60_000});

describe('a post that is edited', () => {
    it('into an alert with links to anywhere stays plain', async () => {
        const scene = await Scene.start();
        const id = await janesPost(scene);
        await edit(scene, id, {message: 'DOWN bank', props: forged});
        const stored = scene.double.storedPost(id);
        expect(stored).toMatchObject({message: 'DOWN bank', props: {oitc_alert: '', type: ''}});
        expect(JSON.stringify(stored)).not.toContain('evil.example.org');
        expect(scene.plugin.log).toContain('edited to look like an alert');
    });

    it('that is a genuine alert keeps what openITCOCKPIT says, and its buttons', async () => {
        const scene = await Scene.start();
        await scene.webhook(PROBLEM);
        const [post] = await scene.site.alerts();
        const id = post?.id ?? '';
        const before = structuredClone(scene.double.storedPost(id));
        await edit(scene, id, {message: 'all is well', props: forged}, scene.site.bot.token);
        const stored = scene.double.storedPost(id);
        expect(stored?.props.oitc_alert).toEqual(before?.props.oitc_alert);
        // An edited post has its attachments with all their fields, the empty ones included.
        expect(stored?.props.attachments).toMatchObject(before?.props.attachments as Json[]);
        expect(JSON.stringify(stored)).not.toContain('evil.example.org');
        await scene.notify(RECOVERY);
        expect((await scene.inLook(id, 'recovered')).message).toContain('OK');
    });

    it('in any other way is stored as it was edited, with everything it has', async () => {
        const scene = await Scene.start();
        const props = {mine: {deep: [1, 2.5, 'a', null, true]}, attachments: [{text: 't', fields: [{title: 'f'}]}]};
        const id = await janesPost(scene, props);
        const before = structuredClone(scene.double.storedPost(id));
        await edit(scene, id, {message: 'hello *again* #tag', is_pinned: true});
        const stored = scene.double.storedPost(id);
        expect(stored).toMatchObject({message: 'hello *again* #tag', is_pinned: true, hashtags: '#tag'});
        expect(stored?.props).toEqual(before?.props);
    });

    it('can be edited although the plugin died, and although its settings are wrong', async () => {
        const scene = await Scene.start();
        const id = await janesPost(scene);
        await scene.plugin.configure({...scene.settings, ReadBackDeadline: 'never'});
        await edit(scene, id, {message: 'first'});
        scene.plugin.host.process.child.kill('SIGKILL');
        await edit(scene, id, {message: 'second'});
        expect(scene.double.storedPost(id)?.message).toBe('second');
    });

    it('without a session, as by another server in a shared channel, keeps what openITCOCKPIT says', async () => {
        const scene = await Scene.start();
        await scene.notify(PROBLEM);
        await scene.webhook({...PROBLEM, type: 'Host', serviceuuid: '', state: '1', problemid: 'problem-2'});
        const {posts} = scene.double.server;
        const alerts = await scene.site.alerts();
        expect(alerts).toHaveLength(2);
        for (const {id} of alerts) {
            const before = structuredClone(posts.get(id).props);
            await posts.edit(posts.get(id), {message: 'all is well', props: forged}, '');
            expect(posts.get(id).props.oitc_alert).toEqual(before.oitc_alert);
            expect(JSON.stringify(posts.get(id))).not.toContain('evil.example.org');
        }
        const id = await janesPost(scene);
        await posts.edit(posts.get(id), {message: 'DOWN bank', props: forged}, '');
        expect(posts.get(id).props).toMatchObject({oitc_alert: '', type: ''});
    });

    it('by our own plugin is not touched', async () => {
        const scene = await Scene.start();
        await scene.notify(PROBLEM);
        await scene.notify(RECOVERY);
        const [post] = await scene.site.alerts();
        expect(alertOf(await scene.inLook(post?.id ?? '', 'recovered'))?.state).toBe('OK');
    });
});

describe('which posts the webapp may draw as alerts', () => {
    const ask = async ({url, jane, double}: Scene, ids: readonly string[], token = jane.token) => {
        const headers = {'Content-Type': 'application/json', Authorization: `Bearer ${token}`};
        const body = JSON.stringify({post_ids: ids});
        const response = await fetch(`${url}/api/v1/posts/genuine`, {method: 'POST', headers, body});
        return {status: response.status, body: (await response.json()) as Json, bot: double.server.directory};
    };

    it('is what the handler posted or sealed, before and after its updates, and nothing copied from it', async () => {
        const scene = await Scene.start();
        await scene.notify(PROBLEM);
        await scene.webhook({...PROBLEM, type: 'Host', serviceuuid: '', state: '1', problemid: 'problem-2'});
        const [own, hooked] = await scene.site.alerts();
        const [ownId, hookedId] = [own?.id ?? '', hooked?.id ?? ''];
        const mine = await janesPost(scene);
        const {body, bot} = await ask(scene, [ownId, hookedId, mine, 'nosuchpostnosuchpostnosuch']);
        const botId = bot.userByName('openitcockpit')?.id;
        expect(body).toEqual({bot_id: botId, genuine: [ownId, hookedId]});
        await scene.notify({...PROBLEM, type: 'Host', serviceuuid: '', notificationtype: 'RECOVERY', state: '0'});
        await scene.inLook(hookedId, 'recovered');
        expect((await ask(scene, [hookedId])).body).toMatchObject({genuine: [hookedId]});
        const {oitc_seal: _seal, ...unsealed} = scene.double.storedPost(hookedId)?.props ?? {};
        await edit(scene, hookedId, {props: unsealed}, scene.site.bot.token);
        expect((await ask(scene, [hookedId])).body).toMatchObject({genuine: [hookedId]});
        // With the plugin off nothing keeps anybody from copying it all.
        await scene.plugin.disable();
        await edit(scene, mine, {message: 'x', props: scene.double.storedPost(hookedId)?.props as Json});
        await scene.plugin.enable();
        expect(scene.double.storedPost(mine)?.props.oitc_alert).not.toBe('');
        expect((await ask(scene, [mine])).body).toMatchObject({genuine: []});
    });

    it("is not what somebody sends through a webhook of the bot's, which was stored while the plugin was off", async () => {
        const scene = await Scene.start();
        await scene.plugin.disable();
        const {posts, directory} = scene.double.server;
        const userId = directory.userByName('openitcockpit')?.id ?? '';
        const channel = directory.channel(scene.site.channel.id);
        const props = {...forged, from_webhook: 'true'};
        const {id} = await posts.create({userId, channel, message: 'DOWN bank', props, byWebhook: true});
        await scene.plugin.enable();
        expect((await ask(scene, [id])).body).toMatchObject({genuine: []});
    });

    it('is told to nobody who is not logged in, and not for more than a screenful', async () => {
        const scene = await Scene.start();
        expect((await ask(scene, [], 'none')).status).toBe(401);
        expect(
            (
                await ask(
                    scene,
                    Array.from({length: 61}, () => 'a'),
                )
            ).status,
        ).toBe(400);
    });
});
