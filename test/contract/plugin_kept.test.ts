import {randomUUID} from 'node:crypto';
import {describe, expect, it} from 'vitest';
import {CallCounter} from '../support/plugin_host/call_counter';
import {alertOf, PROBLEM, Scene} from '../support/plugin_host/scene';
import {waitFor} from '../support/wait_for';

/** A notification about another object, so that it gets a post of its own. */
const another = () => ({...PROBLEM, serviceuuid: randomUUID(), servicename: 'Disk', problemid: randomUUID()});

const idOf = async (answer: Response): Promise<string> => ((await answer.json()) as {post_id: string}).post_id;

describe('an update that has not read its post', () => {
    it('leaves it pinned', async () => {
        const scene = await Scene.start();
        // Mattermost's question about the first update tells that it asks.
        const fields = another();
        await scene.notify(fields);
        await scene.notify({...fields, output: 'CRITICAL - first update'});
        const alert = another();
        const id = await idOf(await scene.notify(alert));
        scene.double.server.posts.get(id).is_pinned = true;
        const counter = new CallCounter(scene.plugin);
        const counts = await counter.during(() => scene.notify({...alert, output: 'CRITICAL - pinned'}));
        await waitFor(async () => alertOf(await scene.site.post(id))?.output === 'CRITICAL - pinned');
        expect(counts.get('UpdatePost')).toBe(1);
        expect(scene.double.server.posts.get(id).is_pinned).toBe(true);
    });
});

describe('a channel that is archived while alerts arrive', () => {
    it.each([
        ['one node', false],
        ['several nodes', true],
    ])('gets no more of them (%s)', async (_name, mayHaveNodes) => {
        const scene = await Scene.start();
        scene.double.server.mayHaveNodes = mayHaveNodes;
        await scene.plugin.disable();
        await scene.plugin.enable();
        const channel = scene.double.createChannel('closing', {});
        const there = () => ({...another(), channel: channel.id});
        for (let number = 0; number < 3; number += 1) {
            await scene.notify(there());
        }
        const counter = new CallCounter(scene.plugin);
        const counts = await counter.during(() => scene.notify(there()));
        expect(counts.get('GetChannel')).toBe(mayHaveNodes ? 1 : undefined);
        const before = scene.double.posts(channel.id).length;
        await scene.double.archiveChannel(channel.id);
        const id = await idOf(await scene.notify(there()));
        expect((await scene.site.call('GET', `/posts/${id}`)).channel_id).toBe(scene.site.channel.id);
        expect(scene.double.posts(channel.id).filter(({type}) => type !== 'system_channel_deleted')).toHaveLength(
            before,
        );
    });
});
