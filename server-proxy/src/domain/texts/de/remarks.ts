import type {remarks as en} from '../en/remarks';

export const remarks: typeof en = {
    postDeleted: (alert) =>
        `Der Beitrag von ${alert} wurde gelöscht; ein neuer folgt, wenn das Problem wieder gemeldet wird.`,
    postNotUpdated: (alert, channel, why) =>
        `Der Beitrag von ${alert} im Kanal ${channel} lässt sich nicht ändern: ${why}`,
    channelRefuses: (channel, why) => `Im Kanal ${channel} lässt sich kein Alarm schreiben: ${why}`,
    channelInstead: (channel, instead, why) =>
        `Im Kanal ${channel} lässt sich kein Alarm schreiben, er kommt nach ${instead}: ${why}`,
    timeAhead:
        'Eine Benachrichtigung kam mit einer Zeit in der Zukunft, die nicht verwendet wurde: Prüfen Sie die Uhren von openITCOCKPIT und dieser Maschine.',
    timeLongAgo:
        'Eine Benachrichtigung kam, die vor mehr als einem Tag gemacht wurde: Prüfen Sie die Uhr von openITCOCKPIT.',
    unknownRecovery: 'Eine Entwarnung kam für ein Problem, das hier nie gemeldet wurde.',
    tooLate: 'Eine Benachrichtigung kam zu spät, um etwas zu ändern.',
    otherSystem: (objects) =>
        `openITCOCKPIT kennt keines von ${objects} Objekten mit offenen Beiträgen, deshalb bleiben diese, wie sie sind: Prüfen Sie die Einstellung openITCOCKPIT URL.`,
    databaseBehind: (minutes) =>
        `Die Datenbank von openITCOCKPIT ist ${minutes} min hinter dem Monitoring-Kern zurück, deshalb folgen Beiträge nur den Benachrichtigungen: Prüfen Sie den Statusengine Worker (Dienst statusengine auf dem openITCOCKPIT-Server).`,
};
