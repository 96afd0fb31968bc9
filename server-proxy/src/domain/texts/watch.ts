import type {AlarmKind} from '../watch_state';
import type {Language} from './texts';

/** Words of the warnings in the alarm channel. Times come formatted. */
export interface WatchTexts {
    readonly raised: Readonly<Record<AlarmKind, (since: string, why: string) => string>>;
    readonly over: Readonly<Record<AlarmKind, (since: string, duration: string) => string>>;
    /** Nobody expects it any more: the setting was switched off. */
    readonly off: string;
    readonly silent: (minutes: number) => string;
    readonly neverHeard: (minutes: number) => string;
    readonly lastNotification: (time: string) => string;
    readonly notPosted: (why: string) => string;
    readonly noSuchChannel: (channel: string) => string;
}

const en: WatchTexts = {
    raised: {
        openitcockpit: (since, why) =>
            `🚨 **Mattermost cannot reach openITCOCKPIT** since ${since}. Alerts may still arrive, but nothing can be acknowledged. ${why}`,
        heartbeat: (since, why) => `🚨 **No heartbeat of openITCOCKPIT** since ${since}: alerts may be missing. ${why}`,
    },
    over: {
        openitcockpit: (since, duration) =>
            `✅ Mattermost reaches openITCOCKPIT again. It could not since ${since}, for ${duration}.`,
        heartbeat: (since, duration) =>
            `✅ openITCOCKPIT sends heartbeats again. It sent none since ${since}, for ${duration}.`,
    },
    off: '☑️ Heartbeats of openITCOCKPIT are not expected any more (setting Heartbeat minutes).',
    silent: (minutes) =>
        `No heartbeat of openITCOCKPIT for more than ${minutes} min: check that its monitoring core runs and that its heartbeat check can reach Mattermost.`,
    neverHeard: (minutes) =>
        `No heartbeat of openITCOCKPIT yet, although one is expected every ${minutes} min: create the heartbeat check in openITCOCKPIT, or set Heartbeat minutes (HEARTBEAT_MINUTES) to 0.`,
    lastNotification: (time) => `The last notification came at ${time}.`,
    notPosted: (why) => `The warning could not be posted into the alarm channel (setting Alarm channel): ${why}`,
    noSuchChannel: (channel) =>
        `A warning waits, and there is no channel "${channel}" for it: check Alarm channel (ALARM_CHANNEL).`,
};

const de: WatchTexts = {
    raised: {
        openitcockpit: (since, why) =>
            `🚨 **Mattermost erreicht openITCOCKPIT nicht** seit ${since}. Alarme können noch eintreffen, aber nichts kann bestätigt werden. ${why}`,
        heartbeat: (since, why) =>
            `🚨 **Kein Lebenszeichen von openITCOCKPIT** (Heartbeat) seit ${since}: Alarme können fehlen. ${why}`,
    },
    over: {
        openitcockpit: (since, duration) =>
            `✅ Mattermost erreicht openITCOCKPIT wieder. Nicht erreichbar seit ${since}, ${duration} lang.`,
        heartbeat: (since, duration) =>
            `✅ openITCOCKPIT gibt wieder Lebenszeichen. Keines seit ${since}, ${duration} lang.`,
    },
    off: '☑️ Lebenszeichen von openITCOCKPIT werden nicht mehr erwartet (Einstellung „Heartbeat minutes“).',
    silent: (minutes) =>
        `Seit mehr als ${minutes} min kein Lebenszeichen von openITCOCKPIT: Prüfen Sie, ob sein Monitoring-Kern läuft und seine Heartbeat-Prüfung Mattermost erreicht.`,
    neverHeard: (minutes) =>
        `Noch kein Lebenszeichen von openITCOCKPIT, obwohl alle ${minutes} min eines erwartet wird: Legen Sie die Heartbeat-Prüfung in openITCOCKPIT an, oder setzen Sie „Heartbeat minutes“ (HEARTBEAT_MINUTES) auf 0.`,
    lastNotification: (time) => `Die letzte Benachrichtigung kam am ${time}.`,
    notPosted: (why) =>
        `Die Warnung konnte nicht in den Alarmkanal geschrieben werden (Einstellung „Alarm channel“): ${why}`,
    noSuchChannel: (channel) =>
        `Eine Warnung wartet, und es gibt keinen Kanal „${channel}“ für sie: Prüfen Sie „Alarm channel“ (ALARM_CHANNEL).`,
};

export const watchTextsOf = (language: Language): WatchTexts => (language === 'de' ? de : en);
