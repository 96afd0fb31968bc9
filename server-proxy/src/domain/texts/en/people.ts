/** Words about a person's own openITCOCKPIT user and API key: connecting, and why the channel is asked instead. */
export const people = {
    connectTitle: 'Connect openITCOCKPIT',
    connectIntro: (url: string) =>
        `With your own API key, what you do here is done in openITCOCKPIT with your rights and your name. Create a key in your openITCOCKPIT profile (${url}), under *API keys*. It is stored encrypted and never shown.`,
    apiKey: 'Your API key',
    apiKeyHelp:
        'openITCOCKPIT is asked whose key it is before it is stored. A key that you have stored before is replaced.',
    connectSubmit: 'Connect',
    dialogOpened: 'Enter your API key in the dialog.',
    neverTypeKeys:
        'Nothing was stored. Please do not type API keys into a message or a command: if that was one, delete it in your openITCOCKPIT profile and create another. Then type `/openitcockpit connect` alone; a dialog asks for the key.',
    notAKey: 'This is not an API key: copy it from your openITCOCKPIT profile.',
    keyNotAccepted:
        'openITCOCKPIT does not accept this API key: copy the whole key from your profile, and check that your openITCOCKPIT user is active.',
    connected: (name: string) =>
        `You are connected as ${name}: from now on, your actions run with that user's rights and name. \`/openitcockpit disconnect\` deletes the key.`,
    rightsMissing: (rights: string) =>
        `Your role in openITCOCKPIT lacks rights that actions need (${rights}), so some of them will fail.`,
    disconnected:
        'Your API key has been deleted here. If you no longer need it, delete it in your openITCOCKPIT profile as well.',
    notConnected: 'You are not connected, so there was nothing to delete.',
    noEncryptionKey:
        'API keys cannot be stored yet: ask your administrator to generate the Encryption key setting in the System Console.',
    pluginOnly: 'Only the plugin can store API keys.',
    connectFirst:
        'Here you act with your own openITCOCKPIT API key: type `/openitcockpit connect` and enter it in the dialog (the Action policy setting).',
    unreadable:
        'Your openITCOCKPIT API key can no longer be read, because the Encryption key setting has changed: type `/openitcockpit connect` to enter it again, or `/openitcockpit disconnect` to delete it.',
    mayNotEdit: (who: string, object: string) =>
        `${who} may not edit ${object} in openITCOCKPIT. Somebody else can try.`,
    deactivatedSince: (who: string) => `The Mattermost account of ${who} has been deactivated. Somebody else can try.`,
    unmappedSince: (who: string) => `${who} is not mapped to an openITCOCKPIT user any more. Somebody else can try.`,
    disconnectedSince: (who: string) =>
        `${who} is not connected to openITCOCKPIT any more (\`/openitcockpit connect\`). Somebody else can try.`,
    unreadableSince: (who: string) =>
        `The API key of ${who} can no longer be read, because the Encryption key setting has changed: connect again with \`/openitcockpit connect\`. Somebody else can try.`,
    keyRefused: (who: string) =>
        `openITCOCKPIT no longer accepts the API key of ${who}: connect again with \`/openitcockpit connect\`. Somebody else can try.`,
    keyLacksRight: (who: string, reason: string) =>
        `openITCOCKPIT refused this to the API key of ${who}. ${reason} Or connect again with another key (\`/openitcockpit connect\`). Somebody else can try.`,
};
