import type {setupStart as en} from '../en/setup_start';

export const setupStart: typeof en = {
    next: (step) => `**Als Nächstes:** ${step}`,
    settings: (link) =>
        link === ''
            ? '**Systemkonsole › Plugins › openITCOCKPIT for Mattermost**'
            : `[Systemkonsole › openITCOCKPIT for Mattermost](${link})`,
    fillIn: (settings) =>
        `Füllen Sie *openITCOCKPIT URL* und *API key* aus, und klicken Sie auf **Speichern und testen**: ${settings}.`,
    prepare: 'Klicken Sie auf **Kanal vorbereiten**.',
    test: 'Klicken Sie auf **Alles testen**. Ist alles in Ordnung, bleibt nichts mehr zu tun.',
    settingsMissing: ':warning: Die Adresse von openITCOCKPIT oder der API-Schlüssel fehlt.',
    settingsSet: (url) => `:white_check_mark: openITCOCKPIT ist ${url}; ein API-Schlüssel ist eingetragen.`,
    stream: ':white_check_mark: Ein Ereignisstrom ist eingetragen, Alarme kommen also sofort.',
    noStream:
        ':information_source: Ohne Ereignisstrom (ab openITCOCKPIT 5.8, *Event stream URL*) kommen Alarme ein bis zwei Minuten später.',
    alertsOff:
        ':warning: *Alerts from* ist ausgeschaltet: Nur Benachrichtigungskommandos und Webhooks erzeugen Beiträge.',
    commands:
        ':information_source: **Benachrichtigungskommandos…** richtet den anderen Weg für Alarme ein. Er ist nicht nötig.',
    commandsMade:
        ':white_check_mark: Benachrichtigungskommandos sind angelegt; **Benachrichtigungskommandos…** zeigt sie.',
    testing: 'Der Bericht folgt als Direktnachricht.',
};
