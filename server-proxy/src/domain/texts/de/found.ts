import type {found as en} from '../en/found';

export const found: typeof en = {
    page: 'seite',
    problems: (count, atLeast) =>
        `${atLeast ? 'Mindestens ' : ''}${count} ${count === 1 && !atLeast ? 'unbehandeltes Problem' : 'unbehandelte Probleme'}`,
    noProblems: '✅ Keine unbehandelten Probleme: Alles, was gestört ist, ist bestätigt oder in Wartungszeit.',
    noProblemsLike: (filter) => `✅ Keine unbehandelten Probleme passen zu „${filter}“.`,
    yourChannels: 'Berücksichtigt wird nur, was zu Ihren Kanälen gehört.',
    pageOf: (page, pages) => `Seite ${page} von ${pages}`,
    next: (command) => `Nächste Seite: \`${command}\``,
    narrow: (command) =>
        `Es gibt mehr, als sich auflisten lassen: Grenzen Sie sie durch einen Teil des Namens oder einen Zustand ein, z. B. \`${command}\`.`,
    lasting: (length) => `seit ${length}`,
    recovered: 'behoben',
    sinceThen: (when, changes) => `Stand ${when}; seitdem: ${changes.join(', ')}.`,
    changes: {
        acknowledged: (count) => `${count} bestätigt`,
        inDowntime: (count) => `${count} in Wartungszeit`,
        released: (count) => `${count} nicht mehr bestätigt`,
        over: (count) => `${count} vorbei`,
    },
    notAcknowledged: 'nicht mehr bestätigt',
    post: 'Beitrag',
    link: 'openITCOCKPIT',
    state: 'Zustand',
    acknowledged: (who, comment) => `${who}: ${comment}`,
    acknowledgedByUnknown: 'ja; openITCOCKPIT sagt nicht, von wem',
    downtime: 'Wartungszeit',
    downtimeBy: (who, comment, length) => `${who}: ${comment} (${length})`,
    readOnly: 'Der API-Schlüssel darf dieses Objekt nicht bearbeiten, deshalb gibt es keine Schaltflächen.',
    nothingNamed: (name) =>
        `Kein überwachter Host oder Service hat „${name}“ im Namen, oder der API-Schlüssel darf ihn nicht sehen.`,
    similar: (names) => `Meinten Sie ${names}?`,
    several: (count, name, atLeast) => `${atLeast ? 'Mindestens ' : ''}${count} passen zu „${name}“.`,
    exactly: (command) => `Bitte genauer, z. B. \`${command}\`.`,
    howHost: 'Welcher Host? `/openitcockpit host web01`',
    howService: 'Welcher Service? `/openitcockpit service Ping` oder `/openitcockpit service Ping auf web01`',
    posted: (link) =>
        link === '' ? 'Das Problem hat jetzt einen Beitrag.' : `Das Problem hat jetzt einen [Beitrag](${link}).`,
    isOver: (state) => `Dieses Problem ist vorbei: openITCOCKPIT zeigt ${state}.`,
    onItsWay: 'Der Beitrag dieses Problems wird gerade erstellt; bitte klicken Sie in einigen Sekunden noch einmal.',
    tooSlow: (seconds) =>
        `openITCOCKPIT hat seit ${seconds} Sekunden nicht geantwortet; bitte später erneut versuchen.`,
    notForOutsiders:
        'Das dürfen nur Personen, die im Kanal aus der Einstellung „Default channel“ schreiben dürfen, denn dort erscheint der Beitrag.',
    noAlertChannel:
        'Das geht erst, wenn ein Administrator die Einstellung „Default channel“ ausgefüllt hat: Dort erscheint der Beitrag.',
};
