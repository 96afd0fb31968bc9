/** What an administrator should know about the last hour. Names come neutralized, for Markdown. */
export const findings = {
    postDeleted: (alert: string) =>
        `The post about ${alert} was deleted; the next notification of its problem brings a new one.`,
    postNotUpdated: (alert: string, channel: string, why: string) =>
        `The post about ${alert} cannot be updated in the channel ${channel}: ${why}`,
    channelRefuses: (channel: string, why: string) => `Alerts cannot be posted in the channel ${channel}: ${why}`,
    channelInstead: (channel: string, instead: string, why: string) =>
        `Alerts cannot be posted in the channel ${channel}, so they go to ${instead}: ${why}`,
    timeAhead:
        'A notification arrived with a time in the future, which was ignored: check the clocks of openITCOCKPIT and of this machine.',
    timeLongAgo: "A notification arrived that is more than a day old: check openITCOCKPIT's clock.",
    unknownRecovery: 'A recovery arrived for a problem that had never been notified here.',
    channelNotAuthorised: (channel: string) =>
        `A post in the form of openITCOCKPIT's own module appeared in ${channel}, which is not an authorised alert channel, so it stays a plain post: if its webhook is yours, add the channel to the Alert channels setting, or type /openitcockpit setup.`,
    notConfirmed:
        "An unsigned post in the form of openITCOCKPIT's own module said what openITCOCKPIT does not confirm, so it changed no alert.",
    tooLate: 'A notification arrived too late to change anything.',
    otherSystem: (objects: number) =>
        `openITCOCKPIT knows none of the ${objects} objects with open posts, so their posts stay as they are: check the openITCOCKPIT URL setting.`,
    objectsUnknown: (objects: number) =>
        `The event stream told of objects that openITCOCKPIT does not know (${objects}); their posts show UUIDs. They may have just been deleted; otherwise check the Event stream URL setting.`,
    otherStream: (objects: number) =>
        `openITCOCKPIT knows none of the ${objects} objects that the event stream told of: check the Event stream URL setting, which must lead to the same openITCOCKPIT as openITCOCKPIT URL.`,
    notCaughtUp: (why: string) => `openITCOCKPIT could not be asked for problems that nobody reported: ${why}`,
    databaseBehind: (minutes: number) =>
        `openITCOCKPIT's database is ${minutes} min behind its monitoring core, so posts follow notifications only: check the Statusengine Worker (service statusengine on the openITCOCKPIT server).`,
};
