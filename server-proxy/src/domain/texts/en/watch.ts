import type {AlarmKind} from '../../watch_state';

/** Words of the warnings in the alarm channel. Times come formatted. */
export const watch = {
    raised: {
        openitcockpit: (since, why) =>
            `🚨 **Mattermost has been unable to reach openITCOCKPIT** since ${since}. Alerts may still arrive, but nothing can be acknowledged. ${why}`,
        heartbeat: (since, why) =>
            `🚨 **No heartbeat from openITCOCKPIT** since ${since}: alerts may be missing. ${why}`,
        reading: (since, why) =>
            `🚨 **Posts cannot be compared with openITCOCKPIT** since ${since}. Whatever openITCOCKPIT did not notify is missing from them. ${why}`,
        posts: (since, why) => `🚨 **Posts have not been showing what is known** since ${since}. ${why}`,
        stream: (since, why) =>
            `🚨 **Nothing comes over openITCOCKPIT's event stream** since ${since}. Posts follow later, or only what notification commands send. ${why}`,
        command: (since, why) =>
            `🚨 **openITCOCKPIT ran our notification command, but nothing came** since ${since}. ${why}`,
        records: (since, why) => `🚨 **Stored alerts cannot be read** since ${since}. ${why}`,
    } satisfies Readonly<Record<AlarmKind, (since: string, why: string) => string>>,
    over: {
        openitcockpit: (since, duration) =>
            `✅ Mattermost can reach openITCOCKPIT again. It had been unable to since ${since}, for ${duration}.`,
        heartbeat: (since, duration) =>
            `✅ openITCOCKPIT is sending heartbeats again. It had sent none since ${since}, for ${duration}.`,
        reading: (since, duration) =>
            `✅ Posts can be compared with openITCOCKPIT again. They had not been since ${since}, for ${duration}.`,
        posts: (since, duration) =>
            `✅ All posts show what is known again. Some had not since ${since}, for ${duration}.`,
        stream: (since, duration) =>
            `✅ openITCOCKPIT's event stream is back. Nothing had come since ${since}, for ${duration}.`,
        command: (since, duration) =>
            `✅ Notifications arrive again. One that openITCOCKPIT's command should have brought had been missing since ${since}, for ${duration}.`,
        records: (since, duration) =>
            `✅ All stored alerts can be read again. Some could not be since ${since}, for ${duration}.`,
    } satisfies Readonly<Record<AlarmKind, (since: string, duration: string) => string>>,
    /** They are no longer expected: the setting was switched off. */
    off: '☑️ Heartbeats from openITCOCKPIT are no longer expected (the Heartbeat minutes setting).',
    silent: (minutes: number) =>
        `No heartbeat from openITCOCKPIT for more than ${minutes} min: check that its monitoring core is running and that its heartbeat check can reach Mattermost.`,
    neverHeard: (minutes: number) =>
        `No heartbeat from openITCOCKPIT yet, although one is expected every ${minutes} min: create the heartbeat check in openITCOCKPIT, or set Heartbeat minutes (HEARTBEAT_MINUTES) to 0.`,
    notCompared: (minutes: number, why: string) =>
        `The posts have not been compared with openITCOCKPIT for ${minutes} min, although it answers, so they show only what it notifies: ${why}`,
    postsBehind: (count: number, minutes: number) =>
        `Mattermost has not accepted updates of posts for ${minutes} min, so they do not show what is known (posts: ${count}). They are repeated; the log says why they fail.`,
    streamAway: (minutes: number, why: string) =>
        `openITCOCKPIT's event stream has been away for ${minutes} min: ${why}`,
    streamQuiet: (minutes: number) =>
        `openITCOCKPIT's event stream is open, but no event has come for ${minutes} min: check that its monitoring core is running and that the broker delivers to the Statusengine Worker.`,
    commandLost:
        'openITCOCKPIT ran our command, nothing came: on the openITCOCKPIT server, check that the program and the settings file of the notification command are in place, that the address (NOTIFICATION_URL) and the token in it are right, and that the network lets it reach that address.',
    unreadable: (count: number) =>
        `Stored alerts cannot be read and were set aside (alerts: ${count}): their posts no longer change. The log names them.`,
    lastNotification: (time: string) => `The last notification arrived at ${time}.`,
    notPosted: (why: string) =>
        `The warning could not be posted in the alarm channel (the Alarm channel setting): ${why}`,
    noSuchChannel: (channel: string) =>
        `A warning is waiting, but there is no channel "${channel}" for it: check Alarm channel (ALARM_CHANNEL).`,
};
