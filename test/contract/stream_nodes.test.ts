import {describe, expect, it, onTestFinished} from 'vitest';
import {EventStreamDouble} from '../support/openitcockpit/event_stream';
import {UUID} from '../support/openitcockpit/recorded_objects';
import {streamWorld} from '../support/openitcockpit/world_stream';
import {alertOf, Scene} from '../support/plugin_host/scene';
import {waitFor} from '../support/wait_for';

describe('the event stream of two nodes', () => {
    it('is held by one node, and by the other after its end', async () => {
        const stream = await EventStreamDouble.start();
        onTestFinished(() => stream.close());
        const scene = await Scene.start(
            {EventStreamUrl: stream.url, EventStreamKey: 'stream-key', ReconcileInterval: 3600},
            {mayHaveNodes: true},
        );
        onTestFinished(streamWorld(scene.monitoring.world, stream));
        await waitFor(() => stream.connected === 1);
        const node = await scene.plugin.anotherNode();
        onTestFinished(() => node.kill());
        expect(stream.requests).toHaveLength(1);
        scene.plugin.host.process.child.kill('SIGKILL');
        await scene.plugin.host.ended;
        await waitFor(() => stream.connected === 1 && stream.requests.length === 2);
        scene.monitoring.world.setState(UUID.web01Shop, 2, 'CRITICAL - closed');
        await waitFor(async () =>
            (await scene.site.alerts()).find((post) => alertOf(post)?.service?.uuid === UUID.web01Shop),
        );
        await node.stop();
    });
});
