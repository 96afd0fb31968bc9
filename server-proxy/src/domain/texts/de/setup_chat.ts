import type {setupChat as en} from '../en/setup_chat';

export const setupChat: typeof en = {
    channel: {
        unset: (example) =>
            `Es gibt keinen Standardkanal: Tragen Sie in der Systemkonsole *Default channel* als team/kanal ein, z. B. \`${example}\`. Wenn es den Kanal noch nicht gibt, wird er angelegt.`,
        present: (wanted) => `Alarme gehen nach \`${wanted}\`.`,
        join: (wanted) => `Alarme gehen nach \`${wanted}\`; der Bot wird beitreten.`,
        create: (wanted) => `Der öffentliche Kanal \`${wanted}\` wird angelegt, und der Bot wird beitreten.`,
        archived: (wanted) =>
            `Der Standardkanal \`${wanted}\` ist archiviert: Heben Sie die Archivierung auf (**Systemkonsole › Kanäle**), oder tragen Sie unter *Default channel* einen anderen ein.`,
        deleted: (wanted) =>
            `Der Standardkanal \`${wanted}\` wurde gelöscht: Tragen Sie in der Systemkonsole unter *Default channel* einen anderen ein.`,
        unreadable: (wanted) =>
            `Unter *Default channel* steht \`${wanted}\`, was kein gültiger Kanal ist: Schreiben Sie team/kanal in Kleinbuchstaben, wie im Link des Kanals.`,
        team_missing: (wanted, team) =>
            `Unter *Default channel* steht \`${wanted}\`, aber Mattermost hat kein Team \`${team}\`: Schreiben Sie den Namen des Teams wie in seinem Link.`,
    },
    nothingChanged: 'Es wurde nichts geändert.',
    channelNotKept:
        'Mattermost hat Erfolg gemeldet, zeigt aber den Kanal mit dem Bot nicht: Prüfen Sie den Kanal dort.',
    button: {
        apply: 'Ausführen',
        replace: 'Inhalt ersetzen',
        export: 'Exportieren',
        undo: 'Rückgängig machen',
        lines: 'Zeilen zum Kopieren',
        safe: 'Mit dem Programm',
        curl: 'Nur mit curl',
        channel: 'Kanal vorbereiten',
        test: 'Alles testen',
        look: 'Erneut nachsehen',
        commands: 'Benachrichtigungskommandos…',
        check: 'Erneut nachsehen',
        back: 'Zurück',
        network: 'Netzwerk',
    },
    wrote: (link) =>
        link === ''
            ? 'Ich habe Ihnen eine Direktnachricht gesendet.'
            : `Ich habe Ihnen eine [Direktnachricht](${link}) gesendet.`,
};
