import {describe, expect, it, onTestFinished} from 'vitest';
import {ACTION} from '#contract';
import type {Listener, OpenDialog} from '../support/loop/mattermost_site';
import {NOTIFICATION_TOKEN} from '../support/loop/service';
import type {Json} from '../support/mattermost/json';
import {onPhone} from '../support/mattermost/phone';
import {UUID} from '../support/openitcockpit/recorded_objects';
import {PROBLEM, RECOVERY, Scene} from '../support/plugin_host/scene';
import {waitFor} from '../support/wait_for';

/** Processes start and stop. */
const LONG = 90_000;
/** After how long is known if openITCOCKPIT was asked late enough. */
const RECOVERED = / · recovered(?: after [^,]+)?, /;

interface ListPost {
    readonly id: string;
    readonly create_at: number;
    readonly type: string;
    readonly message: string;
    readonly props: {
        /** Of an empty list, nothing is sent. */
        readonly attachments:
            | null
            | readonly {
                  readonly title?: string;
                  readonly text?: string;
                  readonly actions?: readonly {readonly id: string; readonly cookie: string}[];
              }[];
    };
}

const rowsOf = ({props}: ListPost) => props.attachments ?? [];

const postsIn = (listener: Listener, event: string): readonly ListPost[] =>
    listener.events.filter((one) => one.event === event).map(({data}) => JSON.parse(String(data?.post)) as ListPost);

const typed = async (scene: Scene, listener: Listener, line: string): Promise<ListPost> => {
    const before = postsIn(listener, 'ephemeral_message').length;
    await scene.command(line);
    return waitFor(async () => postsIn(listener, 'ephemeral_message').slice(before).at(-1));
};

/** The newest that clients put in the list's place, once it is so. */
const becomes = (listener: Listener, {id}: ListPost, isSo: (post: ListPost) => boolean): Promise<ListPost> =>
    waitFor(async () => {
        const newest = postsIn(listener, 'post_edited').findLast((post) => post.id === id);
        return newest && isSo(newest) && newest;
    });

const notified = async (scene: Scene): Promise<string> =>
    ((await (await scene.notify(PROBLEM)).json()) as {post_id: string}).post_id;

describe('the answer of /openitcockpit problems stays true', {timeout: LONG}, () => {
    it('when somebody else acknowledges, and when it recovers; its other buttons go on working', async () => {
        const scene = await Scene.start();
        const postId = await notified(scene);
        scene.monitoring.world.setState(UUID.web01Shop, 1, 'slow');
        await scene.monitoring.world.settled();
        const bob = await scene.site.person('bob', 'Bob Poe');
        const listener = await scene.site.listen(scene.jane);
        const others = await scene.site.listen(bob);
        const list = await typed(scene, listener, '/openitcockpit problems');
        expect(rowsOf(list)).toHaveLength(2);

        await scene.site.press(bob, postId, ACTION.quickReason, 'Known issue');
        const isAcknowledged = (post: ListPost) => rowsOf(post)[0]?.text?.startsWith('✓') ?? false;
        const acknowledged = await becomes(listener, list, isAcknowledged);
        expect(acknowledged).toMatchObject({create_at: list.create_at, type: 'system_ephemeral'});
        expect(acknowledged.message).toMatch(/^\*\*2 unhandled problems\*\*\nAs of .*: 1 acknowledged\.$/);
        const [ping, shop] = rowsOf(acknowledged);
        expect(ping?.text).toMatch(/^✓ Bob Poe .* · Known issue/);
        expect(ping).not.toHaveProperty('actions');
        const menus = onPhone(acknowledged as unknown as Json).attachments.flatMap(({actions}) => actions);
        expect(menus.map(({kind}) => kind)).toEqual(['button']);

        const [button] = shop?.actions ?? [];
        await scene.site.call(
            'POST',
            `/posts/${list.id}/actions/${button?.id}`,
            {cookie: button?.cookie},
            scene.jane.token,
        );
        const {data} = await listener.next(({event}) => event === 'open_dialog');
        await scene.site.submit(scene.jane, JSON.parse(String(data?.dialog)) as OpenDialog, {comment: 'on it'});
        await becomes(listener, list, (post) => rowsOf(post).every(({text}) => text?.startsWith('✓')));

        scene.monitoring.world.setState(UUID.web01Ping, 0, 'OK - back');
        await scene.notify(RECOVERY);
        const over = await becomes(listener, list, (post) => !rowsOf(post)[0]?.title);
        expect(rowsOf(over)[0]?.text).toMatch(RECOVERED);
        expect(rowsOf(over)).toHaveLength(2);
        // What bob pressed in the channel is told him by the post and its thread alone.
        expect(postsIn(others, 'ephemeral_message')).toEqual([]);
        expect(postsIn(others, 'post_edited').filter(({id}) => id === list.id)).toEqual([]);
        listener.close();
        others.close();
    });

    it('and shows nothing of a channel that the person has left', async () => {
        const scene = await Scene.start();
        await notified(scene);
        const listener = await scene.site.listen(scene.jane);
        const list = await typed(scene, listener, '/openitcockpit problems');
        scene.double.server.directory.channels.get(scene.site.channel.id)?.members.delete(scene.jane.id);
        await scene.notify({...PROBLEM, state: '1', output: 'of another channel'});
        const left = await becomes(listener, list, (post) => rowsOf(post).length === 0);
        expect(left.message).toContain('Only what belongs to your channels is looked at.');
        expect(JSON.stringify(postsIn(listener, 'post_edited'))).not.toContain('of another channel');
        listener.close();
    });

    it('also by what another node has handled', async () => {
        const scene = await Scene.start({}, {mayHaveNodes: true});
        await notified(scene);
        const node = await scene.plugin.anotherNode();
        onTestFinished(() => node.kill());
        const listener = await scene.site.listen(scene.jane);
        const list = await typed(scene, listener, '/openitcockpit problems');
        scene.monitoring.world.setState(UUID.web01Ping, 0, 'OK - back');
        const request = new Request('http://plugin/api/v1/notifications', {
            method: 'POST',
            headers: {'Content-Type': 'application/json', Authorization: `Bearer ${NOTIFICATION_TOKEN}`},
            body: JSON.stringify(RECOVERY),
        });
        expect((await node.serve(request)).status).toBe(200);
        const over = await becomes(listener, list, (post) => !rowsOf(post)[0]?.title);
        expect(rowsOf(over)[0]?.text).toMatch(RECOVERED);
        listener.close();
    });

    it('and so does that of /openitcockpit acknowledged', async () => {
        const scene = await Scene.start();
        await scene.acknowledged();
        const listener = await scene.site.listen(scene.jane);
        const list = await typed(scene, listener, '/openitcockpit acknowledged');
        expect(list.message).toContain('✓ Jane Roe');
        scene.monitoring.world.setState(UUID.web01Ping, 0, 'OK - back');
        await scene.notify(RECOVERY);
        const over = await becomes(listener, list, ({message}) => RECOVERED.test(message));
        expect(over.message).toContain('since then: 1 no longer a problem.');
        listener.close();
    });
});
