import type {Language} from './texts';

/** Words of the health report and of `/openitcockpit status`. */
export interface HealthTexts {
    readonly status: Readonly<Record<'up' | 'degraded' | 'misconfigured', string>>;
    readonly rightsMissing: (user: string, rights: string) => string;
    readonly leftAlone: (queued: number) => string;
    readonly queued: (queued: number) => string;
    readonly compared: (at: string, counts: string, seconds: string) => string;
    readonly counts: (open: number, healed: number) => string;
    /** Added to the counts. */
    readonly notVisible: (count: number) => string;
    /** Added to `compared`. */
    readonly endedEarly: (why: string) => string;
    readonly heartbeat: (ago: string) => string;
    readonly notified: (ago: string) => string;
}

const waiting = (queued: number) => (queued === 1 ? '1 action is queued' : `${queued} actions are queued`);

const en: HealthTexts = {
    status: {up: 'up', degraded: 'degraded', misconfigured: 'misconfigured'},
    rightsMissing: (user, rights) =>
        `The openITCOCKPIT user ${user} lacks rights: ${rights} (openITCOCKPIT › User roles).`,
    leftAlone: (queued) =>
        `openITCOCKPIT failed several times in a row and is tried again every few seconds (circuit breaker open); ${waiting(queued)}.`,
    queued: (queued) => `openITCOCKPIT could not be reached; ${waiting(queued)} and will be sent.`,
    compared: (at, counts, seconds) => `Open posts compared with openITCOCKPIT at ${at} UTC: ${counts}, ${seconds} s`,
    counts: (open, healed) => `${open} open, ${healed} brought up to date`,
    notVisible: (count) => `, ${count} not visible to the API key`,
    endedEarly: (why) => `; it ended early: ${why}`,
    heartbeat: (ago) => `Last heartbeat of openITCOCKPIT: ${ago} ago`,
    notified: (ago) => `Last notification of openITCOCKPIT: ${ago} ago`,
};

const wartend = (queued: number) => (queued === 1 ? '1 Aktion wartet' : `${queued} Aktionen warten`);

const de: HealthTexts = {
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

export const healthTextsOf = (language: Language): HealthTexts => (language === 'de' ? de : en);

/** A sentence in the language of whoever reads it. */
export const healthSays =
    (sentence: (texts: HealthTexts) => string) =>
    (language: Language): string =>
        sentence(healthTextsOf(language));
