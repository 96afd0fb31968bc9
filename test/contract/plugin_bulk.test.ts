import {describe, expect, it} from 'vitest';
import type {Listener, OpenDialog} from '../support/loop/mattermost_site';
import {UUID} from '../support/openitcockpit/recorded_objects';
import {PROBLEM, Scene} from '../support/plugin_host/scene';
import {waitFor} from '../support/wait_for';

/** Processes start and stop. */
const LONG = 90_000;

interface Shown {
    readonly id: string;
    readonly message: string;
    readonly props: {
        readonly attachments?: readonly {
            readonly text?: string;
            readonly actions?: readonly {readonly id: string; readonly name: string; readonly cookie: string}[];
        }[];
    };
}

const newest = (listener: Listener, event: string, from: number) =>
    waitFor(async () => listener.events.slice(from).findLast((one) => one.event === event));

const typed = async (scene: Scene, listener: Listener, line: string): Promise<Shown> => {
    const from = listener.events.length;
    await scene.command(line);
    const {data} = await newest(listener, 'ephemeral_message', from);
    return JSON.parse(String(data?.post)) as Shown;
};

const confirm = async (scene: Scene, listener: Listener, shown: Shown): Promise<OpenDialog> => {
    const from = listener.events.length;
    const {id = '', cookie} = shown.props.attachments?.[0]?.actions?.[0] ?? {};
    await scene.site.call('POST', `/posts/${shown.id}/actions/${id}`, {cookie}, scene.jane.token);
    const {data} = await newest(listener, 'open_dialog', from);
    return JSON.parse(String(data?.dialog)) as OpenDialog;
};

describe('/openitcockpit ack through a plugin', {timeout: LONG}, () => {
    it('acknowledges what a filter matches with one request, each confirmed by itself, on every post', async () => {
        const scene = await Scene.start();
        const {post_id} = (await (await scene.notify(PROBLEM)).json()) as {post_id: string};
        const {world} = scene.monitoring;
        world.setState(UUID.web01Shop, 1, 'slow');
        await world.settled();
        const listener = await scene.site.listen(scene.jane);
        const shown = await typed(scene, listener, '/openitcockpit ack web');
        expect(shown.props.attachments?.[0]?.text).toContain('2 objects on 1 host');
        const dialog = await confirm(scene, listener, shown);
        await scene.site.submit(scene.jane, dialog, {comment: 'replacing the disk'});
        await scene.inLook(post_id, 'acknowledged');
        await waitFor(async () => world.get(UUID.web01Shop).core.acknowledged);
        const sent = scene.monitoring.requests.filter(({target}) => target.includes('submit_bulk_naemon'));
        expect(sent).toHaveLength(1);
        await waitFor(async () => {
            const posts = (await scene.site.posts()) as unknown as Shown[];
            return posts.find(({message}) => message.includes('acknowledged 2 objects on 1 host: 2 of 2 confirmed'));
        });
        const gone = await typed(scene, listener, '/openitcockpit ack web');
        expect(gone.message).toContain('Nothing matches "web"');

        const unack = await typed(scene, listener, '/openitcockpit unack web');
        await scene.site.submit(scene.jane, await confirm(scene, listener, unack), {});
        await waitFor(async () => !world.get(UUID.web01Shop).core.acknowledged);
        await scene.inLook(post_id, 'problem');
        listener.close();
    });
});
