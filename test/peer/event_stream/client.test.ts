import {once} from 'node:events';
import {afterAll, beforeAll, expect, it, onTestFinished} from 'vitest';
import {openRaw} from '../../support/openitcockpit/event_stream_forms';
import {connectStream} from '../../support/openitcockpit/stream_client';
import {RealWorker, withRealWorker} from '../../support/statusengine/real_worker';
import {openSluice} from '../../support/statusengine/sluice';
import {STATUSES_A_FRAME, sendUntilDropped, statusFrame} from '../../support/statusengine/status_frame';
import {waitFor} from '../../support/wait_for';

const RESTART = [{object_type: 102, timestamp: 0}];
const STATE_CHANGE = {
    timestamp: 1795868920,
    host_name: 'f0dd35eb-97f1-41fe-b08e-5917bb5925da',
    service_description: '',
    output: 'gone',
    state: 1,
    state_type: 1,
};
const ACKNOWLEDGEMENT = {
    entry_time: 1795868927,
    host_name: 'f0dd35eb-97f1-41fe-b08e-5917bb5925da',
    service_description: '',
    author_name: 'Jane Roe',
    comment_data: 'on it',
    state: 1,
    is_sticky: 1,
};
const DROPPED = 'statusengine_websocket_messages_dropped_total';
const NEVER_TAKEN = 'statusengine_websocket_publish_dropped_total';

withRealWorker('our client', () => {
    let worker: RealWorker;
    beforeAll(async () => {
        worker = await RealWorker.start();
    });
    afterAll(() => worker?.close());

    const connect = (options: Parameters<typeof connectStream>[1] = {}, url = worker.url) => {
        const {heard, close} = connectStream(url, options);
        onTestFinished(close);
        return heard;
    };
    /** Lost since then, as the worker counts. */
    const losses = async () => {
        const sum = async () => (await worker.metric(DROPPED)) + (await worker.metric(NEVER_TAKEN));
        const before = await sum();
        return async () => (await sum()) - before;
    };
    const served = (clients: number) => waitFor(async () => (await worker.connected) === clients);

    it('names the setting when the key is wrong', async () => {
        const heard = connect({key: 'the API key'.replaceAll(' ', '-')});
        await waitFor(() => heard.away.length > 0);
        expect(heard.away[0]?.message).toBe(
            'The event stream rejected the key (401): check the Event stream key setting, which is not the API key.',
        );
        expect(heard.opened).toBe(0);
    });

    it.each(['kill', 'stop'] as const)('is back after a %s and a restart, and hears on', async (end) => {
        const heard = connect();
        await served(1);
        await worker[end]();
        await waitFor(() => heard.away.some(({message}) => message.includes('Nothing answers')));
        await worker.publish('statechanges', [STATE_CHANGE]);
        await worker.restart();
        await served(1);
        await worker.publish('core_restart', RESTART);
        await waitFor(() => heard.events.some(({kind}) => kind === 'core restarted'));
        expect([heard.opened, heard.unreadable]).toEqual([2, 0]);
    });

    it('hears a job twice that was under way at a kill -9', async () => {
        const heard = connect();
        await served(1);
        worker.database.signal('SIGSTOP');
        await worker.publish('core_restart', RESTART);
        await waitFor(() => heard.events.length === 1);
        await worker.kill();
        const restarting = worker.restart();
        // The worker listens before it reaches its database.
        await waitFor(() => heard.opened === 2);
        worker.database.signal('SIGCONT');
        await restarting;
        await waitFor(() => heard.events.length === 2);
        expect(heard.events).toEqual([{kind: 'core restarted'}, {kind: 'core restarted'}]);
    });

    it('gives up a worker that hangs, and is back when it goes on', async () => {
        const heard = connect({timing: {silenceMs: 2000, connectMs: 500}});
        await served(1);
        worker.freeze();
        await waitFor(() => heard.away.some(({message}) => message.includes('Nothing came over the event stream')));
        const before = heard.opened;
        worker.thaw();
        await waitFor(() => heard.opened > before);
    });

    it('lives by the worker’s pings alone, which drops who does not answer them', async () => {
        const heard = connect({timing: {silenceMs: 58_000}});
        const silent = await openRaw(worker.url, 'stream-key', {autoPong: false});
        await served(2);
        // After 60 s.
        await once(silent.socket, 'close');
        await served(1);
        await worker.publish('core_restart', RESTART);
        await waitFor(() => heard.events.length === 1);
        expect([heard.opened, heard.away]).toEqual([1, []]);
    });

    it('is told nothing of frames it was too slow for; the worker counts them', async () => {
        const sluice = await openSluice(worker.url);
        onTestFinished(() => sluice.close());
        const heard = connect({}, sluice.url);
        await served(1);
        sluice.hold();
        const lost = await losses();
        const sent = await sendUntilDropped(worker, lost);
        sluice.release();
        await waitFor(async () => heard.events.length + (await lost()) >= sent);
        expect(heard.events.length + (await lost())).toBe(sent);
        expect(heard.opened).toBe(1);
        await worker.publish('core_restart', RESTART);
        await waitFor(() => heard.events.at(-1)?.kind === 'core restarted');
    });

    it('is hung up on when it reads nothing for long, and comes back', async () => {
        const sluice = await openSluice(worker.url);
        onTestFinished(() => sluice.close());
        const heard = connect({}, sluice.url);
        await served(1);
        sluice.hold();
        await sendUntilDropped(worker, await losses());
        // A frame that cannot be written for 10 s ends the connection.
        await served(0);
        sluice.release();
        await waitFor(() => heard.opened === 2);
        await served(1);
    });

    it('hears the same as another client', async () => {
        const [one, other] = [connect(), connect()];
        await served(2);
        for (let at = 0; at < 20; at += 1) {
            await worker.publish('servicestatus', statusFrame(at * STATUSES_A_FRAME));
        }
        await waitFor(() => one.events.length + other.events.length === 40 * STATUSES_A_FRAME);
        expect(one.events).toEqual(other.events);
    });

    it('hears what is rare while the worker’s database is away, and what was held back once it is there again', async () => {
        const heard = connect();
        await served(1);
        await worker.database.end();
        const frames = 100;
        for (let at = 0; at < frames; at += 1) {
            await worker.publish('servicestatus', statusFrame(at * STATUSES_A_FRAME));
        }
        await worker.publish('acknowledgements', [ACKNOWLEDGEMENT]);
        await waitFor(() => heard.events.some(({kind}) => kind === 'acknowledgement'));
        await worker.database.start();
        await waitFor(() => heard.events.length === frames * STATUSES_A_FRAME + 1);
        expect(heard.opened).toBe(1);
    });

    it('loses nothing of 5,000 events a second for half a minute, or it is counted', async () => {
        const heard = connect();
        await served(1);
        const lost = await losses();
        const total = 150_000;
        for (let sent = 0, from = Date.now(); sent < total; sent += STATUSES_A_FRAME) {
            await worker.publish('servicestatus', statusFrame(sent));
            const early = sent / 5 - (Date.now() - from);
            if (early > 5) {
                await new Promise((resolve) => setTimeout(resolve, early));
            }
        }
        await waitFor(async () => heard.events.length + (await lost()) >= total);
        expect(heard.events.length + (await lost())).toBe(total);
        expect([heard.opened, heard.unreadable]).toEqual([1, 0]);
        process.stdout.write(
            `5,000 events/s for 30 s: ${heard.events.length} heard, ${await lost()} counted as lost\n`,
        );
    });
});
