import {afterAll, beforeAll, expect, it, onTestFinished} from 'vitest';
import {readFrame} from '../../../server-proxy/src/openitcockpit/event_stream/core_events';
import {startOpenitcockpitDouble} from '../../support/openitcockpit/double';
import {
    type Frame,
    KNOCKS,
    knock,
    openRaw,
    playAll,
    recordedStream,
} from '../../support/openitcockpit/event_stream_forms';
import {connectStream} from '../../support/openitcockpit/stream_client';
import {streamWorld} from '../../support/openitcockpit/world_stream';
import {RealWorker, withRealWorker} from '../../support/statusengine/real_worker';
import {waitFor} from '../../support/wait_for';

const RESTART = {topic: 'statusngin_core_restart', payload: [{object_type: 102, timestamp: 0}]};
const NOTIFICATION = recordedStream()
    .pipeline.flatMap(({frames = []}) => frames)
    .find(({topic}) => topic === 'statusngin_notifications')?.payload[0];

const inOrder = (frames: readonly Frame[]): string[] =>
    frames.map(({topic, payload}) => JSON.stringify([topic, payload.map((entry) => sorted(entry))])).sort();

const sorted = (value: unknown): unknown =>
    typeof value === 'object' && value !== null
        ? Object.entries(value)
              .map(([name, part]) => [name, sorted(part)])
              .sort()
        : value;

withRealWorker('its frames', () => {
    let worker: RealWorker;
    beforeAll(async () => {
        worker = await RealWorker.start();
    });
    afterAll(() => worker?.close());

    const open = async () => {
        const client = await openRaw(worker.url);
        onTestFinished(() => client.socket.terminate());
        await waitFor(async () => (await worker.connected) > 0);
        return client;
    };
    const send = async (frames: readonly Frame[]): Promise<void> => {
        for (const {topic, payload} of frames) {
            await worker.publish(topic.replace('statusngin_', ''), payload);
        }
    };

    it.each(Object.keys(KNOCKS))('answers a knock as recorded: %s', async (name) => {
        const {headers = {}, query = ''} = KNOCKS[name] ?? {};
        const {name: _, ...recorded} = recordedStream().protocol.find((one) => one.name === name) ?? {name};
        expect(await knock(worker.url + query, headers)).toEqual(recorded);
        await waitFor(async () => (await worker.connected) === 0);
    });

    it('makes the recorded frames of their jobs, and our client reads them all', async () => {
        const now = Math.floor(Date.now() / 1000);
        const recorded = recordedStream().pipeline.flatMap(({frames = []}) =>
            frames.map(({topic, payload}) => ({
                topic,
                payload: topic.endsWith('status') ? payload.map((entry) => ({...entry, timestamp: now})) : payload,
            })),
        );
        const client = await open();
        const {heard, close} = connectStream(worker.url);
        onTestFinished(close);
        await waitFor(async () => (await worker.connected) === 2);
        await send(recorded);
        await waitFor(() => client.texts.length >= recorded.length);
        expect(inOrder(client.frames())).toEqual(inOrder(recorded));
        const expected = recorded.flatMap((frame) => readFrame(JSON.stringify(frame)).events);
        await waitFor(() => heard.events.length >= expected.length);
        expect(heard.events).toHaveLength(expected.length);
        expect(heard.unreadable).toBe(0);
    });

    it('makes the same frames of the jobs of the double’s core as the double', async () => {
        const monitoring = await startOpenitcockpitDouble();
        onTestFinished(() => monitoring.stop());
        const published: Frame[] = [];
        const client = await open();
        const stop = streamWorld(monitoring.world, {
            publish: (topic, payload) => {
                const frame = {topic: `statusngin_${topic}`, payload};
                published.push(frame);
                return send([frame]);
            },
        });
        onTestFinished(stop);
        await playAll(monitoring.world);
        stop();
        await waitFor(() => client.texts.length >= published.length);
        expect(inOrder(client.frames())).toEqual(inOrder(published));
    });

    it.each([
        ['a notification that reached no contact', 'notifications', {...NOTIFICATION, contacts_notified: 0}],
        ['a notification that only begins', 'notifications', {...NOTIFICATION, type: 600}],
        ['another object’s restart', 'core_restart', {object_type: 103, timestamp: 0}],
        ['a status older than five minutes', 'hoststatus', {timestamp: Math.floor(Date.now() / 1000) - 301, name: 'x'}],
    ])('keeps %s to itself', async (_what, topic, entry) => {
        const client = await open();
        const received = () => worker.metric('statusengine_queue_messages_received_total');
        const before = await received();
        await worker.publish(topic, [entry]);
        await waitFor(async () => (await received()) > before);
        await waitFor(async () => (await worker.metric('statusengine_queue_jobs_in_flight')) === 0);
        await send([RESTART]);
        await waitFor(() => client.texts.length > 0);
        expect(client.frames()).toEqual([RESTART]);
    });

    it('drops what is no job at all, and goes on', async () => {
        const client = await open();
        await worker.publishText('notifications', 'no JSON');
        await worker.publishText('acknowledgements', '[]');
        await send([RESTART]);
        await waitFor(() => client.texts.length > 0);
        expect(client.frames()).toEqual([RESTART]);
    });
});
