import type {ActionKind} from '../action/pending_action';
import type {Language} from './texts';

/** Words of the slash command and of the audit that it shows. */
export interface CommandTexts {
    readonly description: string;
    readonly problems: string;
    readonly problemsHint: string;
    readonly problemsHelp: string;
    readonly showHost: string;
    readonly showHostHint: string;
    readonly showHostHelp: string;
    readonly showService: string;
    readonly showServiceHint: string;
    readonly showServiceHelp: string;
    readonly status: string;
    readonly version: string;
    readonly audit: string;
    readonly doctor: string;
    readonly doctorHost: string;
    readonly doctorStarted: string;
    readonly setup: string;
    readonly setupHelp: string;
    readonly support: string;
    readonly supportSent: string;
    readonly supportPacket: string;
    readonly supportForAdministrators: string;
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
    problems: 'what is wrong and nobody looks after, with buttons',
    problemsHint: '[name] [state] [page 2]',
    problemsHelp: 'Part of a host or service name, a state such as critical, page 2; or nothing for all',
    showHost: 'state of a host, with buttons while it has a problem',
    showHostHint: '<host>',
    showHostHelp: 'Name of the host, or part of it',
    showService: 'the same for a service',
    showServiceHint: '<service> [on host]',
    showServiceHelp: 'Name of the service, or part of it; on and the host where several have one',
    status: 'is openITCOCKPIT reachable, and what is wrong if not',
    version: 'version of this plugin and of openITCOCKPIT',
    doctor: 'examines the whole way and names what is broken, for administrators',
    doctorHost: 'Name of a host: openITCOCKPIT sends all its contacts a real notification; or nothing',
    doctorStarted: 'Doctor is at work; the report comes as a direct message.',
    setup: 'leads administrators through the set-up of channel, commands and contact',
    setupHelp: 'Nothing for the plan; apply, replace, export, undo, lines, safe, curl, takeover, handover @user',
    audit: 'who did what lately, on all hosts or on one',
    support: 'settings without secrets, versions, last errors; for administrators',
    supportSent: 'The support packet comes as a direct message.',
    supportPacket:
        'Support packet: settings without secrets, versions, health, the last warnings and errors. Names of hosts and people may be in it: read it before you hand it on.',
    supportForAdministrators: 'Only system administrators of Mattermost get the support packet.',
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
    problems: 'was nicht geht und um das sich niemand kümmert, mit Knöpfen',
    problemsHint: '[Name] [Zustand] [Seite 2]',
    problemsHelp: 'Teil eines Host- oder Servicenamens, ein Zustand wie kritisch, Seite 2; oder nichts für alle',
    showHost: 'Zustand eines Hosts, mit Knöpfen, solange er ein Problem hat',
    showHostHint: '<Host>',
    showHostHelp: 'Name des Hosts, oder ein Teil davon',
    showService: 'dasselbe für einen Service',
    showServiceHint: '<Service> [auf Host]',
    showServiceHelp: 'Name des Services, oder ein Teil davon; auf und der Host, wo mehrere einen haben',
    status: 'ist openITCOCKPIT erreichbar, und wenn nicht, warum',
    version: 'Version dieses Plugins und von openITCOCKPIT',
    doctor: 'untersucht den ganzen Weg und nennt, was nicht geht, für Administratoren',
    doctorHost: 'Name eines Hosts: openITCOCKPIT benachrichtigt wirklich alle seine Kontakte; oder nichts',
    doctorStarted: 'Doctor ist an der Arbeit; der Bericht kommt als Direktnachricht.',
    setup: 'führt Administratoren durch die Einrichtung von Kanal, Kommandos und Kontakt',
    setupHelp: 'Nichts für den Plan; apply, replace, export, undo, lines, safe, curl, takeover, handover @name',
    audit: 'wer zuletzt was getan hat, auf allen Hosts oder auf einem',
    support: 'Einstellungen ohne Geheimnisse, Versionen, letzte Fehler; für Administratoren',
    supportSent: 'Das Support-Paket kommt als Direktnachricht.',
    supportPacket:
        'Support-Paket: Einstellungen ohne Geheimnisse, Versionen, Zustand, die letzten Warnungen und Fehler. Namen von Hosts und Personen können darin stehen: Lesen Sie es, bevor Sie es weitergeben.',
    supportForAdministrators: 'Das Support-Paket bekommen nur Systemadministratoren von Mattermost.',
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
