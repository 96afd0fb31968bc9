/** What set-up says first: the next step, and how the essentials are. */
export const setupStart = {
    next: (step: string) => `**Next:** ${step}`,
    /** Where the settings are; `link` is empty when Mattermost does not know its own address. */
    settings: (link: string) =>
        link === ''
            ? '**System Console › Plugins › openITCOCKPIT for Mattermost**'
            : `[System Console › openITCOCKPIT for Mattermost](${link})`,
    fillIn: (settings: string) =>
        `fill in *openITCOCKPIT URL* and *API key*, then press **Save and test**: ${settings}.`,
    prepare: 'press **Prepare the channel**.',
    test: 'press **Test everything**. If all is well, nothing more needs to be done.',
    settingsMissing: ':warning: The address of openITCOCKPIT or its API key is missing.',
    settingsSet: (url: string) => `:white_check_mark: openITCOCKPIT is ${url}; there is an API key.`,
    stream: ':white_check_mark: There is an event stream, so alerts arrive at once.',
    noStream:
        ':information_source: Without an event stream (openITCOCKPIT 5.8 and newer, *Event stream URL*), alerts arrive a minute or two later.',
    alertsOff: ':warning: *Alerts from* is off: only notification commands and webhooks make posts.',
    commands: ':information_source: **Notification commands…** sets up the other way for alerts. It is not needed.',
    commandsMade: ':white_check_mark: Notification commands have been created; **Notification commands…** shows them.',
    testing: 'The report follows as a direct message.',
};
