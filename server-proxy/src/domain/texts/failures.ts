import type {Language} from './texts';

/** What is wrong on the way to openITCOCKPIT and Mattermost, and what to do: for people who set it up. */
export interface FailureTexts {
    // settings
    readonly urlEmpty: string;
    readonly urlNoAddress: string;
    readonly urlNotHttps: string;
    readonly urlWithUser: string;
    readonly keyEmpty: string;
    readonly keyOddCharacters: string;
    readonly caNoPem: string;
    readonly proxyNoAddress: string;
    // the way to openITCOCKPIT
    readonly timeout: (seconds: number) => string;
    readonly commandTimeout: (seconds: number) => string;
    readonly unknownAuthority: (host: string) => string;
    readonly certificateDates: (host: string) => string;
    readonly certificateName: (host: string) => string;
    readonly noTls: (host: string) => string;
    readonly proxyUnreachable: string;
    readonly proxyLogin: string;
    readonly proxyRefused: (status: number) => string;
    readonly nameUnknown: (host: string) => string;
    readonly nothingAnswers: (host: string) => string;
    readonly brokeOff: (host: string) => string;
    readonly tooLarge: string;
    readonly leftAlone: (lastFailure: string) => string;
    // what openITCOCKPIT answers
    readonly keyRejected: string;
    readonly refusedBefore: string;
    readonly objectHidden: (object: string) => string;
    readonly rightMissing: (right: string) => string;
    readonly commandNotSent: string;
    readonly roleWithoutRights: string;
    readonly objectUnknown: (object: string) => string;
    readonly notFound: string;
    readonly firewall: (path: string) => string;
    readonly queueDown: string;
    readonly internalError: string;
    readonly formRefused: (what: 'command' | 'contact', said: string) => string;
    readonly stillUsed: (what: 'command' | 'contact') => string;
    readonly exportRunning: string;
    readonly gateway: (status: number) => string;
    readonly redirectsElsewhere: (origin: string) => string;
    readonly redirects: (path: string | undefined) => string;
    readonly webPage: string;
    readonly brokenJson: string;
    readonly unexpectedStatus: (path: string, status: number) => string;
    readonly unexpectedShape: (path: string, detail: string) => string;
    // why times of openITCOCKPIT cannot be dated
    readonly dateFormatUnknown: (format: string) => string;
    readonly zoneUnknown: (zone: string) => string;
    readonly timesMisfit: string;
    readonly profileUnread: (failure: string) => string;
    /** Action policy `mapped` and nobody who could be mapped. */
    readonly nobodyMapped: string;
    readonly onlyMapped: string;
    // Mattermost
    readonly noTestAlert: string;
    readonly doctorForAdministrators: string;
    readonly tokenRejected: string;
    readonly channelArchived: string;
    readonly channelUnseen: (channel: string) => string;
    readonly channelMissing: (channel: string) => string;
    readonly noChannelName: (channel: string, setting: string) => string;
    readonly botForbidden: (said: string) => string;
    readonly mattermostRedirects: (url: string) => string;
    readonly mattermostUnreachable: (url: string, code: string) => string;
}

const en: FailureTexts = {
    urlEmpty: 'The setting openITCOCKPIT URL is empty: fill it in.',
    urlNoAddress: 'The setting openITCOCKPIT URL is no address: write it as https://host.',
    urlNotHttps: 'The setting openITCOCKPIT URL must start with https://.',
    urlWithUser: 'The setting openITCOCKPIT URL must not hold a user name or password.',
    keyEmpty: 'The setting API key is empty: fill it in.',
    keyOddCharacters: 'The setting API key holds blanks or characters no API key has.',
    caNoPem: 'The setting custom CA is no PEM certificate.',
    proxyNoAddress: 'The setting proxy URL is no address: write it as http://host:port.',
    timeout: (seconds) =>
        `openITCOCKPIT did not answer within ${seconds} seconds: it is overloaded or its queue hangs.`,
    commandTimeout: (seconds) =>
        `openITCOCKPIT did not answer within ${seconds} seconds; the command may still be executed.`,
    unknownAuthority: (host) =>
        `The certificate of ${host} comes from an unknown authority: put that authority into the setting custom CA.`,
    certificateDates: (host) =>
        `The certificate of ${host} is expired or not valid yet: renew it on the openITCOCKPIT server.`,
    certificateName: (host) =>
        `The certificate is not made for ${host}: use the certificate's name in the setting openITCOCKPIT URL.`,
    noTls: (host) => `There is no usable TLS at ${host}: check host and port in the setting openITCOCKPIT URL.`,
    proxyUnreachable: 'The proxy cannot be reached: check the setting proxy URL and that the proxy runs.',
    proxyLogin: 'The proxy wants a login (407): put user and password into the setting proxy URL.',
    proxyRefused: (status) =>
        `The proxy did not let the connection to openITCOCKPIT through (${status}): check the settings proxy URL and no-proxy list.`,
    nameUnknown: (host) =>
        `The name ${host} cannot be resolved: check the setting openITCOCKPIT URL and the name servers.`,
    nothingAnswers: (host) =>
        `Nothing answers at ${host}: check the setting openITCOCKPIT URL, openITCOCKPIT and the firewall.`,
    brokeOff: (host) => `The connection to ${host} broke off: check openITCOCKPIT and the network between.`,
    tooLarge: 'The openITCOCKPIT URL answered with more than 10 MB: check that it is an openITCOCKPIT.',
    leftAlone: (lastFailure) =>
        `openITCOCKPIT failed several times in a row and is left alone for a moment. ${lastFailure}`,
    keyRejected: 'openITCOCKPIT rejected the API key: check the setting API key and that its user is active.',
    refusedBefore:
        'Something in front of openITCOCKPIT refused the request (403): allow this server in that proxy or firewall.',
    objectHidden: (object) =>
        `The user of the API key may not see this ${object}: give that user a container of the host in openITCOCKPIT.`,
    rightMissing: (right) =>
        `The role of the API user in openITCOCKPIT lacks the right ${right}: add it to the role and save the role.`,
    commandNotSent:
        'openITCOCKPIT could not send the command: it does not know the host, or the role of the API user has no rights at all.',
    roleWithoutRights:
        'openITCOCKPIT refused the request (400): the role of the API user has no rights at all, save it once.',
    objectUnknown: (object) => `openITCOCKPIT knows no such ${object}: it was deleted there.`,
    notFound:
        'The web server answered "not found" (404): check the setting openITCOCKPIT URL, it is not an openITCOCKPIT.',
    firewall: (path) =>
        `A web application firewall in front of openITCOCKPIT blocked ${path} (406): allow that path there.`,
    queueDown: 'openITCOCKPIT could not queue the command: its queue (gearman) is down, nothing was sent.',
    internalError: 'openITCOCKPIT failed internally (500): its own log and its database need a look.',
    formRefused: (what, said) => `openITCOCKPIT did not accept the ${what}: ${said}`,
    stillUsed: (what) => `openITCOCKPIT keeps the ${what}, because something uses it: take it out there first.`,
    exportRunning: 'openITCOCKPIT is exporting its configuration already: wait for it to end, then export again.',
    gateway: (status) => `The web server of openITCOCKPIT answers, but openITCOCKPIT behind it does not (${status}).`,
    redirectsElsewhere: (origin) => `The openITCOCKPIT URL redirects elsewhere: set openITCOCKPIT URL to ${origin}.`,
    redirects: (path = 'another page') =>
        `The openITCOCKPIT URL redirects to ${path} instead of answering: set it to the address of openITCOCKPIT itself, without a login page in front.`,
    webPage:
        'The openITCOCKPIT URL answered with a web page instead of data: check the setting openITCOCKPIT URL and that no login page sits in front.',
    brokenJson: 'openITCOCKPIT answered with broken JSON: check what sits between this server and openITCOCKPIT.',
    unexpectedStatus: (path, status) => `openITCOCKPIT answered ${path} with the unexpected status ${status}.`,
    unexpectedShape: (path, detail) =>
        `openITCOCKPIT answered ${path} without ${detail}: check that its version is 4.6.4 or newer.`,
    dateFormatUnknown: (format) =>
        `The date format "${format}" is not known here: choose another one in the profile of the API user in openITCOCKPIT.`,
    zoneUnknown: (zone) =>
        `The time zone "${zone}" is not known here: choose another one in the profile of the API user in openITCOCKPIT.`,
    timesMisfit:
        'Times that openITCOCKPIT shows do not fit its clock: check the clocks of the openITCOCKPIT server, its database and its satellites, and the time zone in the profile of the API user.',
    profileUnread: (failure) => `The date format of the API user cannot be read. ${failure}`,
    nobodyMapped:
        'Nobody can act: Action policy is mapped, but Identity map is empty and the API key may not list the users of openITCOCKPIT (right Users.index). Fill in Identity map, or add the right to the role.',
    onlyMapped:
        'The API key may not list the users of openITCOCKPIT (right Users.index), so only the people in Identity map can act.',
    doctorForAdministrators: 'Only system administrators may run Doctor.',
    noTestAlert: 'This post is no test alert of Doctor: run Doctor again.',
    tokenRejected: 'Mattermost rejected the bot token: correct the setting MATTERMOST_BOT_TOKEN.',
    channelArchived: 'The channel is archived: unarchive it, or choose another one.',
    channelUnseen: (channel) => `The bot cannot see the channel "${channel}": check its name and add the bot to it.`,
    channelMissing: (channel) => `There is no channel "${channel}": check Default channel.`,
    noChannelName: (channel, setting) => `"${channel}" names no channel: write ${setting} as team/channel.`,
    botForbidden: (said) => `The bot account lacks a permission in Mattermost: add it to the channel${said}.`,
    mattermostRedirects: (url) => `${url} redirects: set MATTERMOST_URL to the final address.`,
    mattermostUnreachable: (url, code) =>
        `Mattermost cannot be reached at ${url} (${code}): check MATTERMOST_URL and the network.`,
};

const OBJECT: Readonly<Record<string, string>> = {host: 'Host', service: 'Service', object: 'Objekt'};
const inGerman = (object: string): string => OBJECT[object] ?? object;

const de: FailureTexts = {
    urlEmpty: 'Die Einstellung „openITCOCKPIT URL“ ist leer: Tragen Sie die Adresse ein.',
    urlNoAddress: 'Die Einstellung „openITCOCKPIT URL“ ist keine Adresse: Schreiben Sie sie als https://host.',
    urlNotHttps: 'Die Einstellung „openITCOCKPIT URL“ muss mit https:// beginnen.',
    urlWithUser: 'Die Einstellung „openITCOCKPIT URL“ darf weder Benutzernamen noch Passwort enthalten.',
    keyEmpty: 'Die Einstellung „API key“ ist leer: Tragen Sie den API-Schlüssel ein.',
    keyOddCharacters: 'Die Einstellung „API key“ enthält Leerzeichen oder Zeichen, die kein API-Schlüssel hat.',
    caNoPem: 'Die Einstellung „Custom CA“ ist kein PEM-Zertifikat.',
    proxyNoAddress: 'Die Einstellung „Proxy URL“ ist keine Adresse: Schreiben Sie sie als http://host:port.',
    timeout: (seconds) =>
        `openITCOCKPIT hat nicht innerhalb von ${seconds} Sekunden geantwortet: Es ist überlastet, oder seine Warteschlange hängt.`,
    commandTimeout: (seconds) =>
        `openITCOCKPIT hat nicht innerhalb von ${seconds} Sekunden geantwortet; der Befehl wird vielleicht noch ausgeführt.`,
    unknownAuthority: (host) =>
        `Das Zertifikat von ${host} stammt von einer unbekannten Zertifizierungsstelle: Tragen Sie deren Zertifikat in die Einstellung „Custom CA“ ein.`,
    certificateDates: (host) =>
        `Das Zertifikat von ${host} ist abgelaufen oder noch nicht gültig: Erneuern Sie es auf dem openITCOCKPIT-Server.`,
    certificateName: (host) =>
        `Das Zertifikat ist nicht für ${host} ausgestellt: Verwenden Sie den Namen des Zertifikats in der Einstellung „openITCOCKPIT URL“.`,
    noTls: (host) =>
        `Unter ${host} gibt es kein brauchbares TLS: Prüfen Sie Host und Port in der Einstellung „openITCOCKPIT URL“.`,
    proxyUnreachable: 'Der Proxy ist nicht erreichbar: Prüfen Sie die Einstellung „Proxy URL“ und ob der Proxy läuft.',
    proxyLogin:
        'Der Proxy verlangt eine Anmeldung (407): Tragen Sie Benutzer und Passwort in die Einstellung „Proxy URL“ ein.',
    proxyRefused: (status) =>
        `Der Proxy hat die Verbindung zu openITCOCKPIT nicht durchgelassen (${status}): Prüfen Sie die Einstellungen „Proxy URL“ und „No-proxy list“.`,
    nameUnknown: (host) =>
        `Der Name ${host} lässt sich nicht auflösen: Prüfen Sie die Einstellung „openITCOCKPIT URL“ und die Nameserver.`,
    nothingAnswers: (host) =>
        `Unter ${host} antwortet nichts: Prüfen Sie die Einstellung „openITCOCKPIT URL“, openITCOCKPIT und die Firewall.`,
    brokeOff: (host) =>
        `Die Verbindung zu ${host} ist abgebrochen: Prüfen Sie openITCOCKPIT und das Netzwerk dazwischen.`,
    tooLarge:
        'Die openITCOCKPIT-Adresse hat mit mehr als 10 MB geantwortet: Prüfen Sie, ob dort ein openITCOCKPIT läuft.',
    leftAlone: (lastFailure) =>
        `openITCOCKPIT ist mehrmals nacheinander ausgefallen und wird einen Moment in Ruhe gelassen. ${lastFailure}`,
    keyRejected:
        'openITCOCKPIT hat den API-Schlüssel abgelehnt: Prüfen Sie die Einstellung „API key“ und ob sein Benutzer aktiv ist.',
    refusedBefore:
        'Etwas vor openITCOCKPIT hat die Anfrage abgelehnt (403): Erlauben Sie diesem Server dort den Zugriff.',
    objectHidden: (object) =>
        `Der Benutzer des API-Schlüssels darf dieses Objekt (${inGerman(object)}) nicht sehen: Geben Sie ihm in openITCOCKPIT einen Container des Hosts.`,
    rightMissing: (right) =>
        `Der Rolle des API-Benutzers fehlt in openITCOCKPIT das Recht ${right}: Ergänzen Sie es in der Rolle und speichern Sie sie.`,
    commandNotSent:
        'openITCOCKPIT konnte den Befehl nicht senden: Es kennt den Host nicht, oder die Rolle des API-Benutzers hat gar keine Rechte.',
    roleWithoutRights:
        'openITCOCKPIT hat die Anfrage abgelehnt (400): Die Rolle des API-Benutzers hat gar keine Rechte; speichern Sie sie einmal.',
    objectUnknown: (object) => `openITCOCKPIT kennt dieses Objekt (${inGerman(object)}) nicht: Es wurde dort gelöscht.`,
    notFound:
        'Der Webserver hat „nicht gefunden“ (404) geantwortet: Prüfen Sie die Einstellung „openITCOCKPIT URL“; dort ist kein openITCOCKPIT.',
    firewall: (path) =>
        `Eine Web Application Firewall vor openITCOCKPIT hat ${path} gesperrt (406): Erlauben Sie dort diesen Pfad.`,
    queueDown:
        'openITCOCKPIT konnte den Befehl nicht einreihen: Seine Warteschlange (gearman) läuft nicht, es wurde nichts gesendet.',
    formRefused: (what, said) =>
        `openITCOCKPIT hat ${what === 'command' ? 'das Kommando' : 'den Kontakt'} nicht angenommen: ${said}`,
    stillUsed: (what) =>
        `openITCOCKPIT behält ${what === 'command' ? 'das Kommando' : 'den Kontakt'}, weil noch etwas darauf verweist: ` +
        'Nehmen Sie den Verweis dort zuerst heraus.',
    exportRunning:
        'openITCOCKPIT exportiert seine Konfiguration bereits: Warten Sie das Ende ab, und exportieren Sie dann erneut.',
    internalError:
        'openITCOCKPIT hat einen internen Fehler gemeldet (500): Sehen Sie in sein Protokoll und nach seiner Datenbank.',
    gateway: (status) => `Der Webserver von openITCOCKPIT antwortet, openITCOCKPIT dahinter aber nicht (${status}).`,
    redirectsElsewhere: (origin) =>
        `Die openITCOCKPIT-Adresse leitet um: Setzen Sie „openITCOCKPIT URL“ auf ${origin}.`,
    redirects: (path = 'einer anderen Seite') =>
        `Die openITCOCKPIT-Adresse leitet zu ${path} um, statt zu antworten: Tragen Sie die Adresse von openITCOCKPIT selbst ein, ohne Anmeldeseite davor.`,
    webPage:
        'Die openITCOCKPIT-Adresse hat mit einer Webseite statt mit Daten geantwortet: Prüfen Sie die Einstellung „openITCOCKPIT URL“ und dass keine Anmeldeseite davorsteht.',
    brokenJson:
        'openITCOCKPIT hat mit kaputtem JSON geantwortet: Prüfen Sie, was zwischen diesem Server und openITCOCKPIT steht.',
    unexpectedStatus: (path, status) => `openITCOCKPIT hat ${path} mit dem unerwarteten Status ${status} beantwortet.`,
    unexpectedShape: (path, detail) =>
        `Der Antwort von openITCOCKPIT auf ${path} fehlt etwas (${detail}): Prüfen Sie, ob es Version 4.6.4 oder neuer ist.`,
    dateFormatUnknown: (format) =>
        `Das Datumsformat „${format}“ ist hier nicht bekannt: Wählen Sie in openITCOCKPIT im Profil des API-Benutzers ein anderes.`,
    zoneUnknown: (zone) =>
        `Die Zeitzone „${zone}“ ist hier nicht bekannt: Wählen Sie in openITCOCKPIT im Profil des API-Benutzers eine andere.`,
    timesMisfit:
        'Zeiten, die openITCOCKPIT anzeigt, passen nicht zu seiner Uhr: Prüfen Sie die Uhren des openITCOCKPIT-Servers, seiner Datenbank und seiner Satelliten sowie die Zeitzone im Profil des API-Benutzers.',
    profileUnread: (failure) => `Das Datumsformat des API-Benutzers lässt sich nicht lesen. ${failure}`,
    nobodyMapped:
        'Niemand kann handeln: „Action policy“ ist mapped, aber „Identity map“ ist leer, und der API-Schlüssel darf die Benutzer von openITCOCKPIT nicht auflisten (Recht Users.index). Füllen Sie „Identity map“ aus, oder geben Sie der Rolle das Recht.',
    onlyMapped:
        'Der API-Schlüssel darf die Benutzer von openITCOCKPIT nicht auflisten (Recht Users.index), deshalb können nur die Personen in „Identity map“ handeln.',
    doctorForAdministrators: 'Nur Systemadministratoren dürfen Doctor ausführen.',
    noTestAlert: 'Dieser Beitrag ist kein Testalarm von Doctor: Starten Sie Doctor erneut.',
    tokenRejected: 'Mattermost hat das Bot-Token abgelehnt: Berichtigen Sie die Einstellung MATTERMOST_BOT_TOKEN.',
    channelArchived: 'Der Kanal ist archiviert: Stellen Sie ihn wieder her, oder wählen Sie einen anderen.',
    channelUnseen: (channel) =>
        `Der Bot sieht den Kanal „${channel}“ nicht: Prüfen Sie den Namen, und nehmen Sie den Bot in den Kanal auf.`,
    channelMissing: (channel) => `Es gibt keinen Kanal „${channel}“: Prüfen Sie „Default channel“.`,
    noChannelName: (channel, setting) => `„${channel}“ nennt keinen Kanal: Schreiben Sie ${setting} als team/kanal.`,
    botForbidden: (said) => `Dem Bot fehlt in Mattermost ein Recht: Nehmen Sie ihn in den Kanal auf${said}.`,
    mattermostRedirects: (url) => `${url} leitet um: Setzen Sie MATTERMOST_URL auf die endgültige Adresse.`,
    mattermostUnreachable: (url, code) =>
        `Mattermost ist unter ${url} nicht erreichbar (${code}): Prüfen Sie MATTERMOST_URL und das Netzwerk.`,
};

const failureTextsOf = (language: Language): FailureTexts => (language === 'de' ? de : en);

/** A sentence in whatever language it is asked for. */
export const says =
    (pick: (texts: FailureTexts) => string) =>
    (language: Language): string =>
        pick(failureTextsOf(language));
