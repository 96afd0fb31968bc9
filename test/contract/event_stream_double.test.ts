import {once} from 'node:events';
import {afterEach, describe, expect, it} from 'vitest';
import {startOpenitcockpitDouble} from '../support/openitcockpit/double';
import {EventStreamDouble} from '../support/openitcockpit/event_stream';
import {
    formsOf,
    hostStatusForm,
    KNOCKS,
    knock,
    openRaw,
    playAll,
    recordedStream,
} from '../support/openitcockpit/event_stream_forms';
import {streamWorld} from '../support/openitcockpit/world_stream';
import {waitFor} from '../support/wait_for';

const {protocol, pipeline} = recordedStream();
const step = (name: string) => protocol.find((one) => one.name === name);

const ends: (() => unknown)[] = [];
afterEach(async () => {
    for (const end of ends.splice(0).reverse()) {
        await end();
    }
});

const startDouble = async (options?: Parameters<typeof EventStreamDouble.start>[0]) => {
    const double = await EventStreamDouble.start(options);
    ends.push(() => double.close());
    return double;
};

describe('the double of the event stream, held to the recording', () => {
    it.each(Object.keys(KNOCKS))('answers a knock as recorded: %s', async (name) => {
        const double = await startDouble();
        const {headers = {}, query = ''} = KNOCKS[name] ?? {};
        const {name: _, ...recorded} = step(name) ?? {name};
        expect(await knock(double.url + query, headers)).toEqual(recorded);
    });

    it('ignores garbage from the client, and hangs up on more than 8 192 bytes', async () => {
        const double = await startDouble();
        expect([step('garbage control frame'), step('control frame over 8192 bytes')]).toMatchObject([
            {stillOpen: true},
            {closed: {code: 1009, reason: ''}},
        ]);
        const client = await openRaw(double.url);
        client.socket.send('garbage');
        double.publish('core_restart', [{object_type: 102, timestamp: 0}]);
        await waitFor(() => client.texts.length === 1);
        const closed = once(client.socket, 'close');
        client.socket.send('x'.repeat(8193));
        expect((await closed)[0]).toBe(1009);
    });

    it('names every recorded step of the protocol', () => {
        const queues = protocol.filter(({name}) => name.startsWith('queue '));
        expect(queues.length + Object.keys(KNOCKS).length + 2).toBe(protocol.length);
    });

    it('sends frames of the recorded forms, of every topic that our client reads', async () => {
        const double = await startDouble();
        const monitoring = await startOpenitcockpitDouble();
        ends.push(() => monitoring.stop());
        ends.push(streamWorld(monitoring.world, double, {flushMs: 20}));
        const client = await openRaw(double.url);
        await playAll(monitoring.world);
        const entries = (topic: string) =>
            client.frames().flatMap((frame) => (frame.topic === `statusngin_${topic}` ? frame.payload : []));
        await waitFor(() =>
            entries('hoststatus').some((entry) => 'current_state' in entry && entry.current_state === 0),
        );
        double.publish('core_restart', [{object_type: 102, timestamp: 0}]);
        await waitFor(() => client.frames().some(({topic}) => topic === 'statusngin_core_restart'));
        const recorded = formsOf([...protocol, ...pipeline].flatMap(({frames = []}) => frames));
        const {statusngin_service_perfdata: _, statusngin_hostchecks: __, ...read} = recorded;
        const status = recorded.statusngin_servicestatus?.[0] ?? '';
        expect(formsOf(client.frames())).toEqual({...read, statusngin_hoststatus: [hostStatusForm(status)]});
        const downtimes = (entries('downtimes') as {type: number}[]).map(({type}) => type);
        expect(downtimes).toEqual([1102, 1100, 1103, 1104, 1101, 1102, 1100, 1103, 1104, 1101]);
    });

    it('drops a client that does not pong, without waiting for the next ping', async () => {
        const double = await startDouble({timing: {pingMs: 200_000, pongMs: 100}});
        const client = await openRaw(double.url, 'stream-key', {autoPong: false});
        await once(client.socket, 'close');
    });

    it('hangs up on a client that reads nothing, once a frame could not be written for long', async () => {
        const double = await startDouble({timing: {pingMs: 54_000, pongMs: 60_000, writeMs: 100}});
        const client = await openRaw(double.url);
        client.socket.pause();
        const big = 'x'.repeat(4_000_000);
        for (let at = 0; at < 20; at += 1) {
            double.publishText('statusngin_notifications', big);
        }
        await waitFor(() => double.connected === 0);
        client.socket.resume();
    });

    it('takes a subscription to nothing for one to everything', async () => {
        const double = await startDouble();
        const client = await openRaw(`${double.url}?topics=statusngin_downtimes`);
        client.socket.send(JSON.stringify({unsubscribe: ['statusngin_downtimes']}));
        await waitFor(() => {
            double.publish('core_restart', [{object_type: 102, timestamp: 0}]);
            return client.texts.length > 0;
        });
    });
});
