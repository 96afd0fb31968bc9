/** What an administrator should know of the last hour. Names come neutralized, for Markdown. */
export const remarks = {
    postDeleted: (alert: string) =>
        `The post of ${alert} was deleted; a new one follows when its problem is notified again.`,
    postNotUpdated: (alert: string, channel: string, why: string) =>
        `The post of ${alert} cannot be updated in the channel ${channel}: ${why}`,
    channelRefuses: (channel: string, why: string) => `No alert can be posted in the channel ${channel}: ${why}`,
    channelInstead: (channel: string, instead: string, why: string) =>
        `No alert can be posted in the channel ${channel}, it goes to ${instead}: ${why}`,
    timeAhead:
        'A notification came with a time in the future, which was not used: check the clocks of openITCOCKPIT and of this machine.',
    timeLongAgo: 'A notification came that was made more than a day ago: check the clock of openITCOCKPIT.',
    unknownRecovery: 'A recovery came for a problem that was never notified here.',
    tooLate: 'A notification came too late to change anything.',
    otherSystem: (objects: number) =>
        `openITCOCKPIT knows none of ${objects} objects with open posts, so these stay as they are: check the setting openITCOCKPIT URL.`,
    databaseBehind: (minutes: number) =>
        `openITCOCKPIT's database is ${minutes} min behind its monitoring core, so posts follow notifications only: check the Statusengine Worker (service statusengine on the openITCOCKPIT server).`,
};
