import type {Language} from './texts';

/** What set-up says to the administrator it leads. */
export interface SetupTexts {
    readonly forAdministrators: string;
    readonly busy: string;
    readonly led: (name: string) => string;
    readonly noSuchUser: (name: string) => string;
    readonly notAdministrator: (name: string) => string;
    readonly noContainer: string;
    readonly noTimePeriod: (container: string) => string;
    readonly rightsMissing: (rights: readonly string[]) => string;
    readonly otherType: (name: string) => string;
    readonly clash: (names: readonly string[]) => string;
    readonly contactClash: (name: string) => string;
    readonly notKept: string;
    readonly nothingToUndo: string;
    /** What to type next. */
    readonly next: Readonly<Record<'apply' | 'export' | 'undo' | 'otherForm', string>>;
    readonly unknownWord: (word: string) => string;

    readonly title: string;
    readonly tokenMissing: string;
    readonly tokenReady: string;
    readonly planTitle: string;
    readonly create: (what: string) => string;
    readonly present: (what: string) => string;
    readonly different: (what: string) => string;
    readonly command: (name: string) => string;
    readonly contact: (name: string, container: string, timePeriod: string) => string;
    readonly builtin: (names: readonly string[]) => string;
    readonly done: string;
    readonly copyTitle: (rights: readonly string[]) => string;
    readonly copySteps: (names: {host: string; service: string; contact: string}) => string;
    readonly exportMissing: (rights: readonly string[]) => string;
    readonly exportRunning: string;
    readonly exportLaunched: string;
    readonly exportSucceeded: string;
    readonly exportFailed: string;
    readonly exportNeeded: string;
    readonly fileTitle: (path: string) => string;
    readonly directions: string;
    readonly attach: (contact: string) => string;
    readonly handedOver: (from: string) => string;
    readonly handedOverTo: (name: string) => string;
    readonly undone: Readonly<
        Record<'removed' | 'restored' | 'archived' | 'gone' | 'changed' | 'used' | 'written', (name: string) => string>
    >;
}

const listed = (items: readonly string[]): string => items.map((item) => `\`${item}\``).join(', ');

const en: SetupTexts = {
    forAdministrators: 'Only system administrators may set this up.',
    busy: 'Somebody is setting up at this moment. Nothing was done; look again with `/openitcockpit setup`.',
    led: (name) =>
        `@${name} leads this set-up. They can hand it over with \`/openitcockpit setup handover @you\`, or you take it with \`/openitcockpit setup takeover\`.`,
    noSuchUser: (name) => `Mattermost knows no user @${name}.`,
    notAdministrator: (name) => `@${name} is not a system administrator, so the set-up stays with you.`,
    noContainer:
        'The API user may create contacts in no container: give that user write permission on a container in openITCOCKPIT.',
    noTimePeriod: (container) =>
        `openITCOCKPIT has no time period in ${container}: create one there (usually 24x7), then try again.`,
    rightsMissing: (rights) =>
        `The role of the API user in openITCOCKPIT lacks ${listed(rights)}: add them and save the role, or copy the lines by hand (\`/openitcockpit setup lines\`).`,
    otherType: (name) =>
        `openITCOCKPIT has a command \`${name}\` that is no notification command: rename it there. Nothing was changed.`,
    clash: (names) =>
        `openITCOCKPIT has ${listed(names)} with another content. Nothing was changed: keep yours under another name, or replace the content with \`/openitcockpit setup replace\`.`,
    contactClash: (name) =>
        `openITCOCKPIT has a contact \`${name}\` that does not use our commands. Nothing was changed: add the two commands to it there, or rename it.`,
    notKept: 'openITCOCKPIT said yes, but does not show what was asked for: look at the commands and contacts there.',
    nothingToUndo: 'Set-up has made nothing, so there is nothing to undo.',
    next: {
        apply: 'Do it with `/openitcockpit setup apply`.',
        export: 'Export with `/openitcockpit setup export`.',
        undo: 'Take back what set-up made with `/openitcockpit setup undo`.',
        otherForm:
            'The lines call the program on the openITCOCKPIT server (`/openitcockpit setup safe`) or nothing but curl (`/openitcockpit setup curl`).',
    },
    unknownWord: (word) =>
        `Set-up does not know "${word}": apply, replace, export, undo, lines, takeover, handover @user, safe or curl.`,

    title: '#### Set up openITCOCKPIT for Mattermost',
    tokenMissing:
        ':warning: There is no notification token: press **Regenerate** beside it in the System Console, and save.',
    tokenReady: ':white_check_mark: There is a notification token. No incoming webhook is needed.',
    planTitle: '**In openITCOCKPIT** (a plan; nothing was changed)',
    create: (what) => `:heavy_plus_sign: ${what} will be created`,
    present: (what) => `:white_check_mark: ${what} is there`,
    different: (what) => `:warning: ${what} is there with another content`,
    command: (name) => `Notification command \`${name}\``,
    contact: (name, container, timePeriod) => `Contact \`${name}\` (container ${container}, time period ${timePeriod})`,
    builtin: (names) =>
        `:information_source: ${listed(names)} of openITCOCKPIT's own Mattermost module stay as they are. Do not use both with one contact: each problem would be posted twice.`,
    done: '**In openITCOCKPIT**: commands and contact are there, read back.',
    copyTitle: (rights) => `**In openITCOCKPIT, by hand**, because the role of the API user lacks ${listed(rights)}:`,
    copySteps: ({host, service, contact}) =>
        `1. **Commands › New**: type *notification command*, name \`${host}\`, with the first line; \`${service}\` with the second.\n2. **Contacts › New**: name \`${contact}\`, any phone number, time period 24x7, both commands, all options ticked.\n3. **Refresh monitoring configuration** (export).`,
    exportMissing: (rights) =>
        `The role of the API user lacks ${listed(rights)}: export in openITCOCKPIT by **Refresh monitoring configuration**.`,
    exportRunning: ':hourglass: openITCOCKPIT is exporting.',
    exportLaunched: ':hourglass: The export was started. Look again with `/openitcockpit setup` in a minute.',
    exportSucceeded: ':white_check_mark: The last export succeeded.',
    exportFailed:
        ':warning: The last export failed: openITCOCKPIT shows why under **Refresh monitoring configuration**.',
    exportNeeded: 'Nothing reaches the monitoring before an export.',
    fileTitle: (path) => `**On the openITCOCKPIT server**, \`${path}\` (owner \`nagios\`, mode 600):`,
    directions:
        '**Which way must be open?** openITCOCKPIT → Mattermost for notifications, Mattermost → openITCOCKPIT for actions. Test each on the machine it starts from; any HTTP status is a yes, a time-out or *refused* is a no:',
    attach: (contact) =>
        `Last step, in openITCOCKPIT: put the contact \`${contact}\` at your hosts, services or their templates, and export. Then prove it with \`/openitcockpit doctor\`.`,
    handedOver: (from) => `@${from} handed the set-up over to you.`,
    handedOverTo: (name) => `@${name} leads the set-up now and has been told.`,
    undone: {
        removed: (name) => `\`${name}\` was removed.`,
        restored: (name) => `\`${name}\` has its former content again.`,
        archived: (name) => `Channel \`${name}\` was archived.`,
        written: (name) =>
            `Channel \`${name}\` stays, because somebody wrote there: archive it in Mattermost when nobody needs it.`,
        gone: (name) => `\`${name}\` was not there any more.`,
        changed: (name) => `\`${name}\` stays, because somebody changed it.`,
        used: (name) =>
            `\`${name}\` stays, because something in openITCOCKPIT uses it: take it out there, then undo again.`,
    },
};

const de: SetupTexts = {
    forAdministrators: 'Nur Systemadministratoren dürfen das einrichten.',
    busy: 'Gerade richtet jemand ein. Es wurde nichts getan; sehen Sie mit `/openitcockpit setup` wieder nach.',
    led: (name) =>
        `@${name} führt diese Einrichtung. Mit \`/openitcockpit setup handover @name\` wird sie übergeben, oder Sie übernehmen sie mit \`/openitcockpit setup takeover\`.`,
    noSuchUser: (name) => `Mattermost kennt keine Person @${name}.`,
    notAdministrator: (name) => `@${name} ist nicht Systemadministrator, die Einrichtung bleibt bei Ihnen.`,
    noContainer:
        'Der API-Benutzer darf in keinem Container Kontakte anlegen: Geben Sie ihm in openITCOCKPIT Schreibrecht auf einen Container.',
    noTimePeriod: (container) =>
        `openITCOCKPIT hat in ${container} keinen Zeitraum: Legen Sie dort einen an (üblich: 24x7), und versuchen Sie es erneut.`,
    rightsMissing: (rights) =>
        `Der Rolle des API-Benutzers in openITCOCKPIT fehlt ${listed(rights)}: Ergänzen und speichern Sie die Rolle, oder übernehmen Sie die Zeilen von Hand (\`/openitcockpit setup lines\`).`,
    otherType: (name) =>
        `openITCOCKPIT hat ein Kommando \`${name}\`, das kein Benachrichtigungskommando ist: Benennen Sie es dort um. Es wurde nichts geändert.`,
    clash: (names) =>
        `openITCOCKPIT hat ${listed(names)} mit anderem Inhalt. Es wurde nichts geändert: Behalten Sie Ihres unter einem anderen Namen, oder ersetzen Sie den Inhalt mit \`/openitcockpit setup replace\`.`,
    contactClash: (name) =>
        `openITCOCKPIT hat einen Kontakt \`${name}\`, der unsere Kommandos nicht verwendet. Es wurde nichts geändert: Nehmen Sie dort beide Kommandos auf, oder benennen Sie ihn um.`,
    notKept:
        'openITCOCKPIT hat zugestimmt, zeigt aber nicht, was verlangt war: Sehen Sie dort die Kommandos und Kontakte an.',
    nothingToUndo: 'Die Einrichtung hat nichts angelegt, es gibt nichts rückgängig zu machen.',
    next: {
        apply: 'Ausführen mit `/openitcockpit setup apply`.',
        export: 'Exportieren mit `/openitcockpit setup export`.',
        undo: 'Rückgängig machen, was die Einrichtung angelegt hat: `/openitcockpit setup undo`.',
        otherForm:
            'Die Zeilen rufen das Programm auf dem openITCOCKPIT-Server auf (`/openitcockpit setup safe`) oder nichts als curl (`/openitcockpit setup curl`).',
    },
    unknownWord: (word) =>
        `Die Einrichtung kennt „${word}“ nicht: apply, replace, export, undo, lines, takeover, handover @name, safe oder curl.`,

    title: '#### openITCOCKPIT für Mattermost einrichten',
    tokenMissing:
        ':warning: Es gibt kein Benachrichtigungs-Token: Drücken Sie daneben in der Systemkonsole **Regenerieren**, und speichern Sie.',
    tokenReady: ':white_check_mark: Es gibt ein Benachrichtigungs-Token. Ein eingehender Webhook ist nicht nötig.',
    planTitle: '**In openITCOCKPIT** (ein Plan; es wurde nichts geändert)',
    create: (what) => `:heavy_plus_sign: ${what} wird angelegt`,
    present: (what) => `:white_check_mark: ${what} ist da`,
    different: (what) => `:warning: ${what} ist mit anderem Inhalt da`,
    command: (name) => `Benachrichtigungskommando \`${name}\``,
    contact: (name, container, timePeriod) => `Kontakt \`${name}\` (Container ${container}, Zeitraum ${timePeriod})`,
    builtin: (names) =>
        `:information_source: ${listed(names)} aus openITCOCKPITs eigenem Mattermost-Modul bleiben, wie sie sind. Verwenden Sie nicht beide an einem Kontakt: Jedes Problem käme doppelt.`,
    done: '**In openITCOCKPIT**: Kommandos und Kontakt sind da, zurückgelesen.',
    copyTitle: (rights) => `**In openITCOCKPIT, von Hand**, weil der Rolle des API-Benutzers ${listed(rights)} fehlt:`,
    copySteps: ({host, service, contact}) =>
        `1. **Kommandos › Neu**: Typ *Benachrichtigungskommando*, Name \`${host}\`, mit der ersten Zeile; \`${service}\` mit der zweiten.\n2. **Kontakte › Neu**: Name \`${contact}\`, irgendeine Telefonnummer, Zeitraum 24x7, beide Kommandos, alle Optionen angekreuzt.\n3. **Monitoring-Konfiguration aktualisieren** (Export).`,
    exportMissing: (rights) =>
        `Der Rolle des API-Benutzers fehlt ${listed(rights)}: Exportieren Sie in openITCOCKPIT mit **Monitoring-Konfiguration aktualisieren**.`,
    exportRunning: ':hourglass: openITCOCKPIT exportiert gerade.',
    exportLaunched:
        ':hourglass: Der Export wurde gestartet. Sehen Sie in einer Minute mit `/openitcockpit setup` wieder nach.',
    exportSucceeded: ':white_check_mark: Der letzte Export ist gelungen.',
    exportFailed:
        ':warning: Der letzte Export ist gescheitert: openITCOCKPIT zeigt unter **Monitoring-Konfiguration aktualisieren**, warum.',
    exportNeeded: 'Vor einem Export erreicht nichts das Monitoring.',
    fileTitle: (path) => `**Auf dem openITCOCKPIT-Server**, \`${path}\` (Eigentümer \`nagios\`, Modus 600):`,
    directions:
        '**Welche Richtung muss offen sein?** openITCOCKPIT → Mattermost für Benachrichtigungen, Mattermost → openITCOCKPIT für Aktionen. Prüfen Sie jede auf der Maschine, von der sie ausgeht; jeder HTTP-Status heißt ja, eine Zeitüberschreitung oder *refused* heißt nein:',
    attach: (contact) =>
        `Letzter Schritt, in openITCOCKPIT: Tragen Sie den Kontakt \`${contact}\` bei Ihren Hosts, Services oder deren Vorlagen ein, und exportieren Sie. Prüfen Sie es dann mit \`/openitcockpit doctor\`.`,
    handedOver: (from) => `@${from} hat Ihnen die Einrichtung übergeben.`,
    handedOverTo: (name) => `@${name} führt nun die Einrichtung und weiß davon.`,
    undone: {
        removed: (name) => `\`${name}\` wurde entfernt.`,
        restored: (name) => `\`${name}\` hat wieder seinen früheren Inhalt.`,
        archived: (name) => `Der Kanal \`${name}\` wurde archiviert.`,
        written: (name) =>
            `Der Kanal \`${name}\` bleibt, weil dort jemand geschrieben hat: Archivieren Sie ihn in Mattermost, wenn ihn niemand mehr braucht.`,
        gone: (name) => `\`${name}\` war nicht mehr da.`,
        changed: (name) => `\`${name}\` bleibt, weil es jemand geändert hat.`,
        used: (name) =>
            `\`${name}\` bleibt, weil es in openITCOCKPIT verwendet wird: Nehmen Sie es dort heraus, und machen Sie dann erneut rückgängig.`,
    },
};

export const setupTextsOf = (language: Language): SetupTexts => (language === 'de' ? de : en);

/** A sentence in whatever language it is asked for. */
export const setupSays =
    (pick: (texts: SetupTexts) => string) =>
    (language: Language): string =>
        pick(setupTextsOf(language));
