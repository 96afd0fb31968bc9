type Entry = Readonly<Record<string, unknown>>;

/** A job of the core's broker: its queue and its JSON. */
export interface BrokerJob {
    readonly queue: string;
    readonly data: string;
}

interface Form {
    /** Name of the part that holds everything but the envelope. */
    readonly part: string;
    /** NEBTYPE. */
    readonly type: number;
    /** Many events make one job. */
    readonly isBulk: boolean;
}

const FORMS: Readonly<Record<string, Form>> = {
    hoststatus: {part: 'hoststatus', type: 1201, isBulk: true},
    servicestatus: {part: 'servicestatus', type: 1202, isBulk: true},
    statechanges: {part: 'statechange', type: 1801, isBulk: true},
    notifications: {part: 'notification_data', type: 601, isBulk: true},
    contactnotificationmethod: {part: 'contactnotificationmethod', type: 605, isBulk: false},
    acknowledgements: {part: 'acknowledgement', type: 1700, isBulk: false},
};

/**
 * The jobs from which the Statusengine Worker makes a frame with this payload: it flattens what the broker nests.
 * @param topic without `statusngin_`
 */
export const jobsOf = (topic: string, payload: readonly Entry[]): BrokerJob[] => {
    const queue = `statusngin_${topic}`;
    const form = FORMS[topic];
    if (form?.isBulk) {
        const messages = payload.map((entry) => nested(entry, form));
        return [{queue, data: JSON.stringify({messages, format: 'none'})}];
    }
    return payload.map((entry) => ({queue, data: JSON.stringify(form ? nested(entry, form) : entry)}));
};

const nested = (entry: Entry, {part, type: usualType}: Form): Entry => {
    const {type = usualType, timestamp, timestamp_usec, entry_time, entry_time_usec, ...rest} = entry;
    return {
        type,
        flags: 0,
        attr: 0,
        timestamp: timestamp ?? entry_time ?? entry.start_time,
        timestamp_usec: timestamp_usec ?? entry_time_usec ?? 0,
        [part]: rest,
    };
};
