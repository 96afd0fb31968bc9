// Entries of the event stream's frames, with all fields and no others (test/contract/event_stream_double.test.ts).
import type {Notification} from './core';
import type {Acknowledgement, Downtime, MonitoredObject} from './objects';

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

const USEC = 147_810;

const named = (object: MonitoredObject) =>
    object.kind === 'host'
        ? {host_name: object.uuid, service_description: ''}
        : {host_name: object.host.uuid, service_description: object.uuid};

const notified = (notification: Notification, now: number) => ({
    ...named(notification.object),
    timestamp_usec: USEC,
    output: notification.output,
    ack_author: notification.author,
    ack_data: notification.comment,
    reason_type: REASONS[notification.notificationType] ?? 0,
    state: notification.state,
    start_time: now,
    end_time: now,
});

export const contactEntry = (notification: Notification, now: number, command: string) => ({
    ...notified(notification, now),
    type: 605,
    timestamp: now,
    contact_name: '152aecaf-e981-4b0b-8e05-86972868547d',
    command_name: command,
    command_args: null,
});

export const notificationEntry = (notification: Notification, now: number) => ({
    ...notified(notification, now),
    type: 601,
    long_output: notification.output,
    notification_type: Number(notification.object.kind === 'service'),
    escalated: 0,
    contacts_notified: 1,
});

export const stateChangeEntry = (object: MonitoredObject, lastState: number, now: number) => {
    const {core} = object;
    return {
        ...named(object),
        timestamp: now,
        timestamp_usec: USEC,
        output: core.output,
        long_output: core.output,
        statechange_type: Number(object.kind === 'service'),
        state: core.state,
        state_type: Number(core.hard),
        current_attempt: core.attempt,
        max_attempts: core.maxAttempts,
        last_state: lastState,
        last_hard_state: lastState,
    };
};

export const acknowledgementEntry = (object: MonitoredObject, record: Acknowledgement) => ({
    ...named(object),
    entry_time: record.entryTime,
    entry_time_usec: USEC,
    author_name: record.author,
    comment_data: record.comment,
    acknowledgement_type: Number(object.kind === 'service'),
    state: record.state,
    is_sticky: Number(record.sticky),
    persistent_comment: 1,
    notify_contacts: Number(record.notify),
});

interface DowntimeEvent {
    readonly type: number;
    readonly attr: number;
    readonly timestamp: number;
}

export const downtimeEntry = (object: MonitoredObject, downtime: Downtime, event: DowntimeEvent) => ({
    ...event,
    flags: 0,
    timestamp_usec: USEC,
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

export const statusEntry = (object: MonitoredObject, timestamp: number) => {
    const {core} = object;
    const lastBad = core.state === 0 ? 0 : core.lastCheck;
    return {
        timestamp,
        ...(object.kind === 'host'
            ? {name: object.uuid, last_time_up: core.lastTimeOk, last_time_down: lastBad, last_time_unreachable: 0}
            : {
                  host_name: object.host.uuid,
                  description: object.uuid,
                  last_time_ok: core.lastTimeOk,
                  last_time_warning: 0,
                  last_time_critical: lastBad,
                  last_time_unknown: 0,
              }),
        ...UNCHANGING,
        plugin_output: core.output,
        long_plugin_output: core.longOutput,
        perf_data: core.perfdata,
        current_state: core.state,
        has_been_checked: Number(core.lastCheck > 0),
        should_be_scheduled: Number(core.activeChecks),
        current_attempt: core.attempt,
        max_attempts: core.maxAttempts,
        last_check: core.lastCheck,
        next_check: core.lastCheck + 300,
        last_state_change: core.lastStateChange,
        last_hard_state_change: core.lastStateChange,
        last_hard_state: core.state,
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

const UNCHANGING = {
    event_handler: null,
    check_command: 'ce4ced11-19b5-4cf1-8f70-21dadecba5b7',
    check_period: '41012866-6114-4853-9caf-6ffd19954e50',
    check_type: 0,
    last_notification: 0,
    next_notification: 0,
    no_more_notifications: 0,
    accept_passive_checks: 1,
    event_handler_enabled: 0,
    flap_detection_enabled: 0,
    percent_state_change: 0,
    latency: 0,
    execution_time: 0,
    process_performance_data: 1,
    obsess: 0,
    modified_attributes: 0,
    check_interval: 300,
    retry_interval: 60,
};
