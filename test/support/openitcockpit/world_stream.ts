import type {Downtime, MonitoredObject} from './objects';
import type {World} from './world';
import {
    acknowledgementEntry,
    contactEntry,
    downtimeEntry,
    notificationEntry,
    stateChangeEntry,
    statusEntry,
} from './world_frames';

/** NEBTYPE_DOWNTIME_… */
const ADD = 1100;
const DELETE = 1101;
const LOAD = 1102;
const START = 1103;
const STOP = 1104;

/** A worker, real or not, to which a broker hands its events. */
export interface EventSink {
    /** @param topic without `statusngin_` */
    publish(topic: string, payload: readonly object[]): unknown;
}

interface Options {
    /** The broker flushes notifications, state changes and statuses at least once a second; tests take a tenth of that. */
    readonly flushMs?: number;
    /** UUID of the command that notifies. */
    readonly command?: string;
}

interface Known {
    readonly acknowledged: number;
    readonly running: readonly Downtime[];
    readonly state: number;
}

/** The broker between a double's core and its event stream: contact events, acknowledgements and downtimes at once. */
export const streamWorld = (world: World, stream: EventSink, options: Options = {}): (() => void) => {
    const {flushMs = 100, command = '2645a57e-e248-4fa8-8ca4-2832166f341a'} = options;
    const held = new Map<string, object[]>();
    const later = (topic: string, entry: object): void => void held.set(topic, [...(held.get(topic) ?? []), entry]);
    const flushing = setInterval(() => {
        for (const [topic, payload] of held) {
            stream.publish(topic, payload);
        }
        held.clear();
    }, flushMs);
    const known = new Map<MonitoredObject, Known>();
    const stops = [
        world.onNotification((notification) => {
            const now = world.now();
            stream.publish('contactnotificationmethod', [contactEntry(notification, now, command)]);
            later('notifications', notificationEntry(notification, now));
        }),
        world.onStatus((object) => {
            const before = known.get(object) ?? {acknowledged: 0, running: [], state: 0};
            const now = world.now();
            for (const record of object.core.records.slice(before.acknowledged)) {
                stream.publish('acknowledgements', [acknowledgementEntry(object, record)]);
            }
            const running = runningDowntimes(object);
            tellDowntimes(stream, object, {before: before.running, running, now});
            if (object.core.state !== before.state) {
                later('statechanges', stateChangeEntry(object, before.state, now));
            }
            known.set(object, {acknowledged: object.core.records.length, running, state: object.core.state});
            later(object.kind === 'host' ? 'hoststatus' : 'servicestatus', statusEntry(object, now));
        }),
    ];
    return () => {
        clearInterval(flushing);
        for (const stop of stops) {
            stop();
        }
    };
};

const runningDowntimes = ({core}: MonitoredObject): Downtime[] =>
    core.downtimes.filter((one) => one.started && !one.ended && !one.cancelled);

interface DowntimeChange {
    readonly before: readonly Downtime[];
    readonly running: readonly Downtime[];
    readonly now: number;
}

const tellDowntimes = (stream: EventSink, object: MonitoredObject, {before, running, now}: DowntimeChange): void => {
    const tell = (downtime: Downtime, type: number, attr = 0) =>
        stream.publish('downtimes', [downtimeEntry(object, downtime, {type, attr, timestamp: now})]);
    for (const one of running.filter((each) => !before.includes(each))) {
        tell(one, LOAD);
        tell(one, ADD);
        tell(one, START);
    }
    for (const one of before.filter((each) => !running.includes(each))) {
        tell(one, STOP, one.cancelled ? 2 : 1);
        tell(one, DELETE);
    }
};
