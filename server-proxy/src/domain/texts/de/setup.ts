import type {setup as en} from '../en/setup';

const listed = (items: readonly string[]): string => items.map((item) => `\`${item}\``).join(', ');

export const setup: typeof en = {
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
