import type {health as en} from '../en/health';

const waiting = (queued: number) => (queued === 1 ? '1 Aktion wartet' : `${queued} Aktionen warten`);

export const health: typeof en = {
    status: {up: 'in Ordnung', degraded: 'eingeschränkt', misconfigured: 'falsch konfiguriert'},
    rightsMissing: (user, rights) =>
        `Dem openITCOCKPIT-Benutzer ${user} fehlen die Rechte ${rights}: Ergänzen Sie sie in openITCOCKPIT › Benutzerrollen.`,
    circuitOpen: (queued) =>
        `openITCOCKPIT hat mehrmals nacheinander nicht funktioniert und wird alle paar Sekunden erneut angefragt (Circuit Breaker offen); ${waiting(queued)}.`,
    queued: (queued) => `openITCOCKPIT war nicht erreichbar; ${waiting(queued)} auf die Übertragung.`,
    notStored: (code) =>
        `Der Alarmspeicher kann nicht geschrieben werden (${code}): Prüfen Sie den Datenträger von DATA_FOLDER.`,
    damagedFiles: (count, files) =>
        `Gespeicherte Datensätze waren nicht lesbar (${count}) und wurden in DATA_FOLDER beiseitegelegt: Sehen Sie sich ${files} an und verschieben Sie das Beiseitegelegte danach an einen anderen Ort.`,
    damagedKeys: (count) =>
        `Gespeicherte Datensätze waren nicht lesbar (${count}) und wurden in der Schlüssel-Wert-Tabelle des Plugins beiseitegelegt: Senden Sie das Support-Paket an die Person, die Ihnen hilft.`,
    compared: (at, counts, seconds) =>
        `Offene Beiträge zuletzt mit openITCOCKPIT abgeglichen um ${at} UTC: ${counts}, ${seconds} s`,
    counts: (open, healed) => `${open} offen, ${healed} aktualisiert`,
    notVisible: (count) => `, ${count} für den API-Schlüssel nicht sichtbar`,
    endedEarly: (why) => `; vorzeitig beendet: ${why}`,
    heartbeat: (ago) => `Letztes Lebenszeichen (Heartbeat) von openITCOCKPIT: vor ${ago}`,
    neverNotified: 'Bisher keine Benachrichtigung von openITCOCKPIT',
    read: (ago) => `openITCOCKPIT zuletzt erfolgreich gelesen: vor ${ago}`,
    neverRead: 'openITCOCKPIT bisher nicht erfolgreich gelesen',
    streamUp: (since) => `Der Ereignisstrom ist seit ${since} UTC offen`,
    streamAway: (since, why) => `Der Ereignisstrom ist seit ${since} UTC nicht erreichbar: ${why}`,
    lastEvent: (ago) => `Letztes Ereignis im Ereignisstrom von openITCOCKPIT: vor ${ago}`,
    behind: (count, duration) => `Beiträge, die noch nicht den neuesten Stand zeigen: ${count}, seit ${duration}`,
    notified: (ago) => `Letzte Benachrichtigung von openITCOCKPIT: vor ${ago}`,
};
