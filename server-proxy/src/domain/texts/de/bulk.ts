import type {bulk as en} from '../en/bulk';

const objects = (count: number): string => (count === 1 ? '1 Objekt' : `${count} Objekte`);
const hosts = (count: number): string => (count === 1 ? '1 Host' : `${count} Hosts`);

export const bulk: typeof en = {
    size: ({objects: count, hosts: on}) => `${objects(count)} auf ${hosts(on)}`,
    under: {
        acknowledge: (who, what) => `${who} bestätigt ${what}`,
        remove_acknowledgement: (who, what) => `${who} entfernt die Bestätigungen: ${what}`,
        schedule_downtime: (who, what) => `${who} plant eine Wartungszeit: ${what}`,
        recheck: (who, what) => `${who} prüft ${what} erneut`,
    },
    over: {
        acknowledge: (who, what) => `${who} hat ${what} bestätigt`,
        remove_acknowledgement: (who, what) => `${who} hat die Bestätigungen entfernt: ${what}`,
        schedule_downtime: (who, what) => `${who} hat eine Wartungszeit geplant: ${what}`,
        recheck: (who, what) => `${who} hat ${what} erneut geprüft`,
    },
    progress: (done, all) => `${done} von ${all} übernommen`,
    elsewhere: (count) => `${count} waren schon von jemand anderem bestätigt oder in Wartungszeit.`,
    recovered: (count) => `${count} waren schon behoben.`,
    notConfirmed: (count) => `${count} nicht übernommen`,
    andMore: (count) => `und ${count} weitere`,
    lost: (count) =>
        `Was aus ${count} geworden ist, lässt sich nicht sagen: Was dazu gespeichert war, ist beschädigt und wurde beiseitegelegt. Die einzelnen Beiträge zeigen den richtigen Stand.`,
    waiting: (why) => `Wartet auf openITCOCKPIT: ${why}`,
    retry: (count) => `Erneut versuchen (${count})`,
    retried: 'Es wird erneut versucht.',
    interval: (from, until) => `Von ${from} bis ${until}`,
    notTold: 'openITCOCKPIT sagt nichts über dieses Objekt: Der API-Schlüssel darf es nicht sehen.',
    wouldHit: {
        acknowledge: (what) => `Damit würden **${what}** bestätigt:`,
        remove_acknowledgement: (what) => `Damit würden die Bestätigungen entfernt: **${what}**`,
        schedule_downtime: (what) => `Damit kämen **${what}** in Wartungszeit:`,
        recheck: (what) => `Damit würden **${what}** erneut geprüft:`,
    },
    everything: 'Das ist alles, was es gibt: Der Filter schließt nichts aus.',
    nothing: (filter) => `Nichts passt zu „${filter}“, deshalb ist nichts geschehen.`,
    nothingAtAll: {
        acknowledge: 'Es gibt kein unbehandeltes Problem, deshalb ist nichts geschehen.',
        remove_acknowledgement: 'Kein Problem ist bestätigt, deshalb ist nichts geschehen.',
        schedule_downtime: 'Es gibt kein Problem außerhalb einer Wartungszeit, deshalb ist nichts geschehen.',
        recheck: 'Es gibt kein unbehandeltes Problem, deshalb ist nichts geschehen.',
    },
    tooMany: (most, command) =>
        `Mehr als ${most} passen: Grenzen Sie sie durch einen Teil des Namens, einen Zustand oder einen Host ein, z. B. \`${command}\`.`,
    confirm: {
        acknowledge: 'Bestätigen…',
        remove_acknowledgement: 'Entfernen…',
        schedule_downtime: 'Wartungszeit planen…',
        recheck: 'Erneut prüfen…',
    },
    dialogTitle: {
        acknowledge: 'Bestätigen',
        remove_acknowledgement: 'Entfernen',
        schedule_downtime: 'Wartungszeit planen',
        recheck: 'Erneut prüfen',
    },
    dialogIntro: {
        acknowledge: (what) => `**${what}** werden bestätigt.`,
        remove_acknowledgement: (what) => `Die Bestätigungen werden entfernt: **${what}**`,
        schedule_downtime: (what) => `**${what}** kommen in Wartungszeit.`,
        recheck: (what) => `**${what}** werden jetzt geprüft.`,
    },
    outOfDate: 'Das ist nicht mehr aktuell: Bitte geben Sie den Befehl noch einmal ein.',
    underWay: (link) => (link === '' ? 'Läuft.' : `Läuft: [Der Beitrag](${link}) zeigt den Fortschritt.`),
    alreadyUnderWay: (who) => `${who} hat das schon veranlasst; es ist nicht doppelt geschehen.`,
    nothingToRetry: 'Es ist nichts mehr offen, das sich noch einmal versuchen ließe.',
    expired: (minutes) => `openITCOCKPIT war ${minutes} Minuten lang nicht erreichbar.`,
};
