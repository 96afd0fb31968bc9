import type {failures as en} from '../en/failures';

const OBJECT: Readonly<Record<string, string>> = {host: 'Host', service: 'Service', object: 'Objekt', group: 'Gruppe'};

const inGerman = (object: string): string => OBJECT[object] ?? object;

export const failures: typeof en = {
    urlEmpty: 'Die Einstellung „openITCOCKPIT URL“ ist leer: Tragen Sie die Adresse ein.',
    urlInvalid: 'Die Einstellung „openITCOCKPIT URL“ ist keine gültige Adresse: Schreiben Sie sie als https://host.',
    urlNotHttps: 'Die Einstellung „openITCOCKPIT URL“ muss mit https:// beginnen.',
    urlWithUser: 'Die Einstellung „openITCOCKPIT URL“ darf weder Benutzernamen noch Passwort enthalten.',
    keyEmpty: 'Die Einstellung „API key“ ist leer: Tragen Sie den API-Schlüssel ein.',
    keyInvalid:
        'Die Einstellung „API key“ enthält Leerzeichen oder Zeichen, die in keinem API-Schlüssel vorkommen: Fügen Sie den Schlüssel neu ein.',
    caInvalid: 'Die Einstellung „Custom CA“ ist kein gültiges Zertifikat: Fügen Sie es im PEM-Format ein.',
    proxyInvalid: 'Die Einstellung „Proxy URL“ ist keine gültige Adresse: Schreiben Sie sie als http://host:port.',
    timeout: (seconds) =>
        `openITCOCKPIT hat nicht innerhalb von ${seconds} Sekunden geantwortet: Es ist überlastet, oder seine Befehlswarteschlange hängt.`,
    commandTimeout: (seconds) =>
        `openITCOCKPIT hat nicht innerhalb von ${seconds} Sekunden geantwortet; der Befehl wird vielleicht noch ausgeführt.`,
    unknownAuthority: (host) =>
        `Das Zertifikat von ${host} stammt von einer unbekannten Zertifizierungsstelle: Tragen Sie deren Zertifikat in die Einstellung „Custom CA“ ein.`,
    certificateDates: (host) =>
        `Das Zertifikat von ${host} ist abgelaufen oder noch nicht gültig: Erneuern Sie es auf dem openITCOCKPIT-Server.`,
    certificateName: (host, setting = 'openITCOCKPIT URL') =>
        `Das Zertifikat ist nicht für ${host} ausgestellt: Verwenden Sie in der Einstellung „${setting}“ einen Namen, für den es ausgestellt ist.`,
    noTls: (host, setting = 'openITCOCKPIT URL') =>
        `Unter ${host} gibt es kein brauchbares TLS: Prüfen Sie Host und Port in der Einstellung „${setting}“.`,
    proxyUnreachable: 'Der Proxy ist nicht erreichbar: Prüfen Sie die Einstellung „Proxy URL“ und ob der Proxy läuft.',
    proxyLogin:
        'Der Proxy verlangt eine Anmeldung (407): Ergänzen Sie Benutzernamen und Passwort in der Einstellung „Proxy URL“.',
    proxyRefused: (status) =>
        `Der Proxy hat die Verbindung zu openITCOCKPIT nicht durchgelassen (${status}): Prüfen Sie die Einstellungen „Proxy URL“ und „No-proxy list“.`,
    nameUnknown: (host, setting = 'openITCOCKPIT URL') =>
        `Der Name ${host} lässt sich nicht auflösen: Prüfen Sie die Einstellung „${setting}“ und die Nameserver.`,
    nothingAnswers: (host, setting = 'openITCOCKPIT URL') =>
        `Unter ${host} antwortet nichts: Prüfen Sie die Einstellung „${setting}“, openITCOCKPIT und die Firewall.`,
    connectionLost: (host) =>
        `Die Verbindung zu ${host} ist abgebrochen: Prüfen Sie openITCOCKPIT und das Netzwerk dazwischen.`,
    tooLarge:
        'Die openITCOCKPIT-Adresse hat mit mehr als 10 MB geantwortet: Prüfen Sie, ob sie zu openITCOCKPIT führt.',
    tooMuch: (path) =>
        `Die openITCOCKPIT-Adresse hat auf ${path} mit weit mehr Daten geantwortet, als es geben kann: Prüfen Sie, ob sie zu openITCOCKPIT führt.`,
    circuitOpen: (lastFailure) =>
        `openITCOCKPIT hat mehrmals nacheinander nicht funktioniert, deshalb wird einige Sekunden lang nichts gesendet. ${lastFailure}`,
    streamUrlInvalid:
        'Die Einstellung „Event stream URL“ ist keine gültige Adresse: Schreiben Sie sie als wss://host/eventstream.',
    streamUrlNotWss: 'Die Einstellung „Event stream URL“ muss mit wss:// beginnen.',
    streamUrlWithUser: 'Die Einstellung „Event stream URL“ darf weder Benutzernamen noch Passwort enthalten.',
    streamKeyEmpty: 'Die Einstellung „Event stream key“ ist leer: Tragen Sie den Schlüssel des Ereignisstroms ein.',
    streamKeyInvalid:
        'Die Einstellung „Event stream key“ enthält Leerzeichen oder Zeichen, die in keinem solchen Schlüssel vorkommen: Fügen Sie den Schlüssel neu ein.',
    streamKeyRejected: (status) =>
        `Der Ereignisstrom hat den Schlüssel abgelehnt (${status}): Prüfen Sie die Einstellung „Event stream key“. Der API-Schlüssel ist ein anderer.`,
    streamNotFound: (host) =>
        `Auf ${host} gibt es unter dieser Adresse keinen Ereignisstrom (404): Prüfen Sie den Pfad in der Einstellung „Event stream URL“ und ob openITCOCKPIT mindestens Version 5.8 hat.`,
    streamNoWebSocket: (host, status) =>
        `${host} hat nicht mit einem Ereignisstrom geantwortet (${status}): Prüfen Sie die Einstellung „Event stream URL“ sowie Webserver und Proxy dazwischen.`,
    nothingBehindProxy: (host) =>
        `Der Proxy hat die Verbindung zu ${host} angenommen, aber dahinter antwortet nichts Brauchbares: Prüfen Sie die Einstellungen „Event stream URL“, „Proxy URL“ und „No-proxy list“.`,
    streamLost: (host) =>
        `Der Ereignisstrom von ${host} ist abgebrochen: Prüfen Sie den Statusengine Worker und das Netzwerk dazwischen.`,
    streamSilent: (seconds) =>
        `Über den Ereignisstrom kam ${seconds} Sekunden lang nichts: Prüfen Sie den Statusengine Worker und das Netzwerk dazwischen.`,
    streamFrameTooLarge: (host) =>
        `${host} hat mehr als 4 MB auf einmal gesendet: Prüfen Sie, ob die Einstellung „Event stream URL“ zum Statusengine Worker führt.`,
    keyRejected:
        'openITCOCKPIT hat den API-Schlüssel abgelehnt: Prüfen Sie die Einstellung „API key“ und ob sein Benutzer aktiv ist.',
    refusedInFront:
        'Ein vorgeschalteter Proxy oder eine Firewall hat die Anfrage an openITCOCKPIT abgelehnt (403): Erlauben Sie diesem Server dort den Zugriff.',
    objectHidden: (object) =>
        `Der Benutzer des API-Schlüssels darf dieses Objekt (${inGerman(object)}) nicht sehen: Geben Sie ihm in openITCOCKPIT Zugriff auf den Container des Hosts.`,
    rightMissing: (right) =>
        `Der Rolle des API-Benutzers fehlt in openITCOCKPIT das Recht ${right}: Ergänzen Sie es in der Rolle und speichern Sie sie.`,
    commandNotSent:
        'openITCOCKPIT konnte den Befehl nicht senden: Es kennt den Host nicht, oder die Rolle des API-Benutzers hat gar keine Rechte.',
    roleWithoutRights:
        'openITCOCKPIT hat die Anfrage abgelehnt (400): Die Rolle des API-Benutzers hat gar keine Rechte; öffnen und speichern Sie sie in openITCOCKPIT einmal.',
    objectUnknown: (object) => `openITCOCKPIT kennt dieses Objekt (${inGerman(object)}) nicht: Es wurde dort gelöscht.`,
    notFound:
        'Der Webserver hat „nicht gefunden“ (404) geantwortet: Prüfen Sie die Einstellung „openITCOCKPIT URL“; sie führt nicht zu openITCOCKPIT.',
    firewall: (path) =>
        `Eine Web Application Firewall vor openITCOCKPIT hat ${path} gesperrt (406): Erlauben Sie dort diesen Pfad.`,
    queueDown:
        'openITCOCKPIT konnte den Befehl nicht in die Warteschlange stellen, es wurde nichts gesendet: Starten Sie die Warteschlange (gearman).',
    perhapsArrived:
        'Der Befehl kann openITCOCKPIT schon erreicht haben, und dessen Datenbank zeigt noch nichts Neueres: Wenn das minutenlang so bleibt, prüfen Sie den Statusengine Worker (Dienst statusengine auf dem openITCOCKPIT-Server).',
    formRefused: (what, said) =>
        `openITCOCKPIT hat ${what === 'command' ? 'das Kommando' : 'den Kontakt'} nicht angenommen: ${said}`,
    stillUsed: (what) =>
        `openITCOCKPIT löscht ${what === 'command' ? 'das Kommando' : 'den Kontakt'} nicht, solange etwas darauf verweist: ` +
        'Entfernen Sie zuerst den Verweis.',
    exportRunning:
        'openITCOCKPIT exportiert seine Konfiguration bereits: Warten Sie das Ende ab, und exportieren Sie dann erneut.',
    internalError:
        'openITCOCKPIT hat einen internen Fehler gemeldet (500): Prüfen Sie sein Protokoll und seine Datenbank.',
    gateway: (status) =>
        `Der Webserver von openITCOCKPIT antwortet, openITCOCKPIT selbst aber nicht (${status}): Prüfen Sie, ob seine Dienste laufen.`,
    redirectsElsewhere: (origin) =>
        `Die openITCOCKPIT-Adresse leitet zu einer anderen Adresse um: Setzen Sie „openITCOCKPIT URL“ auf ${origin}.`,
    redirects: (path = 'einer anderen Seite') =>
        `Die openITCOCKPIT-Adresse leitet zu ${path} um, statt zu antworten: Tragen Sie die Adresse von openITCOCKPIT selbst ein, ohne vorgeschaltete Anmeldeseite.`,
    webPage:
        'Die openITCOCKPIT-Adresse hat mit einer Webseite statt mit Daten geantwortet: Prüfen Sie die Einstellung „openITCOCKPIT URL“ und ob eine Anmeldeseite vorgeschaltet ist.',
    brokenJson:
        'openITCOCKPIT hat mit ungültigem JSON geantwortet: Prüfen Sie, was zwischen diesem Server und openITCOCKPIT steht.',
    unexpectedStatus: (path, status) =>
        `openITCOCKPIT hat ${path} mit dem unerwarteten Status ${status} beantwortet: Sehen Sie in sein Protokoll.`,
    unexpectedShape: (path, detail) =>
        `Der Antwort von openITCOCKPIT auf ${path} fehlt etwas (${detail}): Prüfen Sie, ob es in Version 4.6.4 oder neuer läuft.`,
    dateFormatUnknown: (format) =>
        `Das Datumsformat „${format}“ wird nicht unterstützt: Wählen Sie in openITCOCKPIT im Profil des API-Benutzers ein anderes.`,
    zoneUnknown: (zone) =>
        `Die Zeitzone „${zone}“ wird nicht unterstützt: Wählen Sie in openITCOCKPIT im Profil des API-Benutzers eine andere.`,
    timesMisfit:
        'Die Zeiten, die openITCOCKPIT anzeigt, passen nicht zu seiner Uhr: Prüfen Sie die Uhren des openITCOCKPIT-Servers, seiner Datenbank und seiner Satelliten sowie die Zeitzone im Profil des API-Benutzers.',
    profileUnread: (failure) => `Das Datumsformat des API-Benutzers lässt sich nicht lesen. ${failure}`,
    nobodyMapped:
        'Niemand kann handeln: „Action policy“ steht auf mapped, aber „Identity map“ ist leer, und der API-Schlüssel darf die Benutzer von openITCOCKPIT nicht auflisten (Recht „Users › index“). Füllen Sie „Identity map“ aus, oder geben Sie der Rolle das Recht.',
    onlyMapped:
        'Der API-Schlüssel darf die Benutzer von openITCOCKPIT nicht auflisten (Recht „Users › index“), deshalb können nur die Personen in „Identity map“ handeln, und ob es ihre openITCOCKPIT-Benutzer gibt, wird nicht geprüft.',
    mappedToNobody: (person, user) =>
        `„Identity map“ hat den Eintrag ${person} = ${user}, aber openITCOCKPIT zeigt keinen solchen Benutzer oder mehrere. Deshalb kann ${person} nicht handeln: Berichtigen Sie den Eintrag.`,
    rightsNotTold: (user) =>
        `openITCOCKPIT sagt nicht, welche Container ${user} bearbeiten darf. Für eine Aktion zählten deshalb nur die Rechte des API-Schlüssels: Geben Sie dem Benutzer des API-Schlüssels Zugriff auf die Container von ${user}.`,
    doctorForAdministrators: 'Nur Systemadministratoren dürfen Doctor ausführen.',
    mattermostTooOld: (version, oldest) =>
        `Mattermost ${version} ist älter als ${oldest}, die älteste unterstützte Version: Aktualisieren Sie Mattermost.`,
    mattermostUntested: (version, newest) =>
        `Nicht getestet mit Mattermost ${version}; die neueste getestete Version ist ${newest}. Falls etwas nicht funktioniert, suchen Sie nach einer neueren Version von openITCOCKPIT für Mattermost.`,
    notATestAlert: 'Dieser Beitrag ist kein Testalarm von Doctor: Starten Sie Doctor erneut.',
    tokenRejected: 'Mattermost hat das Bot-Token abgelehnt: Berichtigen Sie MATTERMOST_BOT_TOKEN.',
    channelArchived: 'Der Kanal ist archiviert: Heben Sie die Archivierung auf, oder wählen Sie einen anderen.',
    channelUnseen: (channel) =>
        `Der Bot sieht den Kanal „${channel}“ nicht: Prüfen Sie den Namen, und nehmen Sie den Bot in den Kanal auf.`,
    channelMissing: (channel) => `Es gibt keinen Kanal „${channel}“: Prüfen Sie die Einstellung „Default channel“.`,
    channelNameInvalid: (channel, setting) =>
        `„${channel}“ ist kein Name eines Kanals: Schreiben Sie ${setting} als team/kanal.`,
    botForbidden: (said) => `Dem Bot fehlt in Mattermost eine Berechtigung: Nehmen Sie ihn in den Kanal auf${said}.`,
    mattermostRedirects: (url) => `${url} leitet um: Setzen Sie MATTERMOST_URL auf die endgültige Adresse.`,
    mattermostTooSlow: (url, waiting) =>
        `Mattermost unter ${url} ist zu langsam: ${waiting} Anfragen warten darauf. Prüfen Sie die Auslastung des Servers.`,
    stopping: 'Der Dienst wird gerade beendet: Bitte versuchen Sie es gleich noch einmal.',
    storeTooSlow: (waiting) =>
        `Der Datenträger von DATA_FOLDER ist zu langsam: ${waiting} Änderungen warten darauf, geschrieben zu werden.`,
    mattermostTooMuch: (url) => `${url} hat mit weit mehr Daten geantwortet als Mattermost: Prüfen Sie MATTERMOST_URL.`,
    mattermostUnreachable: (url, code) =>
        `Mattermost ist unter ${url} nicht erreichbar (${code}): Prüfen Sie MATTERMOST_URL und das Netzwerk.`,
};
