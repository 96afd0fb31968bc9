import type {AlarmKind} from '../../watch_state';

/** Words of the warnings in the alarm channel. Times come formatted. */
export const watch = {
    raised: {
        openitcockpit: (since, why) =>
            `🚨 **Mattermost cannot reach openITCOCKPIT** since ${since}. Alerts may still arrive, but nothing can be acknowledged. ${why}`,
        heartbeat: (since, why) => `🚨 **No heartbeat of openITCOCKPIT** since ${since}: alerts may be missing. ${why}`,
    } satisfies Readonly<Record<AlarmKind, (since: string, why: string) => string>>,
    over: {
        openitcockpit: (since, duration) =>
            `✅ Mattermost reaches openITCOCKPIT again. It could not since ${since}, for ${duration}.`,
        heartbeat: (since, duration) =>
            `✅ openITCOCKPIT sends heartbeats again. It sent none since ${since}, for ${duration}.`,
    } satisfies Readonly<Record<AlarmKind, (since: string, duration: string) => string>>,
    /** Nobody expects it any more: the setting was switched off. */
    off: '☑️ Heartbeats of openITCOCKPIT are not expected any more (setting Heartbeat minutes).',
    silent: (minutes: number) =>
        `No heartbeat of openITCOCKPIT for more than ${minutes} min: check that its monitoring core runs and that its heartbeat check can reach Mattermost.`,
    neverHeard: (minutes: number) =>
        `No heartbeat of openITCOCKPIT yet, although one is expected every ${minutes} min: create the heartbeat check in openITCOCKPIT, or set Heartbeat minutes (HEARTBEAT_MINUTES) to 0.`,
    lastNotification: (time: string) => `The last notification came at ${time}.`,
    notPosted: (why: string) =>
        `The warning could not be posted into the alarm channel (setting Alarm channel): ${why}`,
    noSuchChannel: (channel: string) =>
        `A warning waits, and there is no channel "${channel}" for it: check Alarm channel (ALARM_CHANNEL).`,
};
