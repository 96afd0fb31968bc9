import type {watch as en} from '../en/watch';

export const watch: typeof en = {
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
