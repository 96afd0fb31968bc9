import type {people as en} from '../en/people';

export const people: typeof en = {
    connectTitle: 'openITCOCKPIT verbinden',
    connectIntro: (url) =>
        `Mit Ihrem eigenen API-Schlüssel werden Ihre Aktionen in openITCOCKPIT mit Ihren Rechten und unter Ihrem Namen ausgeführt. Legen Sie den Schlüssel in Ihrem Profil in openITCOCKPIT (${url}) unter *API-Schlüssel* an. Er wird verschlüsselt gespeichert und nie angezeigt.`,
    apiKey: 'Ihr API-Schlüssel',
    apiKeyHelp:
        'Vor dem Speichern wird openITCOCKPIT gefragt, wem er gehört. Ein schon gespeicherter Schlüssel wird ersetzt.',
    connectSubmit: 'Verbinden',
    dialogOpened: 'Geben Sie Ihren API-Schlüssel im Dialog ein.',
    neverTypeKeys:
        'Es wurde nichts gespeichert. Schreiben Sie API-Schlüssel bitte nie in eine Nachricht oder ein Kommando: Wenn das einer war, löschen Sie ihn in Ihrem Profil in openITCOCKPIT und legen Sie einen neuen an. Geben Sie dann nur `/openitcockpit connect` ein; ein Dialog fragt nach dem Schlüssel.',
    notAKey: 'Das ist kein API-Schlüssel: Kopieren Sie ihn aus Ihrem Profil in openITCOCKPIT.',
    keyNotAccepted:
        'openITCOCKPIT nimmt diesen API-Schlüssel nicht an: Kopieren Sie den ganzen Schlüssel aus Ihrem Profil, und prüfen Sie, ob Ihr openITCOCKPIT-Benutzer aktiv ist.',
    connected: (name) =>
        `Sie sind als ${name} verbunden: Ihre Aktionen laufen ab jetzt mit den Rechten und unter dem Namen dieses Benutzers. \`/openitcockpit disconnect\` löscht den Schlüssel.`,
    rightsMissing: (rights) =>
        `Ihrer Rolle in openITCOCKPIT fehlen Rechte, die Aktionen brauchen (${rights}); einige werden deshalb fehlschlagen.`,
    disconnected:
        'Ihr API-Schlüssel ist hier gelöscht. Wenn Sie ihn nicht mehr brauchen, löschen Sie ihn auch in Ihrem Profil in openITCOCKPIT.',
    notConnected: 'Sie sind nicht verbunden; es gab nichts zu löschen.',
    noEncryptionKey:
        'API-Schlüssel können noch nicht gespeichert werden: Bitten Sie Ihren Administrator, in der Systemkonsole die Einstellung „Encryption key“ zu erzeugen.',
    pluginOnly: 'API-Schlüssel kann nur das Plugin speichern.',
    connectFirst:
        'Hier handeln Sie mit Ihrem eigenen API-Schlüssel von openITCOCKPIT: Geben Sie `/openitcockpit connect` ein und den Schlüssel dann im Dialog (Einstellung „Action policy“).',
    unreadable:
        'Ihr API-Schlüssel von openITCOCKPIT lässt sich nicht mehr lesen, weil die Einstellung „Encryption key“ geändert wurde: Geben Sie ihn mit `/openitcockpit connect` erneut ein, oder löschen Sie ihn mit `/openitcockpit disconnect`.',
    mayNotEdit: (who, object) =>
        `${who} darf ${object} in openITCOCKPIT nicht bearbeiten. Jemand anderes kann es versuchen.`,
    deactivatedSince: (who) =>
        `Das Mattermost-Konto von ${who} ist deaktiviert worden. Jemand anderes kann es versuchen.`,
    unmappedSince: (who) =>
        `${who} ist keinem openITCOCKPIT-Benutzer mehr zugeordnet. Jemand anderes kann es versuchen.`,
    disconnectedSince: (who) =>
        `${who} ist nicht mehr mit openITCOCKPIT verbunden (\`/openitcockpit connect\`). Jemand anderes kann es versuchen.`,
    unreadableSince: (who) =>
        `Der API-Schlüssel von ${who} lässt sich nicht mehr lesen, weil die Einstellung „Encryption key“ geändert wurde: bitte mit \`/openitcockpit connect\` erneut verbinden. Jemand anderes kann es versuchen.`,
    keyRefused: (who) =>
        `openITCOCKPIT nimmt den API-Schlüssel von ${who} nicht mehr an: bitte mit \`/openitcockpit connect\` erneut verbinden. Jemand anderes kann es versuchen.`,
    keyLacksRight: (who, reason) =>
        `openITCOCKPIT hat das dem API-Schlüssel von ${who} verweigert. ${reason} Oder mit einem anderen Schlüssel erneut verbinden (\`/openitcockpit connect\`). Jemand anderes kann es versuchen.`,
};
