import type {Acknowledgement, Downtime, MonitoredObject, Status} from './objects';
import type {ApiUser} from './recorded_objects';
import {ago, commentHtml, duration, outputHtml, type Stamp, until} from './time_format';

export interface ViewContext {
    /** Unix seconds. */
    readonly now: number;
    readonly user: ApiUser;
    readonly stamp: Stamp;
    readonly version: string;
    readonly mayEdit: (object: MonitoredObject) => boolean;
    readonly recordMissing: boolean;
    readonly recordLagSeconds: number;
}

type Form = 'browser' | 'list' | 'embedded' | 'listEmbedded';

/** Columns of a status row; null if the page's query does not select them. */
interface Columns {
    readonly state: number | null;
    readonly flapping: boolean | null;
    readonly depth: number | null;
    readonly lastCheck: number;
    readonly checksEnabled: boolean | number | null;
    readonly lastHardState: number | null;
    readonly lastHardStateChange: number;
    readonly lastStateChange: number;
    readonly output: string | null;
    readonly longOutput: string | null;
    readonly ackType: number | null;
    readonly stateType: boolean | number | null;
    readonly flapDetection: boolean | null;
    readonly notifications: boolean | null;
    readonly attempt: number | null;
    readonly maxAttempts: number | null;
    readonly latency: number | null;
    readonly lastTimeOk: number;
}

const NOTHING: Columns = {
    state: null,
    flapping: null,
    depth: null,
    lastCheck: 0,
    checksEnabled: null,
    lastHardState: null,
    lastHardStateChange: 0,
    lastStateChange: 0,
    output: null,
    longOutput: null,
    ackType: null,
    stateType: null,
    flapDetection: null,
    notifications: null,
    attempt: null,
    maxAttempts: null,
    latency: null,
    lastTimeOk: 0,
};

/** Columns each page selects (recordings `host-browser-*`, `svc-browser-*`, `hosts-index`, `services-index`). */
const columnsOf = (kind: 'host' | 'service', status: Status, form: Form, version: string): Columns => {
    const core = {state: status.state, lastStateChange: status.lastStateChange};
    if (!status.inMonitoring) {
        return NOTHING;
    }
    if (form === 'embedded') {
        // 4.8.7 does not select the state type for a service's host.
        const stateType = version.startsWith('4.') ? null : status.hard;
        return {...NOTHING, ...core, depth: status.downtimeDepth, stateType};
    }
    if (form === 'listEmbedded') {
        const since = status.lastStateChange;
        return {...NOTHING, ...core, flapping: status.flapping, lastHardStateChange: since, stateType: status.hard};
    }
    const shared = {
        ...NOTHING,
        ...core,
        flapping: status.flapping,
        depth: status.downtimeDepth,
        lastCheck: status.lastCheck,
        lastHardStateChange: status.lastStateChange,
        output: status.output,
        ackType: status.acknowledgementType,
        notifications: status.notificationsEnabled,
    };
    if (form === 'list') {
        return {...shared, checksEnabled: kind === 'host' ? true : 1, stateType: status.hard ? 1 : 0};
    }
    return {
        ...shared,
        checksEnabled: status.activeChecks,
        stateType: status.hard,
        lastHardState: status.state,
        longOutput: status.longOutput,
        flapDetection: false,
        attempt: status.attempt,
        maxAttempts: status.maxAttempts,
        latency: 0.01,
        lastTimeOk: status.lastTimeOk,
    };
};

const HUMAN = {
    host: ['up', 'down', 'unreachable'],
    service: ['ok', 'warning', 'critical', 'unknown'],
} as const;

const CHECK_INTERVAL = 300;

/** `Hoststatus`/`Servicestatus` as the page `form` shows it. */
export const statusView = (object: MonitoredObject, form: Form, context: ViewContext): Record<string, unknown> => {
    const {kind, visible} = object;
    const {stamp} = context;
    const c = columnsOf(kind, visible, form, context.version);
    const nextCheck = c.lastCheck === 0 ? 0 : c.lastCheck + CHECK_INTERVAL;
    const german = context.user.language === 'de_DE';
    const inWords = {
        lastHardStateChangeInWords: duration(context.now - c.lastHardStateChange),
        last_state_change_in_words: duration(context.now - c.lastStateChange),
        lastCheckInWords: ago(c.lastCheck, context.now, german),
        nextCheckInWords: until(nextCheck, context.now, german),
    };
    const relative = form === 'browser' || form === 'embedded';
    return {
        currentState: c.state,
        isFlapping: c.flapping,
        // The host inside a list of services does not select it, so it never looks acknowledged.
        problemHasBeenAcknowledged: form !== 'listEmbedded' && visible.acknowledged,
        scheduledDowntimeDepth: c.depth,
        lastCheck: relative ? inWords.lastCheckInWords : stamp(c.lastCheck),
        nextCheck: relative ? inWords.nextCheckInWords : stamp(nextCheck),
        activeChecksEnabled: c.checksEnabled,
        lastHardState: c.lastHardState,
        lastHardStateChange: relative ? inWords.lastHardStateChangeInWords : stamp(c.lastHardStateChange),
        last_state_change: relative ? inWords.last_state_change_in_words : stamp(c.lastStateChange),
        output: c.output,
        long_output: c.longOutput,
        acknowledgement_type: c.ackType,
        state_type: c.stateType,
        flap_detection_enabled: c.flapDetection,
        notifications_enabled: c.notifications,
        current_check_attempt: c.attempt,
        max_check_attempts: c.maxAttempts,
        latency: c.latency,
        [kind === 'host' ? 'last_time_up' : 'last_time_ok']: stamp(c.lastTimeOk),
        ...inWords,
        ...looks(kind, c),
        ...(relative ? userTimes(c, nextCheck, stamp) : {}),
        ...(form === 'browser' ? {longOutputHtml: outputHtml(c.longOutput)} : {}),
        ...(kind === 'service' ? perfdata(visible, form) : {}),
    };
};

const looks = (kind: 'host' | 'service', c: Columns) => {
    const human = c.state === null ? undefined : HUMAN[kind][c.state];
    return {
        isHardstate: Boolean(c.stateType),
        isInMonitoring: human !== undefined,
        humanState: human ?? 'not in monitoring',
        cssClass: human ? `bg-${human}` : 'bg-primary',
        textClass: human ?? 'text-primary',
        outputHtml: outputHtml(c.output),
    };
};

const userTimes = (c: Columns, nextCheck: number, stamp: Stamp) => ({
    lastHardStateChangeUser: stamp(c.lastHardStateChange),
    last_state_change_user: stamp(c.lastStateChange),
    lastCheckUser: stamp(c.lastCheck),
    nextCheckUser: stamp(nextCheck),
});

const perfdata = (status: Status, form: Form) => ({
    perfdata: status.inMonitoring ? status.perfdata : null,
    processPerformanceData: form === 'browser' && status.inMonitoring ? true : null,
});

/** The record as the browser pages show it: `[]` if not acknowledged, null if the record does not exist (yet). */
export const acknowledgementView = (object: MonitoredObject, context: ViewContext): unknown => {
    if (!object.visible.acknowledged) {
        return [];
    }
    const shown = context.recordMissing
        ? undefined
        : object.visible.records.findLast((record) => record.entryTime + context.recordLagSeconds <= context.now);
    return shown
        ? {
              ...acknowledgementRow(object, shown, context.mayEdit(object), context.stamp),
              commentDataHtml: commentHtml(shown.comment),
          }
        : null;
};

export const acknowledgementRow = (
    object: MonitoredObject,
    record: Acknowledgement,
    allowEdit: boolean,
    stamp: Stamp,
) => ({
    acknowledgement_type: object.kind === 'host' ? 0 : 1,
    author_name: record.author,
    comment_data: record.comment,
    entry_time: stamp(record.entryTime),
    is_sticky: record.sticky,
    notify_contacts: record.notify,
    persistent_comment: true,
    state: record.state,
    allowEdit,
});

const currentDowntime = ({visible}: MonitoredObject, now: number): Downtime | undefined =>
    visible.downtimeDepth === 0
        ? undefined
        : visible.downtimes.findLast((d) => !d.cancelled && !d.ended && d.start <= now && d.end > now);

/** The running downtime as the browser pages show it; `[]` if there is none. */
export const downtimeView = (object: MonitoredObject, context: ViewContext): unknown => {
    const downtime = currentDowntime(object, context.now);
    return downtime ? downtimeRow(downtime, context.mayEdit(object), context) : [];
};

export const downtimeRow = (
    downtime: Downtime,
    allowEdit: boolean,
    {now, stamp}: Pick<ViewContext, 'now' | 'stamp'>,
) => {
    const isExpired = downtime.end <= now;
    return {
        authorName: downtime.author,
        commentData: downtime.comment,
        entryTime: stamp(downtime.entryTime),
        scheduledStartTime: stamp(downtime.start),
        scheduledEndTime: stamp(downtime.end),
        actualEndTime: stamp(downtime.actualEnd),
        duration: downtime.end - downtime.start,
        wasStarted: downtime.start <= now,
        internalDowntimeId: downtime.id,
        downtimehistoryId: null,
        wasCancelled: downtime.cancelled,
        allowEdit,
        durationHuman: duration(downtime.end - downtime.start),
        isCancellable: !isExpired && !downtime.cancelled,
        isRunning: downtime.start <= now && !isExpired && !downtime.cancelled,
        isExpired,
    };
};
