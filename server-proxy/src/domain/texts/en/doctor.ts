import type {DoctorHopName} from '#contract';

/** Words of Doctor. The sentences of failures below it stand in texts_failures.ts. */
export const doctor = {
    names: {
        settings: 'Settings',
        proxy: 'Proxy',
        reach: 'Network',
        tls: 'Certificate',
        key: 'API key',
        version: 'openITCOCKPIT',
        rights: 'Rights',
        queue: 'Command queue',
        mattermost: 'Mattermost',
        webhook: 'Incoming webhook',
        endpoint: 'Notifications',
        handler: 'Handler',
        notification: 'Real notification',
        post: 'Test alert',
        press: 'Button',
        edit: 'Answer',
        remove: 'Clean-up',
    } satisfies Readonly<Record<DoctorHopName, string>>,
    verdicts: {ok: 'OK', note: 'note', failed: 'failed', skipped: 'not reached'} satisfies Readonly<
        Record<'ok' | 'note' | 'failed' | 'skipped', string>
    >,
    title: 'Doctor',
    running: 'Examining…',
    allWell: 'Everything works.',
    notYet: 'It does not work yet:',
    pressNow: 'Press the button of the test alert below: that proves the last steps.',
    // hops that are all right
    settingsComplete: 'The settings are complete.',
    viaProxy: 'The proxy lets the connection through.',
    noProxy: 'No proxy is needed.',
    answers: (host: string) => `${host} answers.`,
    tlsNotNeeded: 'Not needed: openITCOCKPIT runs on this machine.',
    tlsTrusted: 'The certificate is trusted.',
    tlsUnchecked:
        'The certificate was not checked (Skip TLS verification is on): anybody on the way can read the API key.',
    keyAccepted: 'openITCOCKPIT accepts the API key.',
    keyOf: (who: string) => `The API key belongs to ${who}.`,
    someUser: 'a user',
    version: (version: string) => `openITCOCKPIT ${version}.`,
    tooOld: 'openITCOCKPIT does not tell its version, so it is older than 4.6.4: update it.',
    rightsComplete: 'The role has the rights that are needed.',
    rightsMissing: (rights: string) =>
        `The role lacks ${rights}: add this to the role in openITCOCKPIT › User roles, and save it.`,
    queueTakes: 'The queue took a command for a host that does not exist; nothing was changed.',
    account: (username: string, version: string) => `Posts are written by @${username}, in Mattermost ${version}.`,
    webhookKnown: 'Mattermost knows the incoming webhook.',
    webhookNotSet: 'No incoming webhook is set; it is needed only where the notification command posts through one.',
    webhookUnknown:
        'Mattermost does not know this incoming webhook, or it was deleted: make a new one and put its address into WEBHOOK_URL.',
    webhooksOff:
        'Incoming webhooks are switched off: turn them on in System Console › Integrations › Integration Management.',
    noWebhook: (status: number) =>
        `What answers at WEBHOOK_URL is no incoming webhook of Mattermost (${status}): copy the address that Mattermost shows.`,
    webhookUnreachable: (reason: string) =>
        `WEBHOOK_URL cannot be reached (${reason}): check the address and the network.`,
    endpointTakes: 'The handler takes notifications with this token.',
    endpointRefuses:
        'The handler refuses the notification token: NOTIFICATION_TOKEN must be the same here and where the handler runs.',
    endpointUnreachable: (url: string, reason: string) =>
        `Notifications cannot be delivered to ${url} (${reason}): start the handler with serve, or correct NOTIFICATION_URL.`,
    endpointStrange: (url: string, status: number) =>
        `What answers at ${url} does not take notifications (${status}): correct NOTIFICATION_URL.`,
    insidePlugin: 'Not needed: the handler runs inside Mattermost.',
    handlerAnswers: (url: string) => `The handler answers at ${url} and knows our signature.`,
    handlerUnreachable: (url: string, reason: string) =>
        `The handler does not answer at ${url} (${reason}): start it with serve, and set PUBLIC_URL to the address under which Mattermost reaches it.`,
    handlerOtherSecret:
        'The handler does not know our signature: SIGNING_SECRET must be the same here and where the handler runs.',
    handlerStrange: (url: string, status: number) =>
        `What answers at ${url} is not this handler (${status}): correct PUBLIC_URL.`,
    noHostNamed: 'Not tried: name a host, and openITCOCKPIT sends a real notification about it.',
    /** @param similar names that look like it; empty: none */
    hostUnknown: (name: string, similar: string) =>
        `openITCOCKPIT shows the API key no host "${name}" in monitoring: check the name${similar === '' ? '' : ` (perhaps ${similar})`}, and that the host was exported.`,
    hostReadOnly: (name: string) =>
        `The API key may only read ${name}: give its user write access to the container of that host, or name another host.`,
    waitingFor: (name: string, seconds: number) =>
        `Waiting for the notification about ${name} (up to ${seconds} seconds) …`,
    notified: (name: string) => `The notification that openITCOCKPIT sent about ${name} arrived.`,
    notNotified: (name: string, seconds: number) =>
        `No notification about ${name} arrived within ${seconds} seconds: check in this order that a contact of the host has our notification command, that openITCOCKPIT exported this, that the command has the right address and token (on the openITCOCKPIT server, its log says what went wrong), and that host and contact are notified at this time of day.`,
    webhookUnseen: 'One that comes through the incoming webhook is not seen here: look into its channel.',
    testNotification: 'Test notification of openITCOCKPIT Doctor, nothing to do',
    posted: 'The test alert was posted.',
    noChannel: 'No channel to post in: set Default channel (DEFAULT_CHANNEL), or name a channel.',
    pressed: 'Mattermost took the press and the handler answered.',
    notPressed: (url: string) =>
        `Mattermost did not get an answer from ${url}: add that host to AllowedUntrustedInternalConnections in Mattermost (System Console › Environment › Developer), and let Mattermost through the firewall.`,
    notPressedHere:
        'Mattermost did not get an answer from the plugin: see what the server log says (System Console › Reporting › Server Logs).',
    twoWayOff: 'Two-way integration is off, so posts have no buttons: turn it on to act from Mattermost.',
    edited: 'The handler changed the post.',
    notEdited: 'The handler answered, but the post did not change: its log says why.',
    removed: 'The test alert was removed.',
    removedByHand: (reason: string) => `The test alert could not be removed: delete it by hand. ${reason}`,
    // the test alert
    testAlert: 'Test alert of openITCOCKPIT Doctor. It goes away by itself.',
    testAlertText: 'No host and no service: nothing in openITCOCKPIT is changed.',
    testButton: 'Test the button',
    testAnswered: 'Test alert of openITCOCKPIT Doctor: the handler answered.',
};
