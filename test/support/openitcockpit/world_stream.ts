import type {Notification} from './core';
import type {Downtime, MonitoredObject} from './objects';
import type {World} from './world';

/** Naemon's codes. */
const REASONS: Readonly<Record<string, number>> = {
    ACKNOWLEDGEMENT: 1,
    FLAPPINGSTART: 2,
    FLAPPINGSTOP: 3,
    FLAPPINGDISABLED: 4,
    DOWNTIMESTART: 5,
    DOWNTIMEEND: 6,
    DOWNTIMECANCELLED: 7,
    CUSTOM: 8,
};

const START = 1103;
const STOP = 1104;

/** A worker, real or not, to which a broker hands its events. */
export interface EventSink {
    /** @param topic without `statusngin_` */
    publish(topic: string, payload: readonly object[]): unknown;
}

interface Options {
    /** The broker flushes notifications and statuses at least once a second; tests take a tenth of that. */
    readonly flushMs?: number;
    /** UUID of the command that notifies. */
    readonly command?: string;
}

/** The broker between a double's core and its event stream: fields as recorded, contact events and acknowledgements at once. */
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
    const before = (object: MonitoredObject) => known.get(object) ?? {acknowledged: 0, running: []};
    const stops = [
        world.onNotification((notification) => {
            const said = notificationOf(notification, world.now());
            stream.publish('contactnotificationmethod', [
                {...said, type: 605, contact_name: 'c', command_name: command},
            ]);
            later('notifications', {...said, type: 601, contacts_notified: 1});
        }),
        world.onStatus((object) => {
            const {acknowledged, running} = before(object);
            for (const record of object.core.records.slice(acknowledged)) {
                const {author, comment, sticky, notify, state, entryTime} = record;
                stream.publish('acknowledgements', [
                    {
                        ...named(object),
                        entry_time: entryTime,
                        author_name: author,
                        comment_data: comment,
                        acknowledgement_type: object.kind === 'host' ? 0 : 1,
                        state,
                        is_sticky: Number(sticky),
                        persistent_comment: 1,
                        notify_contacts: Number(notify),
                    },
                ]);
            }
            const now = object.core.downtimes.filter((one) => one.started && !one.ended && !one.cancelled);
            for (const one of now.filter((each) => !running.includes(each))) {
                stream.publish('downtimes', [downtimeOf(object, one, {type: START, attr: 0, timestamp: world.now()})]);
            }
            for (const one of running.filter((each) => !now.includes(each))) {
                const attr = one.cancelled ? 2 : 1;
                stream.publish('downtimes', [downtimeOf(object, one, {type: STOP, attr, timestamp: world.now()})]);
            }
            known.set(object, {acknowledged: object.core.records.length, running: now});
            later(object.kind === 'host' ? 'hoststatus' : 'servicestatus', statusOf(object, world.now()));
        }),
    ];
    return () => {
        clearInterval(flushing);
        for (const stop of stops) {
            stop();
        }
    };
};

interface Known {
    readonly acknowledged: number;
    readonly running: readonly Downtime[];
}

const named = (object: MonitoredObject) =>
    object.kind === 'host'
        ? {host_name: object.uuid, service_description: ''}
        : {host_name: object.host.uuid, service_description: object.uuid};

const notificationOf = (notification: Notification, now: number) => ({
    ...named(notification.object),
    timestamp: now,
    output: notification.output,
    ack_author: notification.author,
    ack_data: notification.comment,
    reason_type: REASONS[notification.notificationType] ?? 0,
    state: notification.state,
    start_time: now,
    end_time: now,
    escalated: 0,
});

const downtimeOf = (object: MonitoredObject, downtime: Downtime, event: object) => ({
    ...event,
    flags: 0,
    downtime: {
        ...named(object),
        author_name: downtime.author,
        comment_data: downtime.comment,
        downtime_type: object.kind === 'host' ? 2 : 1,
        entry_time: downtime.entryTime,
        start_time: downtime.start,
        end_time: downtime.end,
        triggered_by: 0,
        downtime_id: downtime.id,
        fixed: 1,
        duration: downtime.end - downtime.start,
    },
});

const statusOf = (object: MonitoredObject, timestamp: number) => {
    const {core} = object;
    return {
        timestamp,
        ...(object.kind === 'host' ? {name: object.uuid} : {host_name: object.host.uuid, description: object.uuid}),
        plugin_output: core.output,
        current_state: core.state,
        has_been_checked: Number(core.lastCheck > 0),
        last_check: core.lastCheck,
        last_state_change: core.lastStateChange,
        last_hard_state_change: core.lastStateChange,
        state_type: Number(core.hard),
        notifications_enabled: Number(core.notificationsEnabled),
        problem_has_been_acknowledged: Number(core.acknowledged),
        acknowledgement_type: core.acknowledgementType,
        checks_enabled: Number(core.activeChecks),
        is_flapping: Number(core.flapping),
        scheduled_downtime_depth: core.downtimeDepth,
        current_notification_number: object.notificationNumber,
    };
};
