/** What keeps us from openITCOCKPIT or Mattermost, and what to do about it: for the people who set it up. */
export const failures = {
    // settings
    urlEmpty: 'The openITCOCKPIT URL setting is empty: fill it in.',
    urlInvalid: 'The openITCOCKPIT URL setting is not a valid address: write it as https://host.',
    urlNotHttps: 'The openITCOCKPIT URL setting must start with https://.',
    urlWithUser: 'The openITCOCKPIT URL setting must not contain a user name or password.',
    keyEmpty: 'The API key setting is empty: fill it in.',
    keyInvalid: 'The API key setting contains spaces or characters that no API key has: paste the key again.',
    caInvalid: 'The Custom CA setting is not a valid certificate: paste it in PEM form.',
    proxyInvalid: 'The Proxy URL setting is not a valid address: write it as http://host:port.',
    // the way to openITCOCKPIT
    timeout: (seconds: number) =>
        `openITCOCKPIT did not answer within ${seconds} seconds: it is overloaded, or its command queue is stuck.`,
    commandTimeout: (seconds: number) =>
        `openITCOCKPIT did not answer within ${seconds} seconds; the command may still be executed.`,
    unknownAuthority: (host: string, _setting?: string) =>
        `The certificate of ${host} was issued by an unknown authority: add that authority's certificate to the Custom CA setting.`,
    certificateDates: (host: string, _setting?: string) =>
        `The certificate of ${host} has expired or is not valid yet: renew it on the openITCOCKPIT server.`,
    certificateName: (host: string, setting = 'openITCOCKPIT URL') =>
        `The certificate was not issued for ${host}: use a name it was issued for in the ${setting} setting.`,
    noTls: (host: string, setting = 'openITCOCKPIT URL') =>
        `There is no usable TLS at ${host}: check the host and port in the ${setting} setting.`,
    proxyUnreachable: 'The proxy cannot be reached: check the Proxy URL setting and that the proxy is running.',
    proxyLogin: 'The proxy requires a login (407): add a user name and password to the Proxy URL setting.',
    proxyRefused: (status: number) =>
        `The proxy did not let the connection to openITCOCKPIT through (${status}): check the Proxy URL and No-proxy list settings.`,
    nameUnknown: (host: string, setting = 'openITCOCKPIT URL') =>
        `The name ${host} cannot be resolved: check the ${setting} setting and the name servers.`,
    nothingAnswers: (host: string, setting = 'openITCOCKPIT URL') =>
        `Nothing answers at ${host}: check the ${setting} setting, openITCOCKPIT and the firewall.`,
    connectionLost: (host: string) =>
        `The connection to ${host} was lost: check openITCOCKPIT and the network in between.`,
    tooLarge: 'The openITCOCKPIT URL answered with more than 10 MB: check that it leads to openITCOCKPIT.',
    tooMuch: (path: string) =>
        `The openITCOCKPIT URL answered ${path} with far more data than there can be: check that it leads to openITCOCKPIT.`,
    circuitOpen: (lastFailure: string) =>
        `openITCOCKPIT failed several times in a row, so nothing is sent to it for a few seconds. ${lastFailure}`,
    // the event stream
    streamUrlInvalid: 'The Event stream URL setting is not a valid address: write it as wss://host/eventstream.',
    streamUrlNotWss: 'The Event stream URL setting must start with wss://.',
    streamUrlWithUser: 'The Event stream URL setting must not contain a user name or password.',
    streamKeyEmpty: 'The Event stream key setting is empty: fill it in.',
    streamKeyInvalid:
        'The Event stream key setting contains spaces or characters that no such key has: paste the key again.',
    streamKeyRejected: (status: number) =>
        `The event stream rejected the key (${status}): check the Event stream key setting, which is not the API key.`,
    streamNotFound: (host: string) =>
        `${host} has no event stream at this address (404): check the path in the Event stream URL setting, and that openITCOCKPIT is 5.8 or newer.`,
    streamNoWebSocket: (host: string, status: number) =>
        `${host} did not answer with an event stream (${status}): check the Event stream URL setting, and the web server and proxy in between.`,
    nothingBehindProxy: (host: string) =>
        `The proxy accepted the connection to ${host}, but nothing usable answers behind it: check the Event stream URL, Proxy URL and No-proxy list settings.`,
    streamLost: (host: string) =>
        `The event stream from ${host} was interrupted: check the Statusengine Worker and the network in between.`,
    streamSilent: (seconds: number) =>
        `Nothing came over the event stream for ${seconds} seconds: check the Statusengine Worker and the network in between.`,
    streamFrameTooLarge: (host: string) =>
        `${host} sent more than 4 MB at once: check that the Event stream URL setting leads to the Statusengine Worker.`,
    // what openITCOCKPIT answers
    keyRejected: 'openITCOCKPIT rejected the API key: check the API key setting and that its user is active.',
    refusedInFront:
        'Something in front of openITCOCKPIT refused the request (403): allow this server in that proxy or firewall.',
    objectHidden: (object: string) =>
        `The API key's user may not see this ${object}: give that user access to the host's container in openITCOCKPIT.`,
    rightMissing: (right: string) =>
        `The API user's role in openITCOCKPIT lacks the right ${right}: add it to the role and save the role.`,
    commandNotSent:
        "openITCOCKPIT could not send the command: it does not know the host, or the API user's role has no rights at all.",
    roleWithoutRights:
        "openITCOCKPIT refused the request (400), because the API user's role has no rights at all: open the role in openITCOCKPIT and save it once.",
    objectUnknown: (object: string) => `openITCOCKPIT does not know this ${object}: it has been deleted there.`,
    notFound:
        'The web server answered "not found" (404): check the openITCOCKPIT URL setting, which does not lead to openITCOCKPIT.',
    firewall: (path: string) =>
        `A web application firewall in front of openITCOCKPIT blocked ${path} (406): allow that path there.`,
    queueDown: 'openITCOCKPIT could not queue the command, so nothing was sent: start its queue (gearman).',
    internalError: 'openITCOCKPIT had an internal error (500): check its log and its database.',
    perhapsArrived:
        'The command may have reached openITCOCKPIT already, and its database shows nothing newer yet: if this lasts for minutes, check the Statusengine Worker (service statusengine on the openITCOCKPIT server).',
    formRefused: (what: 'command' | 'contact', said: string) => `openITCOCKPIT did not accept the ${what}: ${said}`,
    stillUsed: (what: 'command' | 'contact') =>
        `openITCOCKPIT does not delete the ${what} while something uses it: remove it from there first.`,
    exportRunning:
        'openITCOCKPIT is already exporting its configuration: wait until that has finished, then export again.',
    gateway: (status: number) =>
        `openITCOCKPIT's web server answers, but openITCOCKPIT itself does not (${status}): check that its services are running.`,
    redirectsElsewhere: (origin: string) =>
        `The openITCOCKPIT URL redirects to another address: set openITCOCKPIT URL to ${origin}.`,
    redirects: (path: string | undefined) =>
        `The openITCOCKPIT URL redirects to ${path} instead of answering: set it to the address of openITCOCKPIT itself, without a login page in front of it.`,
    webPage:
        'The openITCOCKPIT URL answered with a web page instead of data: check the openITCOCKPIT URL setting, and that there is no login page in front of openITCOCKPIT.',
    brokenJson: 'openITCOCKPIT answered with invalid JSON: check what stands between this server and openITCOCKPIT.',
    unexpectedStatus: (path: string, status: number) =>
        `openITCOCKPIT answered ${path} with the unexpected status ${status}: check its log.`,
    unexpectedShape: (path: string, detail: string) =>
        `openITCOCKPIT answered ${path} without ${detail}: check that its version is 4.6.4 or newer.`,
    // why openITCOCKPIT's times cannot be dated
    dateFormatUnknown: (format: string) =>
        `The date format "${format}" is not supported: choose another one in the API user's profile in openITCOCKPIT.`,
    zoneUnknown: (zone: string) =>
        `The time zone "${zone}" is not supported: choose another one in the API user's profile in openITCOCKPIT.`,
    timesMisfit:
        "The times that openITCOCKPIT shows do not match its clock: check the clocks of the openITCOCKPIT server, its database and its satellites, and the time zone in the API user's profile.",
    profileUnread: (failure: string) => `The API user's date format cannot be read. ${failure}`,
    /** Action policy `mapped`, but there is no way to map anybody. */
    nobodyMapped:
        "Nobody can act: Action policy is set to mapped, but Identity map is empty and the API key may not list openITCOCKPIT's users (right Users › index). Fill in Identity map, or add the right to the role.",
    onlyMapped:
        "The API key may not list openITCOCKPIT's users (right Users › index), so only the people in Identity map can act, and whether their openITCOCKPIT users exist is not checked.",
    mappedToNobody: (person: string, user: string) =>
        `Identity map has the entry ${person} = ${user}, but openITCOCKPIT shows no such user, or several, so ${person} cannot act: correct the entry.`,
    rightsNotTold: (user: string) =>
        `openITCOCKPIT does not tell which containers ${user} may edit, so only the API key's rights counted for an action: give the API key's user access to the containers of ${user}.`,
    doctorForAdministrators: 'Only system administrators may run Doctor.',
    // Mattermost
    mattermostTooOld: (version: string, oldest: string) =>
        `Mattermost ${version} is older than ${oldest}, the oldest that is supported: update Mattermost.`,
    mattermostUntested: (version: string, newest: string) =>
        `Not tested with Mattermost ${version}; the newest one tested is ${newest}. If something does not work, look for a newer release of openITCOCKPIT for Mattermost.`,
    notATestAlert: "This post is not one of Doctor's test alerts: run Doctor again.",
    tokenRejected: 'Mattermost rejected the bot token: correct MATTERMOST_BOT_TOKEN.',
    channelArchived: 'The channel is archived: unarchive it, or choose another one.',
    channelUnseen: (channel: string) =>
        `The bot cannot see the channel "${channel}": check its name, and add the bot to it.`,
    channelMissing: (channel: string) => `There is no channel "${channel}": check the Default channel setting.`,
    channelNameInvalid: (channel: string, setting: string) =>
        `"${channel}" is not the name of a channel: write ${setting} as team/channel.`,
    botForbidden: (said: string) => `The bot lacks a permission in Mattermost: add it to the channel${said}.`,
    mattermostRedirects: (url: string) => `${url} redirects: set MATTERMOST_URL to the final address.`,
    mattermostTooSlow: (url: string, waiting: number) =>
        `Mattermost at ${url} is too slow: ${waiting} requests are waiting for it. Check the load of its server.`,
    stopping: 'The service is stopping: please try again in a moment.',
    storeTooSlow: (waiting: number) =>
        `The disk of DATA_FOLDER is too slow: ${waiting} changes are waiting to be written.`,
    mattermostTooMuch: (url: string) =>
        `${url} answered with far more data than Mattermost does: check MATTERMOST_URL.`,
    mattermostUnreachable: (url: string, code: string) =>
        `Mattermost cannot be reached at ${url} (${code}): check MATTERMOST_URL and the network.`,
};
