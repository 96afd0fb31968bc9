import type {health as en} from '../en/health';

const wartend = (queued: number) => (queued === 1 ? '1 Aktion wartet' : `${queued} Aktionen warten`);

export const health: typeof en = {
    status: {up: 'in Ordnung', degraded: 'eingeschränkt', misconfigured: 'falsch eingestellt'},
    rightsMissing: (user, rights) =>
        `Dem openITCOCKPIT-Benutzer ${user} fehlen Rechte: ${rights} (openITCOCKPIT › Benutzerrollen).`,
    leftAlone: (queued) =>
        `openITCOCKPIT hat mehrmals hintereinander versagt und wird alle paar Sekunden wieder versucht (Sicherung offen); ${wartend(queued)}.`,
    queued: (queued) => `openITCOCKPIT war nicht zu erreichen; ${wartend(queued)} darauf.`,
    compared: (at, counts, seconds) =>
        `Offene Beiträge mit openITCOCKPIT verglichen um ${at} UTC: ${counts}, ${seconds} s`,
    counts: (open, healed) => `${open} offen, ${healed} berichtigt`,
    notVisible: (count) => `, ${count} für den API-Schlüssel nicht sichtbar`,
    endedEarly: (why) => `; vorzeitig beendet: ${why}`,
    heartbeat: (ago) => `Letztes Lebenszeichen (Heartbeat) von openITCOCKPIT: vor ${ago}`,
    notified: (ago) => `Letzte Benachrichtigung von openITCOCKPIT: vor ${ago}`,
};
