import type {findings as en} from '../en/findings';

export const findings: typeof en = {
    postDeleted: (alert) =>
        `Der Beitrag zu ${alert} wurde gelöscht; die nächste Benachrichtigung zu diesem Problem erzeugt einen neuen.`,
    postNotUpdated: (alert, channel, why) =>
        `Der Beitrag zu ${alert} im Kanal ${channel} lässt sich nicht aktualisieren: ${why}`,
    channelRefuses: (channel, why) => `Im Kanal ${channel} lassen sich keine Alarme veröffentlichen: ${why}`,
    channelInstead: (channel, instead, why) =>
        `Im Kanal ${channel} lassen sich keine Alarme veröffentlichen, sie gehen deshalb nach ${instead}: ${why}`,
    timeAhead:
        'Eine Benachrichtigung trug eine Zeit in der Zukunft, die ignoriert wurde: Prüfen Sie die Uhren von openITCOCKPIT und von diesem Rechner.',
    timeLongAgo:
        'Eine Benachrichtigung war bei ihrer Ankunft mehr als einen Tag alt: Prüfen Sie die Uhr von openITCOCKPIT.',
    unknownRecovery: 'Es wurde die Behebung eines Problems gemeldet, das hier nie gemeldet worden war.',
    channelNotAuthorised: (channel) =>
        `Im Kanal ${channel}, der nicht als Alarmkanal zugelassen ist, erschien ein Beitrag in der Form des openITCOCKPIT-eigenen Moduls; er bleibt ein gewöhnlicher Beitrag. Wenn der Webhook Ihrer ist, tragen Sie den Kanal in der Einstellung „Alert channels“ ein, oder geben Sie /openitcockpit setup ein.`,
    notConfirmed:
        'Ein unsignierter Beitrag in der Form des openITCOCKPIT-eigenen Moduls meldete etwas, das openITCOCKPIT nicht zeigt; er hat keinen Alarm verändert.',
    tooLate: 'Eine Benachrichtigung kam zu spät, um etwas zu ändern.',
    otherSystem: (objects) =>
        `openITCOCKPIT kennt keines der ${objects} Objekte mit offenen Beiträgen, deshalb bleiben diese Beiträge, wie sie sind: Prüfen Sie die Einstellung „openITCOCKPIT URL“.`,
    objectsUnknown: (objects) =>
        `Der Ereignisstrom meldete Objekte, die openITCOCKPIT nicht kennt (${objects}); ihre Beiträge zeigen UUIDs. Vielleicht wurden sie gerade gelöscht; prüfen Sie andernfalls die Einstellung „Event stream URL“.`,
    otherStream: (objects) =>
        `openITCOCKPIT kennt keines der ${objects} Objekte, die der Ereignisstrom gemeldet hat: Prüfen Sie die Einstellung „Event stream URL“; sie muss zu demselben openITCOCKPIT führen wie „openITCOCKPIT URL“.`,
    notCaughtUp: (why) => `openITCOCKPIT ließ sich nicht nach Problemen fragen, die niemand gemeldet hat: ${why}`,
    databaseBehind: (minutes) =>
        `Die Datenbank von openITCOCKPIT hinkt dem Monitoring-Kern ${minutes} min hinterher, deshalb folgen Beiträge nur den Benachrichtigungen: Prüfen Sie den Statusengine Worker (Dienst statusengine auf dem openITCOCKPIT-Server).`,
};
