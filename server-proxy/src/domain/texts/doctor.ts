import type {DoctorHopName} from '#contract';
import type {Language} from './texts';

/** Words of Doctor. The sentences of failures below it stand in texts_failures.ts. */
export interface DoctorTexts {
    readonly names: Readonly<Record<DoctorHopName, string>>;
    readonly verdicts: Readonly<Record<'ok' | 'note' | 'failed' | 'skipped', string>>;
    readonly title: string;
    readonly running: string;
    readonly allWell: string;
    readonly notYet: string;
    readonly pressNow: string;
    // hops that are all right
    readonly settingsComplete: string;
    readonly viaProxy: string;
    readonly noProxy: string;
    readonly answers: (host: string) => string;
    readonly tlsNotNeeded: string;
    readonly tlsTrusted: string;
    readonly tlsUnchecked: string;
    readonly keyAccepted: string;
    readonly keyOf: (who: string) => string;
    readonly someUser: string;
    readonly version: (version: string) => string;
    readonly tooOld: string;
    readonly rightsComplete: string;
    readonly rightsMissing: (rights: string) => string;
    readonly queueTakes: string;
    readonly account: (username: string, version: string) => string;
    readonly webhookKnown: string;
    readonly webhookNotSet: string;
    readonly webhookUnknown: string;
    readonly webhooksOff: string;
    readonly noWebhook: (status: number) => string;
    readonly webhookUnreachable: (reason: string) => string;
    readonly endpointTakes: string;
    readonly endpointRefuses: string;
    readonly endpointUnreachable: (url: string, reason: string) => string;
    readonly endpointStrange: (url: string, status: number) => string;
    readonly insidePlugin: string;
    readonly handlerAnswers: (url: string) => string;
    readonly handlerUnreachable: (url: string, reason: string) => string;
    readonly handlerOtherSecret: string;
    readonly handlerStrange: (url: string, status: number) => string;
    readonly noHostNamed: string;
    /** @param similar names that look like it; empty: none */
    readonly hostUnknown: (name: string, similar: string) => string;
    readonly hostReadOnly: (name: string) => string;
    readonly waitingFor: (name: string, seconds: number) => string;
    readonly notified: (name: string) => string;
    readonly notNotified: (name: string, seconds: number) => string;
    readonly webhookUnseen: string;
    readonly testNotification: string;
    readonly posted: string;
    readonly noChannel: string;
    readonly pressed: string;
    readonly notPressed: (url: string) => string;
    readonly notPressedHere: string;
    readonly twoWayOff: string;
    readonly edited: string;
    readonly notEdited: string;
    readonly removed: string;
    readonly removedByHand: (reason: string) => string;
    // the test alert
    readonly testAlert: string;
    readonly testAlertText: string;
    readonly testButton: string;
    readonly testAnswered: string;
}

const en: DoctorTexts = {
    names: {
        settings: 'Settings',
        proxy: 'Proxy',
        reach: 'Network',
        tls: 'Certificate',
        key: 'API key',
        version: 'openITCOCKPIT',
        rights: 'Rights',
        queue: 'Command queue',
        mattermost: 'Mattermost',
        webhook: 'Incoming webhook',
        endpoint: 'Notifications',
        handler: 'Handler',
        notification: 'Real notification',
        post: 'Test alert',
        press: 'Button',
        edit: 'Answer',
        remove: 'Clean-up',
    },
    verdicts: {ok: 'OK', note: 'note', failed: 'failed', skipped: 'not reached'},
    title: 'Doctor',
    running: 'Examining…',
    allWell: 'Everything works.',
    notYet: 'It does not work yet:',
    pressNow: 'Press the button of the test alert below: that proves the last steps.',
    settingsComplete: 'The settings are complete.',
    viaProxy: 'The proxy lets the connection through.',
    noProxy: 'No proxy is needed.',
    answers: (host) => `${host} answers.`,
    tlsNotNeeded: 'Not needed: openITCOCKPIT runs on this machine.',
    tlsTrusted: 'The certificate is trusted.',
    tlsUnchecked:
        'The certificate was not checked (Skip TLS verification is on): anybody on the way can read the API key.',
    keyAccepted: 'openITCOCKPIT accepts the API key.',
    keyOf: (who) => `The API key belongs to ${who}.`,
    someUser: 'a user',
    version: (version) => `openITCOCKPIT ${version}.`,
    tooOld: 'openITCOCKPIT does not tell its version, so it is older than 4.6.4: update it.',
    rightsComplete: 'The role has the rights that are needed.',
    rightsMissing: (rights) =>
        `The role lacks ${rights}: add this to the role in openITCOCKPIT › User roles, and save it.`,
    queueTakes: 'The queue took a command for a host that does not exist; nothing was changed.',
    account: (username, version) => `Posts are written by @${username}, in Mattermost ${version}.`,
    webhookKnown: 'Mattermost knows the incoming webhook.',
    webhookNotSet: 'No incoming webhook is set; it is needed only where the notification command posts through one.',
    webhookUnknown:
        'Mattermost does not know this incoming webhook, or it was deleted: make a new one and put its address into WEBHOOK_URL.',
    webhooksOff:
        'Incoming webhooks are switched off: turn them on in System Console › Integrations › Integration Management.',
    noWebhook: (status) =>
        `What answers at WEBHOOK_URL is no incoming webhook of Mattermost (${status}): copy the address that Mattermost shows.`,
    webhookUnreachable: (reason) => `WEBHOOK_URL cannot be reached (${reason}): check the address and the network.`,
    endpointTakes: 'The handler takes notifications with this token.',
    endpointRefuses:
        'The handler refuses the notification token: NOTIFICATION_TOKEN must be the same here and where the handler runs.',
    endpointUnreachable: (url, reason) =>
        `Notifications cannot be delivered to ${url} (${reason}): start the handler with serve, or correct NOTIFICATION_URL.`,
    endpointStrange: (url, status) =>
        `What answers at ${url} does not take notifications (${status}): correct NOTIFICATION_URL.`,
    insidePlugin: 'Not needed: the handler runs inside Mattermost.',
    handlerAnswers: (url) => `The handler answers at ${url} and knows our signature.`,
    handlerUnreachable: (url, reason) =>
        `The handler does not answer at ${url} (${reason}): start it with serve, and set PUBLIC_URL to the address under which Mattermost reaches it.`,
    handlerOtherSecret:
        'The handler does not know our signature: SIGNING_SECRET must be the same here and where the handler runs.',
    handlerStrange: (url, status) => `What answers at ${url} is not this handler (${status}): correct PUBLIC_URL.`,
    noHostNamed: 'Not tried: name a host, and openITCOCKPIT sends a real notification about it.',
    hostUnknown: (name, similar) =>
        `openITCOCKPIT shows the API key no host "${name}" in monitoring: check the name${similar === '' ? '' : ` (perhaps ${similar})`}, and that the host was exported.`,
    hostReadOnly: (name) =>
        `The API key may only read ${name}: give its user write access to the container of that host, or name another host.`,
    waitingFor: (name, seconds) => `Waiting for the notification about ${name} (up to ${seconds} seconds) …`,
    notified: (name) => `The notification that openITCOCKPIT sent about ${name} arrived.`,
    notNotified: (name, seconds) =>
        `No notification about ${name} arrived within ${seconds} seconds: check in this order that a contact of the host has our notification command, that openITCOCKPIT exported this, that the command has the right address and token (on the openITCOCKPIT server, its log says what went wrong), and that host and contact are notified at this time of day.`,
    webhookUnseen: 'One that comes through the incoming webhook is not seen here: look into its channel.',
    testNotification: 'Test notification of openITCOCKPIT Doctor, nothing to do',
    posted: 'The test alert was posted.',
    noChannel: 'No channel to post in: set Default channel (DEFAULT_CHANNEL), or name a channel.',
    pressed: 'Mattermost took the press and the handler answered.',
    notPressed: (url) =>
        `Mattermost did not get an answer from ${url}: add that host to AllowedUntrustedInternalConnections in Mattermost (System Console › Environment › Developer), and let Mattermost through the firewall.`,
    notPressedHere:
        'Mattermost did not get an answer from the plugin: see what the server log says (System Console › Reporting › Server Logs).',
    twoWayOff: 'Enable two-way integration is off, so posts have no buttons: turn it on to act from Mattermost.',
    edited: 'The handler changed the post.',
    notEdited: 'The handler answered, but the post did not change: its log says why.',
    removed: 'The test alert was removed.',
    removedByHand: (reason) => `The test alert could not be removed: delete it by hand. ${reason}`,
    testAlert: 'Test alert of openITCOCKPIT Doctor. It goes away by itself.',
    testAlertText: 'No host and no service: nothing in openITCOCKPIT is changed.',
    testButton: 'Test the button',
    testAnswered: 'Test alert of openITCOCKPIT Doctor: the handler answered.',
};

const de: DoctorTexts = {
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
        '„Enable two-way integration“ ist aus, deshalb haben Beiträge keine Knöpfe: Schalten Sie es ein, um aus Mattermost zu handeln.',
    edited: 'Der Handler hat den Beitrag geändert.',
    notEdited: 'Der Handler hat geantwortet, aber der Beitrag ist unverändert: Sein Protokoll sagt, warum.',
    removed: 'Der Testalarm ist entfernt.',
    removedByHand: (reason) => `Der Testalarm ließ sich nicht entfernen: Löschen Sie ihn von Hand. ${reason}`,
    testAlert: 'Testalarm von openITCOCKPIT Doctor. Er verschwindet von selbst.',
    testAlertText: 'Kein Host und kein Service: In openITCOCKPIT wird nichts geändert.',
    testButton: 'Knopf testen',
    testAnswered: 'Testalarm von openITCOCKPIT Doctor: Der Handler hat geantwortet.',
};

export const doctorTextsOf = (language: Language): DoctorTexts => (language === 'de' ? de : en);
