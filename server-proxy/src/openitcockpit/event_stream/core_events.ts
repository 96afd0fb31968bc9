import * as z from 'zod/mini';
import {isProblemState, LIMIT, type NotificationType} from '#contract';
import type {Alert, TargetIds} from '../../domain/alert/alert';
import type {CoreEvent} from '../../domain/alert/core_event';
import {momentAt} from '../../domain/alert/moment';
import {parseNotification} from '../../domain/alert/notification';
import {parseState} from '../../domain/alert/state';
import {plainText} from '../../domain/text';

// Facts: recorded from Statusengine Worker 21d1b30. Unknown topics and fields are ignored, so that newer workers do no harm.

const objectOf = {host_name: z.string(), service_description: z.optional(z.nullable(z.string()))};

const notified = z.object({
    ...objectOf,
    output: z.nullable(z.string()),
    ack_author: z.optional(z.nullable(z.string())),
    ack_data: z.optional(z.nullable(z.string())),
    reason_type: z.number(),
    state: z.number(),
    start_time: z.number(),
});
const toContacts = z.extend(notified, {contacts_notified: z.number()});
const toContact = z.extend(notified, {command_name: z.string()});

const stateChange = z.object({
    ...objectOf,
    timestamp: z.number(),
    output: z.nullable(z.string()),
    state: z.number(),
    state_type: z.number(),
});

const acknowledgement = z.object({
    ...objectOf,
    entry_time: z.number(),
    author_name: z.string(),
    comment_data: z.string(),
    state: z.number(),
    is_sticky: z.number(),
});

const downtime = z.object({
    type: z.number(),
    attr: z.number(),
    timestamp: z.number(),
    downtime: z.object({...objectOf, author_name: z.string(), comment_data: z.string()}),
});

const status = {
    timestamp: z.number(),
    current_state: z.number(),
    state_type: z.number(),
    has_been_checked: z.optional(z.number()),
    last_check: z.number(),
    last_state_change: z.number(),
    plugin_output: z.nullable(z.string()),
    problem_has_been_acknowledged: z.number(),
    scheduled_downtime_depth: z.number(),
    is_flapping: z.number(),
    notifications_enabled: z.number(),
};
const hostStatus = z.object({...status, name: z.string()});
const serviceStatus = z.object({...status, host_name: z.string(), description: z.string()});

/** By topic: the events in one entry of a payload. @throws when the entry is not what it should be */
const READERS: Readonly<Record<string, (entry: unknown) => readonly CoreEvent[]>> = {
    statusngin_notifications: (entry) => {
        const {contacts_notified: contacts, ...said} = z.parse(toContacts, entry);
        return [{kind: 'notification', alert: notificationOf(said), contacts}];
    },
    statusngin_contactnotificationmethod: (entry) => {
        const {command_name: command, ...said} = z.parse(toContact, entry);
        return [{kind: 'contact notified', alert: notificationOf(said), command}];
    },
    statusngin_statechanges: (entry) => {
        const {state_type, timestamp: time, ...said} = z.parse(stateChange, entry);
        const alert = alertOf(said, {state: said.state, time, output: said.output});
        return [{kind: 'state change', alert, isHard: state_type === 1}];
    },
    statusngin_acknowledgements: (entry) => {
        const {entry_time: time, author_name: author, comment_data: comment, ...said} = z.parse(acknowledgement, entry);
        const alert = alertOf(said, {state: said.state, time, type: 'ACKNOWLEDGEMENT', author, comment});
        return [{kind: 'acknowledgement', alert: {...alert, sticky: said.is_sticky !== 0}}];
    },
    statusngin_downtimes: (entry) => downtimeEvents(z.parse(downtime, entry)),
    statusngin_hoststatus: (entry) => {
        const said = z.parse(hostStatus, entry);
        return statusEvents('host', {hostUuid: said.name.toLowerCase()}, said);
    },
    statusngin_servicestatus: (entry) => {
        const said = z.parse(serviceStatus, entry);
        const target = {hostUuid: said.host_name.toLowerCase(), serviceUuid: said.description.toLowerCase()};
        return statusEvents('service', target, said);
    },
    statusngin_core_restart: () => [{kind: 'core restarted'}],
};

export const TOPICS = Object.keys(READERS);

const frame = z.object({topic: z.string(), payload: z.array(z.unknown())});

/** What a frame holds. */
export interface FrameContent {
    readonly events: readonly CoreEvent[];
    /** Entries that were not what they should be. */
    readonly unreadable: number;
}

/** @param text one frame as it came; anything else than expected counts as unreadable and never throws */
export const readFrame = (text: string): FrameContent => {
    const parsed = z.safeParse(frame, jsonOf(text));
    if (!parsed.success) {
        return {events: [], unreadable: 1};
    }
    const {topic, payload} = parsed.data;
    const reader = Object.hasOwn(READERS, topic) ? READERS[topic] : undefined;
    const events: CoreEvent[] = [];
    let unreadable = 0;
    for (const entry of reader ? payload : []) {
        try {
            events.push(...(reader?.(entry) ?? []));
        } catch {
            unreadable += 1;
        }
    }
    return {events, unreadable};
};

const jsonOf = (text: string): unknown => {
    try {
        return JSON.parse(text);
    } catch {
        return undefined;
    }
};

/** Naemon's codes. */
const REASONS: Readonly<Record<number, NotificationType>> = {
    1: 'ACKNOWLEDGEMENT',
    2: 'FLAPPINGSTART',
    3: 'FLAPPINGSTOP',
    4: 'FLAPPINGDISABLED',
    5: 'DOWNTIMESTART',
    6: 'DOWNTIMEEND',
    7: 'DOWNTIMECANCELLED',
    8: 'CUSTOM',
};

interface Named {
    readonly host_name: string;
    readonly service_description?: string | null | undefined;
}

interface Said {
    readonly state: number;
    readonly time: number;
    /** Default: PROBLEM or RECOVERY, by the state. */
    readonly type?: NotificationType | undefined;
    readonly output?: string | null | undefined;
    readonly author?: string | null | undefined;
    readonly comment?: string | null | undefined;
}

const notificationOf = (said: Omit<z.output<typeof toContacts>, 'contacts_notified'>): Alert => {
    const type = REASONS[said.reason_type];
    if (type === undefined && said.reason_type !== 0) {
        throw new TypeError(`reason ${said.reason_type}`);
    }
    const {state, output, ack_author: author, ack_data: comment, start_time: time} = said;
    return alertOf(said, {state, time, type, output, author, comment});
};

/** Checked and cleaned as what the notification command brings is. */
const alertOf = (object: Named, {state, time, type, output, author, comment}: Said): Alert => {
    const service = object.service_description ?? '';
    const kind = service === '' ? 'host' : 'service';
    const named = parseState(kind, String(state));
    return parseNotification({
        type: kind,
        notificationtype: type ?? (named !== undefined && isProblemState(named) ? 'PROBLEM' : 'RECOVERY'),
        hostuuid: object.host_name,
        serviceuuid: service,
        state,
        output: output ?? '',
        ackauthor: author ?? '',
        ackcomment: comment ?? '',
        time,
    });
};

const STARTED = 1103;
const STOPPED = 1104;
const CANCELLED = 2;

/** What was only planned or loaded is nothing to show yet. */
const downtimeEvents = ({type, attr, timestamp: time, downtime: said}: z.output<typeof downtime>): CoreEvent[] => {
    if (type !== STARTED && type !== STOPPED) {
        return [];
    }
    const ended = attr === CANCELLED ? 'cancelled' : 'ran out';
    const {author_name: author, comment_data: comment, host_name: host, service_description: service} = said;
    const target = {hostUuid: host.toLowerCase(), ...(service ? {serviceUuid: service.toLowerCase()} : {})};
    return [{kind: 'downtime', target, change: type === STARTED ? 'began' : ended, time, author, comment}];
};

const statusEvents = (
    kind: 'host' | 'service',
    target: TargetIds,
    said: Omit<z.output<typeof hostStatus>, 'name'>,
): CoreEvent[] => {
    const state = parseState(kind, String(said.current_state));
    if (state === undefined) {
        throw new TypeError(`state ${said.current_state}`);
    }
    if (said.has_been_checked === 0) {
        return [];
    }
    return [
        {
            kind: 'status',
            target,
            status: {
                state,
                output: plainText(said.plugin_output ?? '', LIMIT.output),
                acknowledged: said.problem_has_been_acknowledged !== 0,
                inDowntime: said.scheduled_downtime_depth > 0,
                flapping: said.is_flapping !== 0,
                ...(said.last_check > 0 ? {checkedAt: momentAt(said.last_check)} : {}),
                ...(said.last_state_change > 0 ? {stateSince: momentAt(said.last_state_change)} : {}),
                freshAt: momentAt(said.timestamp),
            },
            isHard: said.state_type === 1,
            notifies: said.notifications_enabled !== 0,
        },
    ];
};
