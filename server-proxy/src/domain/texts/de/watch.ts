import type {watch as en} from '../en/watch';

export const watch: typeof en = {
    raised: {
        openitcockpit: (since, why) =>
            `🚨 **Mattermost erreicht openITCOCKPIT nicht mehr** (seit ${since}). Alarme können noch eintreffen, aber es lässt sich nichts bestätigen. ${why}`,
        heartbeat: (since, why) =>
            `🚨 **Kein Heartbeat von openITCOCKPIT** seit ${since}: Möglicherweise fehlen Alarme. ${why}`,
        reading: (since, why) =>
            `🚨 **Die Beiträge lassen sich nicht mit openITCOCKPIT abgleichen** (seit ${since}). Was openITCOCKPIT nicht gemeldet hat, fehlt in ihnen. ${why}`,
        posts: (since, why) => `🚨 **Beiträge zeigen nicht den bekannten Stand** (seit ${since}). ${why}`,
        stream: (since, why) =>
            `🚨 **Über den Ereignisstrom von openITCOCKPIT kommt nichts** (seit ${since}). Beiträge folgen später oder nur dem, was Benachrichtigungskommandos senden. ${why}`,
        command: (since, why) =>
            `🚨 **openITCOCKPIT hat unser Benachrichtigungskommando ausgeführt, aber es kam nichts an** (seit ${since}). ${why}`,
        records: (since, why) => `🚨 **Gespeicherte Alarme sind nicht lesbar** (seit ${since}). ${why}`,
    },
    over: {
        openitcockpit: (since, duration) =>
            `✅ Mattermost erreicht openITCOCKPIT wieder (gestört ab ${since}, Dauer ${duration}).`,
        heartbeat: (since, duration) =>
            `✅ openITCOCKPIT sendet wieder Heartbeats (gestört ab ${since}, Dauer ${duration}).`,
        reading: (since, duration) =>
            `✅ Die Beiträge werden wieder mit openITCOCKPIT abgeglichen (gestört ab ${since}, Dauer ${duration}).`,
        posts: (since, duration) =>
            `✅ Alle Beiträge zeigen wieder den bekannten Stand (gestört ab ${since}, Dauer ${duration}).`,
        stream: (since, duration) =>
            `✅ Der Ereignisstrom von openITCOCKPIT ist wieder da (gestört ab ${since}, Dauer ${duration}).`,
        command: (since, duration) =>
            `✅ Benachrichtigungen unseres Kommandos kommen wieder an (gestört ab ${since}, Dauer ${duration}).`,
        records: (since, duration) =>
            `✅ Alle gespeicherten Alarme sind wieder lesbar (gestört ab ${since}, Dauer ${duration}).`,
    },
    off: '☑️ Heartbeats von openITCOCKPIT werden nicht mehr erwartet (Einstellung „Heartbeat minutes“).',
    silent: (minutes) =>
        `Seit mehr als ${minutes} min kein Heartbeat von openITCOCKPIT: Prüfen Sie, ob sein Monitoring-Kern läuft und seine Heartbeat-Prüfung Mattermost erreicht.`,
    neverHeard: (minutes) =>
        `Noch kein Heartbeat von openITCOCKPIT, obwohl alle ${minutes} min einer erwartet wird: Legen Sie die Heartbeat-Prüfung in openITCOCKPIT an, oder setzen Sie „Heartbeat minutes“ (HEARTBEAT_MINUTES) auf 0.`,
    notCompared: (minutes, why) =>
        `Die Beiträge wurden seit ${minutes} min nicht mit openITCOCKPIT abgeglichen, obwohl es antwortet, und zeigen deshalb nur, was es meldet: ${why}`,
    postsBehind: (count, minutes) =>
        `Mattermost nimmt seit ${minutes} min Änderungen an Beiträgen nicht an, sodass sie nicht den bekannten Stand zeigen (Beiträge: ${count}). Die Änderungen werden wiederholt; warum sie scheitern, steht im Log.`,
    streamAway: (minutes, why) =>
        `Der Ereignisstrom von openITCOCKPIT ist seit ${minutes} min nicht erreichbar: ${why}`,
    streamQuiet: (minutes) =>
        `Der Ereignisstrom von openITCOCKPIT ist offen, aber seit ${minutes} min kam kein Ereignis: Prüfen Sie, ob der Monitoring-Kern läuft und ob sein Broker den Statusengine Worker beliefert.`,
    commandLost:
        'openITCOCKPIT hat unser Kommando ausgeführt, aber es kam nichts an: Prüfen Sie auf dem openITCOCKPIT-Server, ob Programm und Einstellungsdatei des Benachrichtigungskommandos vorhanden sind, ob die Adresse (NOTIFICATION_URL) und das Token darin stimmen und ob diese Adresse von dort aus erreichbar ist.',
    unreadable: (count) =>
        `Gespeicherte Alarme sind nicht lesbar und wurden beiseitegelegt (Alarme: ${count}): Ihre Beiträge ändern sich nicht mehr. Das Log nennt sie.`,
    lastNotification: (time) => `Die letzte Benachrichtigung kam am ${time}.`,
    notPosted: (why) =>
        `Die Warnung konnte nicht in den Alarmkanal geschrieben werden (Einstellung „Alarm channel“): ${why}`,
    noSuchChannel: (channel) =>
        `Eine Warnung steht aus, aber es gibt keinen Kanal „${channel}“ für sie: Prüfen Sie „Alarm channel“ (ALARM_CHANNEL).`,
};
