import type {SetupAct} from '../post/setup_post';
import type {Language} from './texts';

/** What set-up says about Mattermost: the default channel, and its direct message. */
export interface SetupChatTexts {
    /** What is found, and what becomes of it. `wanted`: as the setting says. */
    readonly channel: {
        readonly unset: (example: string) => string;
        readonly present: (wanted: string) => string;
        readonly join: (wanted: string) => string;
        readonly create: (wanted: string) => string;
        readonly archived: (wanted: string) => string;
        readonly deleted: (wanted: string) => string;
        readonly unreadable: (wanted: string) => string;
        readonly team_missing: (wanted: string, team: string) => string;
    };
    readonly nothingChanged: string;
    readonly channelNotKept: string;
    readonly button: Readonly<Record<SetupAct, string>>;
    /** `link`: of the direct message; empty when Mattermost does not know its own address. */
    readonly wrote: (link: string) => string;
    readonly notYours: string;
}

const en: SetupChatTexts = {
    channel: {
        unset: (example) =>
            `There is no default channel: fill in *Default channel* in the System Console, as team/channel, e.g. \`${example}\`. One that does not exist yet will be created.`,
        present: (wanted) => `Alerts go to \`${wanted}\`.`,
        join: (wanted) => `Alerts go to \`${wanted}\`; our bot will join it.`,
        create: (wanted) => `The public channel \`${wanted}\` will be created, and our bot will join it.`,
        archived: (wanted) =>
            `The default channel \`${wanted}\` is archived: unarchive it (**System Console › Channels**), or name another one in *Default channel*.`,
        deleted: (wanted) =>
            `The default channel \`${wanted}\` was deleted: name another one in *Default channel* in the System Console.`,
        unreadable: (wanted) =>
            `*Default channel* says \`${wanted}\`, which is no address of a channel: write team/channel in small letters, as in the channel's link.`,
        team_missing: (wanted, team) =>
            `*Default channel* says \`${wanted}\`, but Mattermost has no team \`${team}\`: write the team as in its link.`,
    },
    nothingChanged: 'Nothing was changed.',
    channelNotKept: 'Mattermost said yes, but does not show the channel with our bot in it: look at it there.',
    button: {
        apply: 'Apply',
        replace: 'Replace the content',
        export: 'Export',
        undo: 'Undo',
        lines: 'Lines to copy',
        safe: 'Use our program',
        curl: 'Use curl alone',
        look: 'Look again',
        takeover: 'Take over',
        handover: 'Hand over to…',
    },
    wrote: (link) => (link === '' ? 'I wrote you a direct message.' : `I wrote you a [direct message](${link}).`),
    notYours: 'This message was written to somebody else: type `/openitcockpit setup` to get yours.',
};

const de: SetupChatTexts = {
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

export const setupChatTextsOf = (language: Language): SetupChatTexts => (language === 'de' ? de : en);

/** A sentence in whatever language it is asked for. */
export const setupChatSays =
    (pick: (texts: SetupChatTexts) => string) =>
    (language: Language): string =>
        pick(setupChatTextsOf(language));
