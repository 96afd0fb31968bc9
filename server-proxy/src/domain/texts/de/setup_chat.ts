import type {setupChat as en} from '../en/setup_chat';

export const setupChat: typeof en = {
    channel: {
        unset: (example) =>
            `Es gibt keinen Standardkanal: Tragen Sie in der Systemkonsole *Default channel* als team/kanal ein, z. B. \`${example}\`. Einer, den es noch nicht gibt, wird angelegt.`,
        present: (wanted) => `Meldungen gehen nach \`${wanted}\`.`,
        join: (wanted) => `Meldungen gehen nach \`${wanted}\`; unser Bot wird beitreten.`,
        create: (wanted) => `Der öffentliche Kanal \`${wanted}\` wird angelegt, und unser Bot wird beitreten.`,
        archived: (wanted) =>
            `Der Standardkanal \`${wanted}\` ist archiviert: Stellen Sie ihn wieder her (**Systemkonsole › Kanäle**), oder nennen Sie unter *Default channel* einen anderen.`,
        deleted: (wanted) =>
            `Der Standardkanal \`${wanted}\` wurde gelöscht: Nennen Sie in der Systemkonsole unter *Default channel* einen anderen.`,
        unreadable: (wanted) =>
            `Unter *Default channel* steht \`${wanted}\`, was keine Adresse eines Kanals ist: Schreiben Sie team/kanal in Kleinbuchstaben, wie im Link des Kanals.`,
        team_missing: (wanted, team) =>
            `Unter *Default channel* steht \`${wanted}\`, aber Mattermost hat kein Team \`${team}\`: Schreiben Sie das Team wie in seinem Link.`,
    },
    nothingChanged: 'Es wurde nichts geändert.',
    channelNotKept: 'Mattermost hat zugestimmt, zeigt aber den Kanal mit unserem Bot nicht: Sehen Sie ihn dort an.',
    button: {
        apply: 'Ausführen',
        replace: 'Inhalt ersetzen',
        export: 'Exportieren',
        undo: 'Rückgängig machen',
        lines: 'Zeilen zum Kopieren',
        safe: 'Mit unserem Programm',
        curl: 'Nur mit curl',
        look: 'Wieder nachsehen',
        takeover: 'Übernehmen',
        handover: 'Übergeben an …',
    },
    wrote: (link) =>
        link === ''
            ? 'Ich habe Ihnen eine Direktnachricht geschrieben.'
            : `Ich habe Ihnen eine [Direktnachricht](${link}) geschrieben.`,
    notYours:
        'Diese Nachricht wurde jemand anderem geschrieben: Geben Sie `/openitcockpit setup` ein, um Ihre zu bekommen.',
};
