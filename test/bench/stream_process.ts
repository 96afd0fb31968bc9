// The doubles of the event stream's bench, in a process of their own: Mattermost, openITCOCKPIT, and its event stream.
import {startMattermostDouble} from '../support/mattermost/double';
import {startOpenitcockpitDouble} from '../support/openitcockpit/double';
import {EventStreamDouble} from '../support/openitcockpit/event_stream';
import {streamWorld} from '../support/openitcockpit/world_stream';
import {benchUuid} from './bench_uuid';
import type {StreamQuestion} from './stream_doubles';

/** The broker flushes at least every 30 events. */
const A_FRAME = 30;
const TICK_MS = 20;
/** Objects without a post, of which most of a storm tells. */
const OBJECTS = 10_000;

const mattermost = await startMattermostDouble();
const channel = mattermost.createChannel('alerts', {displayName: 'Alerts'});
const jane = mattermost.createUser('jane', {fullName: 'Jane Roe', channels: [channel.id]});
const bot = mattermost.createBot('openitcockpit', {channels: [channel.id]});
const monitoring = await startOpenitcockpitDouble({commandDelayMs: [300, 600], lagMs: [900, 3300]});
const stream = await EventStreamDouble.start();
const {world} = monitoring;
const services = Array.from({length: 400}, (_, at) =>
    world.addService('web01', {name: `Check ${at}`, uuid: benchUuid(at)}),
);
for (const service of services) {
    world.setState(service, 2, 'CRITICAL');
}
await world.settled();
const hostUuid = services[0]?.host.uuid ?? '';

/** On the wall clock, so that another process can compare. */
const now = (): number => performance.timeOrigin + performance.now();

/** When an object was first acknowledged in the core. */
const acknowledgedAt = new Map<string, number>();
world.onStatus((object) => {
    if (object.core.acknowledged && !acknowledgedAt.has(object.uuid)) {
        acknowledgedAt.set(object.uuid, now());
    }
});
streamWorld(world, stream, {flushMs: 1000});

const statusOf = (at: number): object => {
    const seconds = Math.floor(Date.now() / 1000);
    return {
        host_name: hostUuid,
        description: benchUuid(1_000_000 + (at % OBJECTS)),
        timestamp: seconds,
        plugin_output: 'OK - rta 0.5 ms, lost 0%',
        current_state: 0,
        has_been_checked: 1,
        last_check: seconds,
        last_state_change: 1,
        last_hard_state_change: 1,
        state_type: 1,
        notifications_enabled: 1,
        problem_has_been_acknowledged: 0,
        acknowledgement_type: 0,
        checks_enabled: 1,
        is_flapping: 0,
        scheduled_downtime_depth: 0,
        current_notification_number: 0,
        perf_data: 'rta=0.500ms;100;500;0; pl=0%;20;60;0;',
    };
};

/** Statuses at an even rate, whatever the timer does. */
const storm = async (perSecond: number, seconds: number): Promise<number> => {
    const begun = now();
    let sent = 0;
    while (sent < perSecond * seconds) {
        const due = Math.min(perSecond * seconds, Math.floor(((now() - begun) * perSecond) / 1000));
        while (sent + A_FRAME <= due || (due === perSecond * seconds && sent < due)) {
            const from = sent;
            const count = Math.min(A_FRAME, due - from);
            stream.publish(
                'servicestatus',
                Array.from({length: count}, (_, at) => statusOf(from + at)),
            );
            sent += count;
        }
        await new Promise((resolve) => setTimeout(resolve, TICK_MS));
    }
    return sent;
};

let storming = Promise.resolve(0);

process.on('message', async (question: StreamQuestion) => {
    if ('publish' in question) {
        const at = now();
        stream.publish(question.publish, question.payload);
        process.send?.({at});
    } else if ('storm' in question) {
        storming = storm(question.storm, question.seconds);
        process.send?.({});
    } else if ('acknowledged' in question) {
        process.send?.({at: acknowledgedAt.get(question.acknowledged)});
    } else {
        process.send?.({sent: await storming, requests: monitoring.requests.length, dropped: stream.dropped});
    }
});
process.send?.({
    mattermostUrl: mattermost.url,
    botToken: bot.token,
    janeToken: jane.token,
    channelId: channel.id,
    teamId: mattermost.team.id,
    openitcockpitUrl: monitoring.url,
    apiKey: monitoring.apiKeys.bot,
    hostUuid,
    serviceUuids: services.map(({uuid}) => uuid),
    streamUrl: stream.url,
});
