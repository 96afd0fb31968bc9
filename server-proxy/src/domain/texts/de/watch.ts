import type {watch as en} from '../en/watch';

export const watch: typeof en = {
    raised: {
        openitcockpit: (since, why) =>
            `🚨 **Mattermost erreicht openITCOCKPIT nicht mehr** (seit ${since}). Alarme können noch eintreffen, aber es lässt sich nichts bestätigen. ${why}`,
        heartbeat: (since, why) =>
            `🚨 **Kein Heartbeat von openITCOCKPIT** seit ${since}: Möglicherweise fehlen Alarme. ${why}`,
    },
    over: {
        openitcockpit: (since, duration) =>
            `✅ Mattermost erreicht openITCOCKPIT wieder. Es war seit ${since} nicht erreichbar, ${duration} lang.`,
        heartbeat: (since, duration) =>
            `✅ openITCOCKPIT sendet wieder Heartbeats. Seit ${since} kam keiner, ${duration} lang.`,
    },
    off: '☑️ Heartbeats von openITCOCKPIT werden nicht mehr erwartet (Einstellung „Heartbeat minutes“).',
    silent: (minutes) =>
        `Seit mehr als ${minutes} min kein Heartbeat von openITCOCKPIT: Prüfen Sie, ob sein Monitoring-Kern läuft und seine Heartbeat-Prüfung Mattermost erreicht.`,
    neverHeard: (minutes) =>
        `Noch kein Heartbeat von openITCOCKPIT, obwohl alle ${minutes} min einer erwartet wird: Legen Sie die Heartbeat-Prüfung in openITCOCKPIT an, oder setzen Sie „Heartbeat minutes“ (HEARTBEAT_MINUTES) auf 0.`,
    lastNotification: (time) => `Die letzte Benachrichtigung kam am ${time}.`,
    notPosted: (why) =>
        `Die Warnung konnte nicht in den Alarmkanal geschrieben werden (Einstellung „Alarm channel“): ${why}`,
    noSuchChannel: (channel) =>
        `Eine Warnung steht aus, aber es gibt keinen Kanal „${channel}“ für sie: Prüfen Sie „Alarm channel“ (ALARM_CHANNEL).`,
};
