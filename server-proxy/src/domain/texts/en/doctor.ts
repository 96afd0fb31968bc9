import type {DoctorStepName} from '#contract';

/** Doctor's texts. Failures of openITCOCKPIT and Mattermost are in `failures`. */
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
        stream: 'Event stream',
        mattermost: 'Mattermost',
        webhook: 'Incoming webhook',
        endpoint: 'Notifications',
        handler: 'Handler',
        web: 'Web part',
        notification: 'Real notification',
        post: 'Test alert',
        press: 'Button',
        edit: 'Answer',
        remove: 'Clean-up',
    } satisfies Readonly<Record<DoctorStepName, string>>,
    verdicts: {ok: 'OK', note: 'note', failed: 'failed', skipped: 'not reached'} satisfies Readonly<
        Record<'ok' | 'note' | 'failed' | 'skipped', string>
    >,
    title: 'Doctor',
    running: 'Checking…',
    allWell: 'Everything works.',
    notYet: 'It does not work yet:',
    pressNow: 'Press the button on the test alert below to check the last steps.',
    // steps that pass
    settingsComplete: 'The settings are complete.',
    viaProxy: 'The proxy lets the connection through.',
    noProxy: 'No proxy is needed.',
    answers: (host: string) => `${host} answers.`,
    tlsNotNeeded: 'Not needed: openITCOCKPIT runs on this machine.',
    tlsTrusted: 'The certificate is trusted.',
    tlsUnchecked:
        'The certificate was not checked (Skip TLS verification is on): anyone on the way to openITCOCKPIT can read the API key.',
    keyAccepted: 'openITCOCKPIT accepts the API key.',
    keyOf: (who: string) => `The API key belongs to ${who}.`,
    someUser: 'a user',
    version: (version: string) => `openITCOCKPIT ${version}.`,
    tooOld: 'openITCOCKPIT does not report its version, so it is older than 4.6.4: update it.',
    rightsComplete: 'The role has all the rights it needs.',
    rightsMissing: (rights: string) =>
        `The role lacks ${rights}: add this to the role in openITCOCKPIT › User roles, and save the role.`,
    catchUpRights: (rights: string) =>
        `For catching up (settings Alerts from and Tell missed problems) it also needs ${rights}: tick Notifications › index in openITCOCKPIT › User roles, and save the role.`,
    allReadOnly: (hosts: string) =>
        `The API key's user may read hosts (${hosts}) but edit none of them, and openITCOCKPIT would not say so: give it write permission on their containers.`,
    someReadOnly: (hosts: string) =>
        `It may not edit every host (${hosts}), so actions on those are refused: give it write permission on their containers if people should act on them.`,
    noHostSeen: 'It sees no monitored host: give it permission on their containers, and export the hosts.',
    queueTakes: 'The queue accepted a command for a host that does not exist; nothing was changed.',
    streamOpens: 'The event stream opens.',
    account: (username: string, version: string) => `Posts are made by @${username} on Mattermost ${version}.`,
    webhookKnown: 'Mattermost knows the incoming webhook.',
    webhookNotSet: 'No incoming webhook is set; one is needed only if the notification command posts through it.',
    webhookUnknown:
        'Mattermost does not know this incoming webhook, or it was deleted: create a new one and put its address into WEBHOOK_URL.',
    webhooksOff:
        'Incoming webhooks are switched off: turn them on in System Console › Integrations › Integration Management.',
    webhookStrange: (status: number) =>
        `What answers at WEBHOOK_URL is not an incoming webhook of Mattermost (${status}): copy the address that Mattermost shows.`,
    webhookUnreachable: (reason: string) =>
        `WEBHOOK_URL cannot be reached (${reason}): check the address and the network.`,
    endpointTakes: 'The handler accepts notifications with this token.',
    endpointRefuses:
        'The handler refuses the notification token: NOTIFICATION_TOKEN must be the same here and where the handler runs.',
    endpointUnreachable: (url: string, reason: string) =>
        `Notifications cannot be delivered to ${url} (${reason}): start the handler with serve, or correct NOTIFICATION_URL.`,
    endpointStrange: (url: string, status: number) =>
        `What answers at ${url} does not accept notifications (${status}): correct NOTIFICATION_URL.`,
    insidePlugin: 'Not needed: the handler runs inside Mattermost.',
    handlerAnswers: (url: string) => `The handler answers at ${url} and recognises our signature.`,
    handlerUnreachable: (url: string, reason: string) =>
        `The handler does not answer at ${url} (${reason}): start it with serve, and set PUBLIC_URL to the address at which Mattermost reaches it.`,
    handlerOtherSecret:
        'The handler does not recognise our signature: SIGNING_SECRET must be the same here and where the handler runs.',
    handlerStrange: (url: string, status: number) =>
        `What answers at ${url} is not this handler (${status}): correct PUBLIC_URL.`,
    webRuns: (version: string, react: string) =>
        `The web part ${version} runs in Mattermost's web client (React ${react}).`,
    webUnseen:
        "No browser has reported the web part yet: open Mattermost in a browser and reload the page. If this stays, Mattermost's web client has switched the web part off; the browser's console says why. Until then alerts appear as Mattermost's own attachments, whose buttons work.",
    /** @param lacking methods of Mattermost's plugin registry, separated by commas */
    webLacks: (lacking: string) =>
        `Mattermost's web client does not offer ${lacking}, so part of the web part is missing there and Mattermost's own attachments, dialogs and settings take its place: update Mattermost, then reload its page.`,
    /** @param theirs version in the browser @param ours version of the server part */
    webOther: (theirs: string, ours: string) =>
        `A browser still runs the web part ${theirs}, but the server part is ${ours}: reload Mattermost's page there.`,
    noHostNamed: 'Not tested: name a host to have openITCOCKPIT send a real notification about it.',
    /** @param similar names that look like it, separated by commas; empty: none */
    hostUnknown: (name: string, similar: string) =>
        `The API key sees no monitored host "${name}" in openITCOCKPIT: check the name${similar === '' ? '' : ` (perhaps ${similar})`}, and that the host has been exported.`,
    hostReadOnly: (name: string) =>
        `The API key may only read ${name}: give its user write access to that host's container, or name another host.`,
    waitingFor: (name: string, seconds: number) =>
        `Waiting for the notification about ${name} (up to ${seconds} seconds) …`,
    notified: (name: string) => `The notification that openITCOCKPIT sent about ${name} has arrived.`,
    notNotified: (name: string, seconds: number) =>
        `No notification about ${name} arrived within ${seconds} seconds: check, in this order, that a contact of the host has our notification command, that this has been exported in openITCOCKPIT, that the command has the right address and token (its log on the openITCOCKPIT server says what went wrong), and that the host and the contact are notified at this time of day.`,
    webhookUnseen:
        "Doctor does not see a notification that comes through the incoming webhook: look in the webhook's channel.",
    testNotification: 'Test notification from openITCOCKPIT Doctor, nothing to do',
    posted: 'The test alert was posted.',
    noChannel: 'There is no channel to post in: set Default channel (DEFAULT_CHANNEL), or name a channel.',
    pressed: 'Mattermost passed the press on and the handler answered.',
    notPressed: (url: string) =>
        `Mattermost got no answer from ${url}: add that host to AllowedUntrustedInternalConnections in Mattermost (System Console › Environment › Developer), and let Mattermost through the firewall.`,
    notPressedHere:
        'Mattermost got no answer from the plugin: check the server log (System Console › Reporting › Server Logs).',
    twoWayOff: 'Two-way integration is off, so posts have no buttons: turn it on to act from Mattermost.',
    edited: 'The handler changed the post.',
    notEdited: "The handler answered, but the post did not change: check the handler's log.",
    removed: 'The test alert was removed.',
    removedByHand: (reason: string) => `The test alert could not be removed: delete it by hand. ${reason}`,
    // the test alert
    testAlert: 'Test alert from openITCOCKPIT Doctor. It will disappear by itself.',
    testAlertText: 'It is about no host or service; nothing in openITCOCKPIT is changed.',
    testButton: 'Test the button',
    testAnswered: 'Test alert from openITCOCKPIT Doctor: the handler answered.',
};
