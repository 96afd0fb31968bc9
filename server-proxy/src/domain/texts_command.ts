import type {ActionKind} from './pending_action';
import type {Language} from './texts';

/** Words of the slash command and of the audit that it shows. */
export interface CommandTexts {
    readonly description: string;
    readonly status: string;
    readonly version: string;
    readonly audit: string;
    readonly help: string;
    readonly host: string;
    readonly hostHelp: string;
    readonly notReachedYet: string;
    readonly unknownWord: (word: string) => string;
    readonly notNow: string;
    readonly auditTitle: (host: string | undefined) => string;
    readonly auditEmpty: string;
    readonly columns: readonly [when: string, who: string, what: string, where: string, result: string, said: string];
    readonly post: string;
    readonly actions: Readonly<Record<ActionKind, string>>;
    /** Results that are not here are shown as they are. */
    readonly results: Readonly<Record<string, string>>;
}

const en: CommandTexts = {
    description: 'openITCOCKPIT alerts',
    status: 'is openITCOCKPIT reachable, and what is wrong if not',
    version: 'version of this plugin and of openITCOCKPIT',
    audit: 'who did what lately, on all hosts or on one',
    help: 'this text',
    host: '[host]',
    hostHelp: 'Name of the host, or nothing for all',
    notReachedYet: 'not reached yet',
    unknownWord: (word) => `Unknown word "${word}".`,
    notNow: 'The plugin is not ready: its settings are wrong or missing. `/openitcockpit status` says which.',
    auditTitle: (host) => (host === undefined ? 'Newest actions' : `Newest actions on ${host}`),
    auditEmpty: 'Nothing was done.',
    columns: ['When', 'Who', 'What', 'Where', 'Result', 'Comment or reason'],
    post: 'post',
    actions: {
        acknowledge: 'acknowledge',
        remove_acknowledgement: 'remove acknowledgement',
        schedule_downtime: 'schedule downtime',
        cancel_downtime: 'cancel downtime',
        recheck: 'recheck',
    },
    results: {
        asked: 'asked for',
        queued: 'waiting for openITCOCKPIT',
        confirmed: 'confirmed',
        elsewhere: 'done by somebody else',
        recovered: 'recovered before',
        not_confirmed: 'not confirmed',
        not_sent: 'not sent',
        replaced: 'post was replaced',
        removed: 'confirmed',
        gone: 'nothing left to do',
        refused: 'refused',
    },
};

const de: CommandTexts = {
    description: 'Alarme von openITCOCKPIT',
    status: 'ist openITCOCKPIT erreichbar, und wenn nicht, warum',
    version: 'Version dieses Plugins und von openITCOCKPIT',
    audit: 'wer zuletzt was getan hat, auf allen Hosts oder auf einem',
    help: 'dieser Text',
    host: '[Host]',
    hostHelp: 'Name des Hosts, oder nichts für alle',
    notReachedYet: 'noch nicht erreicht',
    unknownWord: (word) => `Unbekanntes Wort „${word}“.`,
    notNow: 'Das Plugin ist nicht bereit: Einstellungen fehlen oder sind falsch. `/openitcockpit status` sagt, welche.',
    auditTitle: (host) => (host === undefined ? 'Neueste Aktionen' : `Neueste Aktionen auf ${host}`),
    auditEmpty: 'Es wurde nichts getan.',
    columns: ['Wann', 'Wer', 'Was', 'Wo', 'Ergebnis', 'Kommentar oder Grund'],
    post: 'Beitrag',
    actions: {
        acknowledge: 'bestätigen',
        remove_acknowledgement: 'Bestätigung entfernen',
        schedule_downtime: 'Wartung planen',
        cancel_downtime: 'Wartung abbrechen',
        recheck: 'neu prüfen',
    },
    results: {
        asked: 'verlangt',
        queued: 'wartet auf openITCOCKPIT',
        confirmed: 'bestätigt',
        elsewhere: 'von jemand anderem getan',
        recovered: 'vorher behoben',
        not_confirmed: 'nicht bestätigt',
        not_sent: 'nicht gesendet',
        replaced: 'Beitrag wurde ersetzt',
        removed: 'bestätigt',
        gone: 'nichts mehr zu tun',
        refused: 'abgelehnt',
    },
};

export const commandTextsOf = (language: Language): CommandTexts => (language === 'de' ? de : en);
