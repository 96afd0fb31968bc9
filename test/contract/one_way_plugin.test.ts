import {describe, expect, it, onTestFinished} from 'vitest';
import {defineOneWaySuite} from '../support/loop/one_way_suite';
import {type MattermostDouble, startMattermostDouble} from '../support/mattermost/double';
import {EventStreamDouble} from '../support/openitcockpit/event_stream';
import {UUID} from '../support/openitcockpit/recorded_objects';
import {streamWorld} from '../support/openitcockpit/world_stream';
import {hostedPluginDoor} from '../support/plugin_host/plugin_door';
import {alertOf, Scene} from '../support/plugin_host/scene';
import {waitFor} from '../support/wait_for';

let double: MattermostDouble;

defineOneWaySuite(
    'the double of Mattermost 11.6',
    async () => {
        double = await startMattermostDouble({version: '11.6'});
        return double;
    },
    hostedPluginDoor(() => double),
);

describe('the plugin with an address, a key, a channel and the event stream, and nothing else filled in', () => {
    it('makes a post of a new problem', async () => {
        const stream = await EventStreamDouble.start();
        onTestFinished(() => stream.close());
        const settings = {EventStreamUrl: stream.url, EventStreamKey: 'stream-key'};
        const scene = await Scene.start({...settings, NotificationToken: '', SigningSecret: ''});
        onTestFinished(streamWorld(scene.monitoring.world, stream));
        await waitFor(() => stream.connected === 1);
        scene.monitoring.world.setState(UUID.web01Shop, 2, 'CRITICAL - closed');
        const post = await waitFor(async () =>
            (await scene.site.alerts()).find((one) => alertOf(one)?.service?.uuid === UUID.web01Shop),
        );
        expect(post.message).toBe('🚨 CRITICAL HTTP shop on web01: CRITICAL - closed');
    });
});
