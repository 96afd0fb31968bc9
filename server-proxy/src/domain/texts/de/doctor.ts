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
        stream: 'Ereignisstrom',
        mattermost: 'Mattermost',
        webhook: 'Eingehender Webhook',
        endpoint: 'Benachrichtigungen',
        handler: 'Handler',
        web: 'Web-Teil',
        notification: 'Echte Benachrichtigung',
        post: 'Testalarm',
        press: 'Schaltfläche',
        edit: 'Antwort',
        remove: 'Aufräumen',
    },
    verdicts: {ok: 'in Ordnung', note: 'Hinweis', failed: 'fehlgeschlagen', skipped: 'nicht geprüft'},
    title: 'Doctor',
    running: 'Prüfung läuft…',
    allWell: 'Alles funktioniert.',
    notYet: 'Es funktioniert noch nicht:',
    pressNow: 'Klicken Sie auf die Schaltfläche des Testalarms unten, um die letzten Schritte zu prüfen.',
    settingsComplete: 'Die Einstellungen sind vollständig.',
    viaProxy: 'Der Proxy lässt die Verbindung durch.',
    noProxy: 'Es ist kein Proxy nötig.',
    answers: (host) => `${host} antwortet.`,
    tlsNotNeeded: 'Nicht nötig: openITCOCKPIT läuft auf diesem Rechner.',
    tlsTrusted: 'Dem Zertifikat wird vertraut.',
    tlsUnchecked:
        'Das Zertifikat wurde nicht geprüft („Skip TLS verification“ ist an): Wer auf dem Weg zu openITCOCKPIT mitliest, erfährt den API-Schlüssel.',
    keyAccepted: 'openITCOCKPIT nimmt den API-Schlüssel an.',
    keyOf: (who) => `Der API-Schlüssel gehört ${who}.`,
    someUser: 'einem Benutzer',
    version: (version) => `openITCOCKPIT ${version}.`,
    tooOld: 'openITCOCKPIT nennt seine Version nicht, ist also älter als 4.6.4: Aktualisieren Sie es.',
    rightsComplete: 'Die Rolle hat die nötigen Rechte.',
    rightsMissing: (rights) =>
        `Der Rolle fehlt ${rights}: Ergänzen Sie das Fehlende in openITCOCKPIT › Benutzerrollen, und speichern Sie die Rolle.`,
    catchUpRights: (rights) =>
        `Zum Nachholen (Einstellungen „Alerts from“ und „Tell missed problems“) braucht sie außerdem ${rights}: Kreuzen Sie unter openITCOCKPIT › Benutzerrollen „Notifications › index“ an, und speichern Sie die Rolle.`,
    allReadOnly: (hosts) =>
        `Der Benutzer des API-Schlüssels darf Hosts lesen (${hosts}), aber keinen davon bearbeiten, und openITCOCKPIT würde das nicht melden: Geben Sie ihm Schreibrechte für deren Container.`,
    someReadOnly: (hosts) =>
        `Nicht jeder Host darf bearbeitet werden (${hosts}); Aktionen zu diesen werden abgelehnt: Geben Sie Schreibrechte für deren Container, wenn sie möglich sein sollen.`,
    noHostSeen:
        'Es ist kein überwachter Host zu sehen: Geben Sie Rechte für deren Container, und exportieren Sie die Hosts.',
    queueTakes:
        'Die Warteschlange hat einen Befehl für einen Host angenommen, den es nicht gibt; es wurde nichts geändert.',
    streamOpens: 'Der Ereignisstrom lässt sich öffnen.',
    account: (username, version) => `Beiträge stammen von @${username}, in Mattermost ${version}.`,
    webhookKnown: 'Mattermost kennt den eingehenden Webhook.',
    webhookNotSet:
        'Es ist kein eingehender Webhook eingetragen; er ist nur nötig, wenn das Benachrichtigungskommando über ihn schreibt.',
    webhookUnknown:
        'Mattermost kennt diesen eingehenden Webhook nicht, oder er wurde gelöscht: Legen Sie einen neuen an, und tragen Sie seine Adresse in WEBHOOK_URL ein.',
    webhooksOff:
        'Eingehende Webhooks sind abgeschaltet: Schalten Sie sie unter Systemkonsole › Integrationen › Integrationsverwaltung ein.',
    webhookStrange: (status) =>
        `Was unter WEBHOOK_URL antwortet, ist kein eingehender Webhook von Mattermost (${status}): Kopieren Sie die Adresse, die Mattermost anzeigt.`,
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
    webRuns: (version, react) => `Der Web-Teil ${version} läuft im Web-Client von Mattermost (React ${react}).`,
    webUnseen:
        'Bisher hat kein Browser den Web-Teil gemeldet: Öffnen Sie Mattermost in einem Browser, und laden Sie die Seite neu. Bleibt es dabei, hat der Web-Client von Mattermost den Web-Teil abgeschaltet; die Konsole des Browsers nennt den Grund. Bis dahin erscheinen Alarme als Anhänge von Mattermost selbst, deren Schaltflächen funktionieren.',
    webLacks: (lacking) =>
        `Der Web-Client von Mattermost bietet ${lacking} nicht an, deshalb fehlt dort ein Stück des Web-Teils, und Anhänge, Dialoge und Einstellungen von Mattermost selbst treten an seine Stelle: Aktualisieren Sie Mattermost, und laden Sie danach die Seite neu.`,
    webOther: (theirs, ours) =>
        `In einem Browser läuft noch der Web-Teil ${theirs}, der Serverteil ist aber ${ours}: Laden Sie dort die Seite von Mattermost neu.`,
    noHostNamed: 'Nicht geprüft: Nennen Sie einen Host, damit openITCOCKPIT eine echte Benachrichtigung zu ihm sendet.',
    hostUnknown: (name, similar) =>
        `Der API-Schlüssel sieht in openITCOCKPIT keinen überwachten Host „${name}“: Prüfen Sie den Namen${similar === '' ? '' : ` (vielleicht ${similar})`}, und ob der Host exportiert ist.`,
    hostReadOnly: (name) =>
        `Der API-Schlüssel darf ${name} nur lesen: Geben Sie seinem Benutzer Schreibrechte für den Container dieses Hosts, oder nennen Sie einen anderen Host.`,
    waitingFor: (name, seconds) => `Warten auf die Benachrichtigung zu ${name} (bis zu ${seconds} Sekunden) …`,
    notified: (name) => `Die Benachrichtigung, die openITCOCKPIT zu ${name} gesendet hat, ist angekommen.`,
    notNotified: (name, seconds) =>
        `Innerhalb von ${seconds} Sekunden ist keine Benachrichtigung zu ${name} angekommen: Prüfen Sie der Reihe nach, ob ein Kontakt des Hosts unser Benachrichtigungskommando hat, ob das in openITCOCKPIT exportiert ist, ob das Kommando die richtige Adresse und das richtige Token hat (sein Protokoll auf dem openITCOCKPIT-Server sagt, was schiefging) und ob für Host und Kontakt zu dieser Uhrzeit Benachrichtigungen vorgesehen sind.`,
    webhookUnseen:
        'Eine Benachrichtigung über den eingehenden Webhook sieht Doctor nicht: Sehen Sie im Kanal des Webhooks nach.',
    testNotification: 'Testbenachrichtigung von openITCOCKPIT Doctor, es ist nichts zu tun',
    posted: 'Der Testalarm wurde veröffentlicht.',
    noChannel:
        'Es gibt keinen Kanal für den Testalarm: Setzen Sie „Default channel“ (DEFAULT_CHANNEL), oder nennen Sie einen Kanal.',
    pressed: 'Mattermost hat den Klick weitergegeben, und der Handler hat geantwortet.',
    notPressed: (url) =>
        `Mattermost hat von ${url} keine Antwort erhalten: Tragen Sie diesen Host in Mattermost unter AllowedUntrustedInternalConnections ein (Systemkonsole › Umgebung › Entwickler), und lassen Sie Mattermost durch die Firewall.`,
    notPressedHere:
        'Mattermost hat vom Plugin keine Antwort erhalten: Sehen Sie im Serverprotokoll nach (Systemkonsole › Berichterstattung › Serverprotokoll).',
    twoWayOff:
        '„Two-way integration“ ist ausgeschaltet, deshalb haben Beiträge keine Schaltflächen: Schalten Sie es ein, um aus Mattermost zu handeln.',
    edited: 'Der Handler hat den Beitrag geändert.',
    notEdited:
        'Der Handler hat geantwortet, aber der Beitrag hat sich nicht geändert: Sehen Sie im Protokoll des Handlers nach.',
    removed: 'Der Testalarm wurde entfernt.',
    removedByHand: (reason) => `Der Testalarm ließ sich nicht entfernen: Löschen Sie ihn von Hand. ${reason}`,
    testAlert: 'Testalarm von openITCOCKPIT Doctor. Er verschwindet von selbst.',
    testAlertText: 'Er betrifft keinen Host und keinen Service; in openITCOCKPIT wird nichts geändert.',
    testButton: 'Schaltfläche testen',
    testAnswered: 'Testalarm von openITCOCKPIT Doctor: Der Handler hat geantwortet.',
};
