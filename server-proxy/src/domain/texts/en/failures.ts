/** What is wrong on the way to openITCOCKPIT and Mattermost, and what to do: for people who set it up. */
export const failures = {
    // settings
    urlEmpty: 'The setting openITCOCKPIT URL is empty: fill it in.',
    urlNoAddress: 'The setting openITCOCKPIT URL is no address: write it as https://host.',
    urlNotHttps: 'The setting openITCOCKPIT URL must start with https://.',
    urlWithUser: 'The setting openITCOCKPIT URL must not hold a user name or password.',
    keyEmpty: 'The setting API key is empty: fill it in.',
    keyOddCharacters: 'The setting API key holds blanks or characters no API key has.',
    caNoPem: 'The setting custom CA is no PEM certificate.',
    proxyNoAddress: 'The setting proxy URL is no address: write it as http://host:port.',
    // the way to openITCOCKPIT
    timeout: (seconds: number) =>
        `openITCOCKPIT did not answer within ${seconds} seconds: it is overloaded or its queue hangs.`,
    commandTimeout: (seconds: number) =>
        `openITCOCKPIT did not answer within ${seconds} seconds; the command may still be executed.`,
    unknownAuthority: (host: string) =>
        `The certificate of ${host} comes from an unknown authority: put that authority into the setting custom CA.`,
    certificateDates: (host: string) =>
        `The certificate of ${host} is expired or not valid yet: renew it on the openITCOCKPIT server.`,
    certificateName: (host: string) =>
        `The certificate is not made for ${host}: use the certificate's name in the setting openITCOCKPIT URL.`,
    noTls: (host: string) => `There is no usable TLS at ${host}: check host and port in the setting openITCOCKPIT URL.`,
    proxyUnreachable: 'The proxy cannot be reached: check the setting proxy URL and that the proxy runs.',
    proxyLogin: 'The proxy wants a login (407): put user and password into the setting proxy URL.',
    proxyRefused: (status: number) =>
        `The proxy did not let the connection to openITCOCKPIT through (${status}): check the settings proxy URL and no-proxy list.`,
    nameUnknown: (host: string) =>
        `The name ${host} cannot be resolved: check the setting openITCOCKPIT URL and the name servers.`,
    nothingAnswers: (host: string) =>
        `Nothing answers at ${host}: check the setting openITCOCKPIT URL, openITCOCKPIT and the firewall.`,
    brokeOff: (host: string) => `The connection to ${host} broke off: check openITCOCKPIT and the network between.`,
    tooLarge: 'The openITCOCKPIT URL answered with more than 10 MB: check that it is an openITCOCKPIT.',
    leftAlone: (lastFailure: string) =>
        `openITCOCKPIT failed several times in a row and is left alone for a moment. ${lastFailure}`,
    // what openITCOCKPIT answers
    keyRejected: 'openITCOCKPIT rejected the API key: check the setting API key and that its user is active.',
    refusedBefore:
        'Something in front of openITCOCKPIT refused the request (403): allow this server in that proxy or firewall.',
    objectHidden: (object: string) =>
        `The user of the API key may not see this ${object}: give that user a container of the host in openITCOCKPIT.`,
    rightMissing: (right: string) =>
        `The role of the API user in openITCOCKPIT lacks the right ${right}: add it to the role and save the role.`,
    commandNotSent:
        'openITCOCKPIT could not send the command: it does not know the host, or the role of the API user has no rights at all.',
    roleWithoutRights:
        'openITCOCKPIT refused the request (400): the role of the API user has no rights at all, save it once.',
    objectUnknown: (object: string) => `openITCOCKPIT knows no such ${object}: it was deleted there.`,
    notFound:
        'The web server answered "not found" (404): check the setting openITCOCKPIT URL, it is not an openITCOCKPIT.',
    firewall: (path: string) =>
        `A web application firewall in front of openITCOCKPIT blocked ${path} (406): allow that path there.`,
    queueDown: 'openITCOCKPIT could not queue the command: its queue (gearman) is down, nothing was sent.',
    internalError: 'openITCOCKPIT failed internally (500): its own log and its database need a look.',
    formRefused: (what: 'command' | 'contact', said: string) => `openITCOCKPIT did not accept the ${what}: ${said}`,
    stillUsed: (what: 'command' | 'contact') =>
        `openITCOCKPIT keeps the ${what}, because something uses it: take it out there first.`,
    exportRunning: 'openITCOCKPIT is exporting its configuration already: wait for it to end, then export again.',
    gateway: (status: number) =>
        `The web server of openITCOCKPIT answers, but openITCOCKPIT behind it does not (${status}).`,
    redirectsElsewhere: (origin: string) =>
        `The openITCOCKPIT URL redirects elsewhere: set openITCOCKPIT URL to ${origin}.`,
    redirects: (path: string | undefined) =>
        `The openITCOCKPIT URL redirects to ${path} instead of answering: set it to the address of openITCOCKPIT itself, without a login page in front.`,
    webPage:
        'The openITCOCKPIT URL answered with a web page instead of data: check the setting openITCOCKPIT URL and that no login page sits in front.',
    brokenJson: 'openITCOCKPIT answered with broken JSON: check what sits between this server and openITCOCKPIT.',
    unexpectedStatus: (path: string, status: number) =>
        `openITCOCKPIT answered ${path} with the unexpected status ${status}.`,
    unexpectedShape: (path: string, detail: string) =>
        `openITCOCKPIT answered ${path} without ${detail}: check that its version is 4.6.4 or newer.`,
    // why times of openITCOCKPIT cannot be dated
    dateFormatUnknown: (format: string) =>
        `The date format "${format}" is not known here: choose another one in the profile of the API user in openITCOCKPIT.`,
    zoneUnknown: (zone: string) =>
        `The time zone "${zone}" is not known here: choose another one in the profile of the API user in openITCOCKPIT.`,
    timesMisfit:
        'Times that openITCOCKPIT shows do not fit its clock: check the clocks of the openITCOCKPIT server, its database and its satellites, and the time zone in the profile of the API user.',
    profileUnread: (failure: string) => `The date format of the API user cannot be read. ${failure}`,
    /** Action policy `mapped` and nobody who could be mapped. */
    nobodyMapped:
        'Nobody can act: Action policy is mapped, but Identity map is empty and the API key may not list the users of openITCOCKPIT (right Users.index). Fill in Identity map, or add the right to the role.',
    onlyMapped:
        'The API key may not list the users of openITCOCKPIT (right Users.index), so only the people in Identity map can act.',
    doctorForAdministrators: 'Only system administrators may run Doctor.',
    // Mattermost
    noTestAlert: 'This post is no test alert of Doctor: run Doctor again.',
    tokenRejected: 'Mattermost rejected the bot token: correct the setting MATTERMOST_BOT_TOKEN.',
    channelArchived: 'The channel is archived: unarchive it, or choose another one.',
    channelUnseen: (channel: string) =>
        `The bot cannot see the channel "${channel}": check its name and add the bot to it.`,
    channelMissing: (channel: string) => `There is no channel "${channel}": check Default channel.`,
    noChannelName: (channel: string, setting: string) =>
        `"${channel}" names no channel: write ${setting} as team/channel.`,
    botForbidden: (said: string) => `The bot account lacks a permission in Mattermost: add it to the channel${said}.`,
    mattermostRedirects: (url: string) => `${url} redirects: set MATTERMOST_URL to the final address.`,
    mattermostUnreachable: (url: string, code: string) =>
        `Mattermost cannot be reached at ${url} (${code}): check MATTERMOST_URL and the network.`,
};
