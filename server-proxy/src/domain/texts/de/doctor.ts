import type {doctor as en} from '../en/doctor';

export const doctor: typeof en = {
    names: {
        settings: 'Einstellungen',
        proxy: 'Proxy',
        reach: 'Netzwerk',
        tls: 'Zertifikat',
        key: 'API-Schlüssel',
        version: 'openITCOCKPIT',
        rights: 'Rechte',
        queue: 'Befehlswarteschlange',
        mattermost: 'Mattermost',
        webhook: 'Eingehender Webhook',
        endpoint: 'Benachrichtigungen',
        handler: 'Handler',
        notification: 'Echte Benachrichtigung',
        post: 'Testalarm',
        press: 'Knopf',
        edit: 'Antwort',
        remove: 'Aufräumen',
    },
    verdicts: {ok: 'in Ordnung', note: 'Hinweis', failed: 'fehlgeschlagen', skipped: 'nicht erreicht'},
    title: 'Doctor',
    running: 'Wird untersucht …',
    allWell: 'Alles funktioniert.',
    notYet: 'Es funktioniert noch nicht:',
    pressNow: 'Drücken Sie den Knopf des Testalarms darunter: Das beweist die letzten Schritte.',
    settingsComplete: 'Die Einstellungen sind vollständig.',
    viaProxy: 'Der Proxy lässt die Verbindung durch.',
    noProxy: 'Es wird kein Proxy gebraucht.',
    answers: (host) => `${host} antwortet.`,
    tlsNotNeeded: 'Nicht nötig: openITCOCKPIT läuft auf diesem Rechner.',
    tlsTrusted: 'Dem Zertifikat wird vertraut.',
    tlsUnchecked:
        'Das Zertifikat wurde nicht geprüft („Skip TLS verification“ ist an): Jeder auf dem Weg kann den API-Schlüssel lesen.',
    keyAccepted: 'openITCOCKPIT nimmt den API-Schlüssel an.',
    keyOf: (who) => `Der API-Schlüssel gehört ${who}.`,
    someUser: 'einem Benutzer',
    version: (version) => `openITCOCKPIT ${version}.`,
    tooOld: 'openITCOCKPIT nennt seine Version nicht, ist also älter als 4.6.4: Aktualisieren Sie es.',
    rightsComplete: 'Die Rolle hat die nötigen Rechte.',
    rightsMissing: (rights) =>
        `Der Rolle fehlt ${rights}: Ergänzen Sie dies in openITCOCKPIT › Benutzerrollen, und speichern Sie die Rolle.`,
    queueTakes:
        'Die Warteschlange hat einen Befehl für einen Host angenommen, den es nicht gibt; es wurde nichts geändert.',
    account: (username, version) => `Beiträge schreibt @${username}, in Mattermost ${version}.`,
    webhookKnown: 'Mattermost kennt den eingehenden Webhook.',
    webhookNotSet:
        'Es ist kein eingehender Webhook eingetragen; er wird nur gebraucht, wo der Benachrichtigungsbefehl über ihn schreibt.',
    webhookUnknown:
        'Mattermost kennt diesen eingehenden Webhook nicht, oder er wurde gelöscht: Legen Sie einen neuen an, und tragen Sie seine Adresse in WEBHOOK_URL ein.',
    webhooksOff:
        'Eingehende Webhooks sind abgeschaltet: Schalten Sie sie unter Systemkonsole › Integrationen › Integrationsverwaltung ein.',
    noWebhook: (status) =>
        `Was unter WEBHOOK_URL antwortet, ist kein eingehender Webhook von Mattermost (${status}): Übernehmen Sie die Adresse, die Mattermost zeigt.`,
    webhookUnreachable: (reason) =>
        `WEBHOOK_URL ist nicht erreichbar (${reason}): Prüfen Sie die Adresse und das Netzwerk.`,
    endpointTakes: 'Der Handler nimmt Benachrichtigungen mit diesem Token an.',
    endpointRefuses:
        'Der Handler lehnt das Benachrichtigungs-Token ab: NOTIFICATION_TOKEN muss hier und beim Handler gleich sein.',
    endpointUnreachable: (url, reason) =>
        `Benachrichtigungen kommen unter ${url} nicht an (${reason}): Starten Sie den Handler mit serve, oder berichtigen Sie NOTIFICATION_URL.`,
    endpointStrange: (url, status) =>
        `Was unter ${url} antwortet, nimmt keine Benachrichtigungen an (${status}): Berichtigen Sie NOTIFICATION_URL.`,
    insidePlugin: 'Nicht nötig: Der Handler läuft in Mattermost.',
    handlerAnswers: (url) => `Der Handler antwortet unter ${url} und kennt unsere Signatur.`,
    handlerUnreachable: (url, reason) =>
        `Der Handler antwortet nicht unter ${url} (${reason}): Starten Sie ihn mit serve, und setzen Sie PUBLIC_URL auf die Adresse, unter der Mattermost ihn erreicht.`,
    handlerOtherSecret:
        'Der Handler kennt unsere Signatur nicht: SIGNING_SECRET muss hier und beim Handler gleich sein.',
    handlerStrange: (url, status) =>
        `Was unter ${url} antwortet, ist nicht dieser Handler (${status}): Berichtigen Sie PUBLIC_URL.`,
    noHostNamed: 'Nicht versucht: Nennen Sie einen Host, und openITCOCKPIT benachrichtigt wirklich über ihn.',
    hostUnknown: (name, similar) =>
        `openITCOCKPIT zeigt dem API-Schlüssel keinen Host „${name}“ in der Überwachung: Prüfen Sie den Namen${similar === '' ? '' : ` (vielleicht ${similar})`}, und ob der Host exportiert ist.`,
    hostReadOnly: (name) =>
        `Der API-Schlüssel darf ${name} nur lesen: Geben Sie seinem Benutzer Schreibrecht im Container dieses Hosts, oder nennen Sie einen anderen Host.`,
    waitingFor: (name, seconds) => `Wartet auf die Benachrichtigung über ${name} (bis zu ${seconds} Sekunden) …`,
    notified: (name) => `Die Benachrichtigung, die openITCOCKPIT über ${name} gesendet hat, ist angekommen.`,
    notNotified: (name, seconds) =>
        `In ${seconds} Sekunden kam keine Benachrichtigung über ${name} an: Prüfen Sie der Reihe nach, ob ein Kontakt des Hosts unseren Benachrichtigungsbefehl hat, ob openITCOCKPIT das exportiert hat, ob der Befehl Adresse und Token richtig kennt (sein Protokoll auf dem openITCOCKPIT-Server sagt, was schiefging), und ob Host und Kontakt um diese Zeit benachrichtigt werden.`,
    webhookUnseen: 'Eine, die über den eingehenden Webhook kommt, sieht Doctor nicht: Sehen Sie in dessen Kanal nach.',
    testNotification: 'Testbenachrichtigung von openITCOCKPIT Doctor, nichts zu tun',
    posted: 'Der Testalarm ist geschrieben.',
    noChannel: 'Kein Kanal zum Schreiben: Setzen Sie „Default channel“ (DEFAULT_CHANNEL), oder nennen Sie einen Kanal.',
    pressed: 'Mattermost hat den Knopfdruck angenommen, und der Handler hat geantwortet.',
    notPressed: (url) =>
        `Mattermost hat von ${url} keine Antwort bekommen: Ergänzen Sie diesen Host in Mattermost in AllowedUntrustedInternalConnections (Systemkonsole › Umgebung › Entwickler), und lassen Sie Mattermost durch die Firewall.`,
    notPressedHere:
        'Mattermost hat vom Plugin keine Antwort bekommen: Sehen Sie ins Serverprotokoll (Systemkonsole › Berichterstattung › Serverprotokoll).',
    twoWayOff:
        '„Two-way integration“ ist aus, deshalb haben Beiträge keine Knöpfe: Schalten Sie es ein, um aus Mattermost zu handeln.',
    edited: 'Der Handler hat den Beitrag geändert.',
    notEdited: 'Der Handler hat geantwortet, aber der Beitrag ist unverändert: Sein Protokoll sagt, warum.',
    removed: 'Der Testalarm ist entfernt.',
    removedByHand: (reason) => `Der Testalarm ließ sich nicht entfernen: Löschen Sie ihn von Hand. ${reason}`,
    testAlert: 'Testalarm von openITCOCKPIT Doctor. Er verschwindet von selbst.',
    testAlertText: 'Kein Host und kein Service: In openITCOCKPIT wird nichts geändert.',
    testButton: 'Knopf testen',
    testAnswered: 'Testalarm von openITCOCKPIT Doctor: Der Handler hat geantwortet.',
};
