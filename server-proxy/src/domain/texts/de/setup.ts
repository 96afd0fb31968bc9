import type {setup as en} from '../en/setup';

const listed = (items: readonly string[]): string => items.map((item) => `\`${item}\``).join(', ');

export const setup: typeof en = {
    forAdministrators: 'Nur Systemadministratoren dürfen die Einrichtung ausführen.',
    busy: 'Die Einrichtung wird gerade von jemandem ausgeführt. Es wurde nichts getan; sehen Sie später mit `/openitcockpit setup` nach.',
    noContainer:
        'Der API-Benutzer darf in keinem Container Kontakte anlegen: Geben Sie ihm in openITCOCKPIT Schreibrechte für einen Container.',
    noTimePeriod: (container) =>
        `openITCOCKPIT hat in ${container} keinen Zeitraum: Legen Sie dort einen an (üblich: 24x7), und versuchen Sie es erneut.`,
    rightsMissing: (rights) =>
        `Der Rolle des API-Benutzers in openITCOCKPIT fehlt ${listed(rights)}: Ergänzen Sie die Rechte, und speichern Sie die Rolle, oder kopieren Sie die Zeilen von Hand (\`/openitcockpit setup lines\`).`,
    otherType: (name) =>
        `openITCOCKPIT hat ein Kommando \`${name}\`, das kein Benachrichtigungskommando ist: Benennen Sie es dort um. Es wurde nichts geändert.`,
    clash: (names) =>
        `openITCOCKPIT hat ${listed(names)} mit anderem Inhalt. Es wurde nichts geändert: Behalten Sie Ihren Inhalt unter einem anderen Namen, oder ersetzen Sie den Inhalt mit \`/openitcockpit setup replace\`.`,
    contactClash: (name) =>
        `openITCOCKPIT hat einen Kontakt \`${name}\`, der unsere Kommandos nicht verwendet. Es wurde nichts geändert: Ordnen Sie ihm dort beide Kommandos zu, oder benennen Sie ihn um.`,
    notKept:
        'openITCOCKPIT hat Erfolg gemeldet, zeigt aber nicht, was angefordert wurde: Prüfen Sie dort die Kommandos und Kontakte.',
    nothingToUndo: 'Die Einrichtung hat nichts angelegt, es gibt also nichts rückgängig zu machen.',
    next: {
        token: (settings) =>
            `Klicken Sie neben *Notification token* (Abschnitt *Other ways*) auf **Neu generieren**, kopieren Sie das Token, und speichern Sie: ${settings}.`,
        replace:
            'Behalten Sie Ihren Inhalt unter einem anderen Namen, oder klicken Sie auf **Inhalt ersetzen** (`/openitcockpit setup replace`).',
        apply: 'Klicken Sie auf **Ausführen** (`/openitcockpit setup apply`).',
        byHand: (attach) =>
            `Klicken Sie auf **Zeilen zum Kopieren**, und legen Sie in openITCOCKPIT an, was dort steht. ${attach}`,
        export: (attach) =>
            `Legen Sie auf dem openITCOCKPIT-Server die Datei an, die **Zeilen zum Kopieren** zeigt. ${attach} Klicken Sie dann auf **Exportieren** (\`/openitcockpit setup export\`).`,
        wait: 'Warten Sie, bis openITCOCKPIT exportiert hat. Diese Nachricht zeigt es an.',
        test: 'Klicken Sie auf **Alles testen**, oder lassen Sie eine echte Benachrichtigung senden: `/openitcockpit doctor <host>`.',
        otherForm:
            'Die Zeilen können das Programm auf dem openITCOCKPIT-Server (**Mit dem Programm**) oder nur curl (**Nur mit curl**) aufrufen.',
    },
    unknownWord: (word) =>
        `Die Einrichtung kennt „${word}“ nicht: channel, commands, safe, curl, apply, replace, export, undo, lines oder network.`,
    title: '#### openITCOCKPIT für Mattermost einrichten',
    tokenMissing:
        ':warning: Es gibt kein Benachrichtigungs-Token: Klicken Sie in der Systemkonsole daneben auf **Neu generieren**, und speichern Sie.',
    tokenReady: ':white_check_mark: Es gibt ein Benachrichtigungs-Token. Ein eingehender Webhook ist nicht nötig.',
    planTitle: '**In openITCOCKPIT** (ein Plan; es wurde nichts geändert)',
    create: (what) => `:heavy_plus_sign: ${what} wird angelegt`,
    present: (what) => `:white_check_mark: ${what} ist vorhanden`,
    different: (what) => `:warning: ${what} ist mit anderem Inhalt vorhanden`,
    command: (name) => `Benachrichtigungskommando \`${name}\``,
    contact: (name, container, timePeriod) => `Kontakt \`${name}\` (Container ${container}, Zeitraum ${timePeriod})`,
    lacks: (contact, containers) =>
        `:warning: Hosts in ${containers.join(', ')} können den Kontakt \`${contact}\` nicht verwenden, weil er nicht in diesem Container ist: Fügen Sie ihn dem Kontakt in openITCOCKPIT hinzu.`,
    beyond: (contact, hosts, more) =>
        `:warning: Diese Hosts und ihre Services können den Kontakt \`${contact}\` nicht verwenden, weil er nur in seinen Containern und darunter gilt: ${hosts.join(', ')}${more.count > 0 ? ` und ${more.isAll ? '' : 'mindestens '}${more.count} weitere` : ''}. Lassen Sie die Einrichtung von jemandem mit Rechten für \`/root\` ausführen, oder geben Sie dem API-Benutzer Schreibrechte für deren Container.`,
    builtin: (names) =>
        `:information_source: ${listed(names)} aus dem Mattermost-Modul von openITCOCKPIT bleiben, wie sie sind. Verwenden Sie nicht beide für denselben Kontakt: Jedes Problem käme doppelt.`,
    done: '**In openITCOCKPIT**: Kommandos und Kontakt sind vorhanden (zurückgelesen).',
    copyTitle: (rights) => `**In openITCOCKPIT, von Hand**, weil der Rolle des API-Benutzers ${listed(rights)} fehlt.`,
    copySteps: ({host, service, contact}) =>
        `1. **Kommandos › Neu**: Typ *Benachrichtigungskommando*, Name \`${host}\`, mit der ersten Zeile; \`${service}\` mit der zweiten.\n2. **Kontakte › Neu**: Name \`${contact}\`, irgendeine Telefonnummer, Zeitraum 24x7, beide Kommandos, alle Optionen angehakt.\n3. **Überwachungskonfiguration aktualisieren** (Export).`,
    exportMissing: (rights) =>
        `Der Rolle des API-Benutzers fehlt ${listed(rights)}: Exportieren Sie in openITCOCKPIT mit **Überwachungskonfiguration aktualisieren**.`,
    exportRunning: ':hourglass: openITCOCKPIT exportiert gerade.',
    exportLaunched:
        ':hourglass: Der Export wurde gestartet. Die Nachricht der Einrichtung zeigt, wann openITCOCKPIT ihn beendet hat.',
    exportSucceeded: ':white_check_mark: Der letzte Export ist gelungen.',
    exportFailed:
        ':warning: Der letzte Export ist gescheitert: openITCOCKPIT zeigt unter **Überwachungskonfiguration aktualisieren**, warum.',
    exportNeeded: 'Erst mit dem Export wird es in der Überwachung wirksam.',
    fileTitle: (path) => `**Auf dem openITCOCKPIT-Server**, \`${path}\` (Eigentümer \`nagios\`, Modus 600):`,
    directions:
        '**Welche Richtungen müssen offen sein?** openITCOCKPIT → Mattermost für Benachrichtigungen, Mattermost → openITCOCKPIT für Aktionen. Prüfen Sie jede auf dem Rechner, von dem sie ausgeht; jeder HTTP-Status heißt ja, eine Zeitüberschreitung oder *refused* heißt nein:',
    attach: (contact) =>
        `Ordnen Sie in openITCOCKPIT den Kontakt \`${contact}\` Ihren Hosts, Services oder deren Vorlagen zu.`,
    undone: {
        removed: (name) => `\`${name}\` wurde entfernt.`,
        restored: (name) => `\`${name}\` hat wieder den vorherigen Inhalt.`,
        archived: (name) => `Der Kanal \`${name}\` wurde archiviert.`,
        written: (name) =>
            `Der Kanal \`${name}\` bleibt, weil dort jemand geschrieben hat: Archivieren Sie ihn in Mattermost, sobald ihn niemand mehr braucht.`,
        gone: (name) => `\`${name}\` war nicht mehr vorhanden.`,
        changed: (name) => `\`${name}\` bleibt, weil es jemand geändert hat.`,
        used: (name) =>
            `\`${name}\` bleibt, weil es in openITCOCKPIT verwendet wird: Entfernen Sie es dort, und machen Sie dann erneut rückgängig.`,
    },
};
