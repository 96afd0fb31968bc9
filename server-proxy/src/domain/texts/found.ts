import type {Language} from './texts';

/** Words of the lists of problems, hosts and services that commands answer with. */
export interface FoundTexts {
    readonly page: string;
    /** @param atLeast there are more than were read */
    readonly problems: (count: number, atLeast: boolean) => string;
    readonly noProblems: string;
    /** @param filter as it was typed */
    readonly noProblemsLike: (filter: string) => string;
    readonly pageOf: (page: number, pages: number) => string;
    readonly next: (command: string) => string;
    readonly narrow: (command: string) => string;
    readonly lasting: (length: string) => string;
    readonly post: string;
    readonly link: string;
    readonly state: string;
    readonly acknowledged: (who: string, comment: string) => string;
    readonly acknowledgedByUnknown: string;
    readonly downtime: string;
    readonly downtimeBy: (who: string, comment: string, length: string) => string;
    readonly readOnly: string;
    readonly nothingNamed: (name: string) => string;
    readonly similar: (names: string) => string;
    readonly several: (count: number, name: string, atLeast: boolean) => string;
    readonly exactly: (command: string) => string;
    readonly howHost: string;
    readonly howService: string;
    readonly posted: (link: string) => string;
    readonly onItsWay: string;
    readonly tooSlow: (seconds: number) => string;
    readonly notForOutsiders: string;
    readonly noAlertChannel: string;
}

const en: FoundTexts = {
    page: 'page',
    problems: (count, atLeast) =>
        `${atLeast ? 'At least ' : ''}${count} unhandled ${count === 1 && !atLeast ? 'problem' : 'problems'}`,
    noProblems: '✅ No unhandled problems: whatever is wrong is acknowledged or in a downtime.',
    noProblemsLike: (filter) => `✅ No unhandled problems like "${filter}".`,
    pageOf: (page, pages) => `page ${page} of ${pages}`,
    next: (command) => `Next page: \`${command}\``,
    narrow: (command) =>
        `There are more than were read; part of a name or a state shows the rest, e.g. \`${command}\`.`,
    lasting: (length) => `for ${length}`,
    post: 'post',
    link: 'openITCOCKPIT',
    state: 'State',
    acknowledged: (who, comment) => `${who}: ${comment}`,
    acknowledgedByUnknown: 'yes; openITCOCKPIT does not say by whom',
    downtime: 'Downtime',
    downtimeBy: (who, comment, length) => `${who}: ${comment} (${length})`,
    readOnly: 'The API key may not edit this object, so there are no buttons.',
    nothingNamed: (name) => `Nothing in monitoring has "${name}" in its name, or the API key may not see it.`,
    similar: (names) => `Did you mean ${names}?`,
    several: (count, name, atLeast) => `${atLeast ? 'At least ' : ''}${count} match "${name}".`,
    exactly: (command) => `Be more exact, e.g. \`${command}\`.`,
    howHost: 'Which host? `/openitcockpit host web01`',
    howService: 'Which service? `/openitcockpit service Ping` or `/openitcockpit service Ping on web01`',
    posted: (link) => (link === '' ? 'The problem has a post now.' : `The problem has a [post](${link}) now.`),
    onItsWay: 'The post of this problem is on its way; please press again in a few seconds.',
    tooSlow: (seconds) => `openITCOCKPIT has not answered for ${seconds} seconds; please try again later.`,
    notForOutsiders:
        'Only members of the channel that the setting Default channel names may do this, because everybody may act there.',
    noAlertChannel:
        'Nobody is named who may do this: an administrator must fill in the setting Default channel, or Action policy and Who may act.',
};

const de: FoundTexts = {
    page: 'seite',
    problems: (count, atLeast) =>
        `${atLeast ? 'Mindestens ' : ''}${count} ${count === 1 && !atLeast ? 'unbehandeltes Problem' : 'unbehandelte Probleme'}`,
    noProblems: '✅ Keine unbehandelten Probleme: Alles, was nicht geht, ist bestätigt oder in einer Wartung.',
    noProblemsLike: (filter) => `✅ Keine unbehandelten Probleme wie „${filter}“.`,
    pageOf: (page, pages) => `Seite ${page} von ${pages}`,
    next: (command) => `Nächste Seite: \`${command}\``,
    narrow: (command) =>
        `Es gibt mehr, als gelesen wurden; ein Teil eines Namens oder ein Zustand zeigt den Rest, z. B. \`${command}\`.`,
    lasting: (length) => `seit ${length}`,
    post: 'Beitrag',
    link: 'openITCOCKPIT',
    state: 'Zustand',
    acknowledged: (who, comment) => `${who}: ${comment}`,
    acknowledgedByUnknown: 'ja; openITCOCKPIT sagt nicht, von wem',
    downtime: 'Wartung',
    downtimeBy: (who, comment, length) => `${who}: ${comment} (${length})`,
    readOnly: 'Der API-Schlüssel darf dieses Objekt nicht bearbeiten, deshalb gibt es keine Knöpfe.',
    nothingNamed: (name) =>
        `Nichts in der Überwachung hat „${name}“ im Namen, oder der API-Schlüssel darf es nicht sehen.`,
    similar: (names) => `Meinten Sie ${names}?`,
    several: (count, name, atLeast) => `${atLeast ? 'Mindestens ' : ''}${count} passen zu „${name}“.`,
    exactly: (command) => `Bitte genauer, z. B. \`${command}\`.`,
    howHost: 'Welcher Host? `/openitcockpit host web01`',
    howService: 'Welcher Service? `/openitcockpit service Ping` oder `/openitcockpit service Ping auf web01`',
    posted: (link) =>
        link === '' ? 'Das Problem hat jetzt einen Beitrag.' : `Das Problem hat jetzt einen [Beitrag](${link}).`,
    onItsWay: 'Der Beitrag dieses Problems ist unterwegs; bitte in einigen Sekunden noch einmal drücken.',
    tooSlow: (seconds) =>
        `openITCOCKPIT hat seit ${seconds} Sekunden nicht geantwortet; bitte später erneut versuchen.`,
    notForOutsiders:
        'Das dürfen nur Mitglieder des Kanals, den die Einstellung „Default channel“ nennt, weil dort alle handeln dürfen.',
    noAlertChannel:
        'Es ist niemand benannt, der das darf: Ein Administrator muss die Einstellung „Default channel“ ausfüllen, oder „Action policy“ und „Who may act“.',
};

export const foundTextsOf = (language: Language): FoundTexts => (language === 'de' ? de : en);
