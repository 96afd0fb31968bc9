import {describe, expect, it} from 'vitest';
import {ROUTE} from '#contract';
import type {Listener, Person} from '../support/loop/mattermost_site';
import {UUID} from '../support/openitcockpit/recorded_objects';
import {PROBLEM, Scene} from '../support/plugin_host/scene';
import {waitFor} from '../support/wait_for';

/** Processes start and stop. */
const LONG = 60_000;

const save = (scene: Scene, {token}: Pick<Person, 'token'>, postId: string): Promise<Response> =>
    fetch(`${scene.url}${ROUTE.words}`, {
        method: 'POST',
        headers: {'Content-Type': 'application/json', Authorization: `Bearer ${token}`},
        body: JSON.stringify({post_id: postId}),
    });

const toldIn = (listener: Listener): Promise<string> =>
    waitFor(async () => {
        const {data} = listener.events.findLast(({event}) => event === 'ephemeral_message') ?? {};
        return data && (JSON.parse(String(data.post)) as {message: string}).message;
    });

/** A problem that is acknowledged in openITCOCKPIT, and what Jane writes below its post. */
const acknowledged = async () => {
    const scene = await Scene.start();
    const {post_id: rootId} = (await (await scene.notify(PROBLEM)).json()) as {post_id: string};
    scene.monitoring.world.acknowledge(UUID.web01Ping, {author: 'Ada Admin', comment: 'looking', sticky: 0});
    await scene.monitoring.world.settled();
    await scene.notify({
        ...PROBLEM,
        notificationtype: 'ACKNOWLEDGEMENT',
        ackauthor: 'Ada Admin',
        ackcomment: 'looking',
    });
    await scene.inLook(rootId, 'acknowledged');
    const reply = {channel_id: scene.site.channel.id, root_id: rootId, message: 'disk replaced'};
    const {id} = await scene.site.call('POST', '/posts', reply, scene.jane.token);
    return {scene, rootId, replyId: String(id)};
};

describe('/openitcockpit save, as on a phone', {timeout: LONG}, () => {
    it('saves the newest reply of whoever types it in the thread, or the words after it', async () => {
        const {scene, rootId} = await acknowledged();
        const write = (message: string, token: string) =>
            scene.site.call('POST', '/posts', {channel_id: scene.site.channel.id, root_id: rootId, message}, token);
        await write('disk replaced, rebuild runs', scene.jane.token);
        await write('not mine', (await scene.site.person('kim', 'Kim Lee')).token);
        const place = {userId: scene.jane.id, channelId: scene.site.channel.id, rootId};
        const type = (line: string, where = place) => scene.plugin.host.command({...where, line});
        const {core} = scene.monitoring.world.get(UUID.web01Ping);
        expect(await type('/openitcockpit save')).toBe('Saving to openITCOCKPIT: disk replaced, rebuild runs');
        await waitFor(async () => core.records.at(-1)?.comment === 'disk replaced, rebuild runs');
        await waitFor(async () => (await scene.site.thread(rootId)).at(-1)?.includes('rebuild runs'));
        expect(await type('/openitcockpit  save  rebuild   done')).toContain('rebuild done');
        await waitFor(async () => (await scene.site.thread(rootId)).at(-1)?.includes('rebuild done'));
        expect(core.acknowledged).toBe(true);
        const commands = scene.monitoring.requests.filter(({target}) => target.includes('submit_bulk_naemon'));
        expect(commands.map(({body}) => JSON.parse(body))).toMatchObject([
            [{sticky: 0, notify: 0, comment: 'disk replaced, rebuild runs'}],
            [{sticky: 0, notify: 0, comment: 'rebuild done'}],
        ]);
        expect(await type('/openitcockpit save', {...place, rootId: ''})).toContain('Type this in the thread');
        const sam = await scene.site.person('sam', 'Sam Poe');
        expect(await type('/openitcockpit save', {...place, userId: sam.id})).toContain('You have not written a reply');
    });
});

describe('Save to openITCOCKPIT through a plugin', {timeout: LONG}, () => {
    it('replaces the comment of an acknowledgement that was made in openITCOCKPIT', async () => {
        const {scene, rootId, replyId} = await acknowledged();
        expect((await save(scene, scene.jane, replyId)).status).toBe(200);
        const {core} = scene.monitoring.world.get(UUID.web01Ping);
        await waitFor(async () => core.records.at(-1)?.comment === 'disk replaced');
        expect(core.acknowledged).toBe(true);
        expect(core.records.at(-1)?.author).toContain('Jane Roe');
        const [command] = scene.monitoring.requests.filter(({target}) => target.includes('submit_bulk_naemon'));
        expect(JSON.parse(command?.body ?? '')).toMatchObject([{sticky: 0, notify: 0, comment: 'disk replaced'}]);
        await waitFor(async () =>
            JSON.stringify(await scene.site.call('GET', `/posts/${rootId}`)).includes('disk replaced'),
        );
    });

    it('is refused with a sentence to who may not act, and to who is not in the channel without one', async () => {
        const {scene, replyId} = await acknowledged();
        const kim = await scene.site.person('kim', 'Kim Lee');
        Object.assign(scene.double.server.directory.users.get(kim.id) ?? {}, {roles: 'system_guest'});
        const listener = await scene.site.listen(kim);
        expect((await save(scene, kim, replyId)).status).toBe(200);
        expect(await toldIn(listener)).toContain('Guests cannot act');
        scene.double.server.directory.channels.get(scene.site.channel.id)?.members.delete(kim.id);
        expect((await save(scene, kim, replyId)).status).toBe(403);
        expect((await fetch(`${scene.url}${ROUTE.words}`, {method: 'POST', body: '{}'})).status).toBe(401);
        expect((await save(scene, scene.jane, '../x')).status).toBe(400);
        expect(scene.monitoring.requests.filter(({target}) => target.includes('/cmd/'))).toEqual([]);
        listener.close();
    });
});
