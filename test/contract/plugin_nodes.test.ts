import {describe, expect, it, onTestFinished} from 'vitest';
import {ACTION} from '#contract';
import {NOTIFICATION_TOKEN} from '../support/loop/service';
import {nextSecond, timesOf} from '../support/notification_times';
import {UUID} from '../support/openitcockpit/recorded_objects';
import type {PluginHost} from '../support/plugin_host/plugin_host';
import {alertOf, type Fields, PROBLEM, RECOVERY, Scene} from '../support/plugin_host/scene';
import {waitFor} from '../support/wait_for';

/** A resumed acknowledgement first waits for what its predecessor may have sent. */
const LONG = 60_000;

const posted = async (scene: Scene, fields = PROBLEM): Promise<string> => {
    const answer = (await (await scene.notify(fields)).json()) as {post_id: string};
    return answer.post_id;
};

const secondNode = async (scene: Scene): Promise<PluginHost> => {
    const host = await scene.plugin.anotherNode();
    onTestFinished(() => host.kill());
    return host;
};

/** A notification that the load balancer gave to this node. */
const notifyNode = async (node: PluginHost, fields: Fields): Promise<{outcome: string; post_id: string}> => {
    const request = new Request('http://plugin/api/v1/notifications', {
        method: 'POST',
        headers: {'Content-Type': 'application/json', Authorization: `Bearer ${NOTIFICATION_TOKEN}`},
        body: JSON.stringify(fields),
    });
    return (await node.serve(request)).json() as Promise<{outcome: string; post_id: string}>;
};

/** The command is in openITCOCKPIT once, the post says so, and the thread has one line about it. */
const expectOneAcknowledgement = async (scene: Scene, postId: string): Promise<void> => {
    const done = await scene.inLook(postId, 'acknowledged');
    expect(alertOf(done)?.acknowledgement?.comment).toBe('Known issue');
    await waitFor(async () => (await scene.site.thread(postId)).length > 0);
    await scene.plugin.disable();
    expect(scene.monitoring.commands).toHaveLength(1);
    expect(await scene.site.thread(postId)).toEqual([expect.stringContaining('Acknowledged by Jane Roe')]);
};

describe('an acknowledgement under way when the plugin is deactivated', () => {
    it('before its command was sent is sent after the next activation, once', {timeout: LONG}, async () => {
        const scene = await Scene.start({}, {mayHaveNodes: true});
        const postId = await posted(scene);
        scene.monitoring.faults.set({hangAll: true});
        await scene.site.press(scene.jane, postId, ACTION.quickReason, 'Known issue');
        await waitFor(() => scene.monitoring.load.inFlight > 0);
        await scene.plugin.disable();
        expect(scene.monitoring.commands).toHaveLength(0);
        expect(alertOf(await scene.site.post(postId))?.look).toBe('acknowledging');
        scene.monitoring.faults.clear();
        scene.monitoring.release();
        await scene.plugin.enable();
        await expectOneAcknowledgement(scene, postId);
    });

    it('after its command was sent is only read back', {timeout: LONG}, async () => {
        const scene = await Scene.start({}, {mayHaveNodes: true});
        const postId = await posted(scene);
        scene.monitoring.faults.set({hangCommands: true});
        await scene.site.press(scene.jane, postId, ACTION.quickReason, 'Known issue');
        await waitFor(() => scene.monitoring.commands.length === 1);
        scene.plugin.host.process.child.kill('SIGKILL');
        await scene.plugin.host.ended;
        await scene.plugin.kill();
        scene.monitoring.faults.clear();
        scene.monitoring.release();
        await scene.plugin.enable();
        await expectOneAcknowledgement(scene, postId);
    });

    it('is taken up by one of two nodes that start at the same moment', {timeout: LONG}, async () => {
        const scene = await Scene.start({}, {mayHaveNodes: true});
        const postId = await posted(scene);
        scene.monitoring.faults.set({hangAll: true});
        await scene.site.press(scene.jane, postId, ACTION.quickReason, 'Known issue');
        await waitFor(() => scene.monitoring.load.inFlight > 0);
        await scene.plugin.disable();
        scene.monitoring.faults.clear();
        scene.monitoring.release();
        const [node] = await Promise.all([secondNode(scene), scene.plugin.enable()]);
        await scene.inLook(postId, 'acknowledged');
        await node.stop();
        await expectOneAcknowledgement(scene, postId);
    });

    it('on one of two nodes is left alone by another that starts', {timeout: LONG}, async () => {
        const scene = await Scene.start({ReadBackDeadline: 5}, {mayHaveNodes: true});
        const postId = await posted(scene);
        scene.monitoring.faults.set({slowMs: 1500}); // every look takes longer than the starting node would wait
        await scene.site.press(scene.jane, postId, ACTION.quickReason, 'Known issue');
        await waitFor(() => scene.monitoring.load.inFlight > 0);
        const node = await secondNode(scene);
        await scene.inLook(postId, 'acknowledged');
        await node.stop();
        await expectOneAcknowledgement(scene, postId);
    });
});

describe('two nodes with one table', () => {
    it('make one post of a notification that both get at the same moment', async () => {
        const scene = await Scene.start({}, {mayHaveNodes: true});
        const node = await secondNode(scene);
        const answers = await Promise.all([
            notifyNode(scene.plugin.host, PROBLEM),
            notifyNode(node, PROBLEM),
            notifyNode(scene.plugin.host, PROBLEM),
            notifyNode(node, PROBLEM),
        ]);
        expect(answers.filter(({outcome}) => outcome === 'created')).toHaveLength(1);
        expect(new Set(answers.map(({post_id}) => post_id)).size).toBe(1);
        expect(await scene.site.alerts()).toHaveLength(1);
    });

    it('make one post of a problem that one gets by webhook and the other over the endpoint', async () => {
        const scene = await Scene.start({}, {mayHaveNodes: true});
        const node = await secondNode(scene);
        await scene.webhook(PROBLEM);
        // The other node knows the post as soon as it is stored.
        const {post_id} = await waitFor(async () => {
            const answer = await notifyNode(node, PROBLEM);
            return answer.post_id !== '' && answer;
        });
        expect((await scene.site.alerts()).map(({id}) => id)).toEqual([post_id]);
        await notifyNode(node, RECOVERY);
        await scene.inLook(post_id, 'recovered');
    });

    it('make one post a problem of many problems, each got by both', async () => {
        const scene = await Scene.start({}, {mayHaveNodes: true});
        const node = await secondNode(scene);
        const problems = Array.from({length: 10}, (_, number) => ({
            ...PROBLEM,
            serviceuuid: '',
            type: 'Host',
            hostname: `host-${number}`,
            hostuuid: `c36b8048-93ce-4385-ac19-ab5c9057${String(4000 + number)}`,
        }));
        await Promise.all(
            problems.flatMap((fields) => [notifyNode(scene.plugin.host, fields), notifyNode(node, fields)]),
        );
        const names = (await scene.site.alerts()).map((post) => /host-\d/.exec(post.message)?.[0]);
        expect(names.toSorted()).toEqual(problems.map(({hostname}) => hostname));
    });

    it('heal once what no notification told', async () => {
        const scene = await Scene.start({ReconcileInterval: 1}, {mayHaveNodes: true});
        const node = await secondNode(scene);
        const {world} = scene.monitoring;
        const postId = await posted(scene, {...PROBLEM, ...timesOf(world, UUID.web01Ping)});
        await nextSecond(world);
        world.acknowledge(UUID.web01Ping, {author: 'Ada Admin', comment: 'on it'});
        await scene.inLook(postId, 'acknowledged');
        world.setState(UUID.web01Ping, 0, 'OK - back');
        await scene.inLook(postId, 'recovered');
        await waitFor(async () => (await scene.site.thread(postId)).length > 1);
        expect(await scene.command('/openitcockpit status')).toContain('Open posts compared with openITCOCKPIT at');
        await node.stop();
        await scene.plugin.disable();
        expect(await scene.site.thread(postId)).toEqual([
            'Acknowledged by Ada Admin: on it',
            expect.stringMatching(/^OK/),
        ]);
    });

    it('let one of two people who submit on different nodes win', async () => {
        const scene = await Scene.start({}, {mayHaveNodes: true});
        const node = await secondNode(scene);
        const postId = await posted(scene);
        const bob = await scene.site.person('bob', 'Bob Smith');
        const stored = scene.double.storedPost(postId);
        const press = async (host: PluginHost, user: {id: string}) => {
            const body = {
                user_id: user.id,
                post_id: postId,
                channel_id: scene.site.channel.id,
                trigger_id: `trigger-${user.id}`,
                context: {token: quickToken(stored?.props), selected_option: 'Known issue'},
            };
            const answer = await host.serve(
                new Request('http://plugin/api/v1/actions', {
                    method: 'POST',
                    headers: {'Mattermost-User-Id': user.id},
                    body: Buffer.from(JSON.stringify(body)),
                }),
                'server',
            );
            return (await answer.json()) as {ephemeral_text?: string};
        };
        const answers = await Promise.all([press(scene.plugin.host, scene.jane), press(node, bob)]);
        expect(answers.filter(({ephemeral_text}) => ephemeral_text !== undefined)).toHaveLength(1);
        await scene.inLook(postId, 'acknowledged');
        expect(scene.monitoring.commands).toHaveLength(1);
    });
});

/** The signed context of the select with the quick reasons. */
const quickToken = (props: unknown): string | undefined => {
    const {attachments} = props as {attachments: {actions: {id: string; integration: {context: {token: string}}}[]}[]};
    return attachments[0]?.actions.find(({id}) => id === ACTION.quickReason)?.integration.context.token;
};
