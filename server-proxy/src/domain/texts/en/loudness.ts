/** Whom posts call, when once more, and what quiet hours collected. Names and mentions come neutralized, or are meant to mention. */
export const loudness = {
    notTakenCareOf: (minutes: number) => `Nobody has taken care of this for ${inWords(minutes)}.`,
    escalated: (mention: string, minutes: number, problem: string) =>
        `${mention === '' ? '' : `${mention} `}Nobody has taken care of this for ${inWords(minutes)}: ${problem}`,
    worse: (mention: string, problem: string) => `${mention} It is worse now: ${problem}`,
    collected: (count: number) =>
        count === 1
            ? '1 problem of the quiet hours is still open'
            : `${count} problems of the quiet hours are still open`,
    andMore: (count: number) => `and ${count} more`,
    acknowledgedBy: (who: string) => `acknowledged by ${who}`,
    acknowledged: 'acknowledged',
    inDowntime: 'in downtime',
    ownPosts: 'They get posts of their own when they are notified again.',
    listInstead: (channel: string, why: string) =>
        `What the quiet hours had collected for the channel ${channel} was listed in the default channel: ${why}`,
    listRefused: (channel: string, why: string) =>
        `What the quiet hours had collected for the channel ${channel} could not be listed anywhere: ${why}`,
    escalationInstead: (channel: string) =>
        `A problem that nobody took care of could not be told in the channel ${channel}, so it was told once more in its own.`,
    callRefused: (alert: string, why: string) => `Nobody could be called to ${alert} in its thread: ${why}`,
    withoutPriority:
        'Mattermost makes posts without the priority that subscriptions ask for: switch it on in the System Console (Site configuration, Posts, Message priority).',
    outside: (mention: string, channel: string) =>
        `A subscription mentions ${mention}, who is not in the channel ${channel} and hears nothing: add them to the channel.`,
    unknownMention: (mention: string) =>
        `A subscription mentions ${mention}, but nobody has this name: it reaches only a group, if there is one and Mattermost has a licence for it.`,
    mayNotMention: (mention: string, channel: string) =>
        `A subscription mentions ${mention}, but the bot may not mention everybody in the channel ${channel}: add the bot to the channel, and allow channel-wide mentions there.`,
    unknownZone: (zone: string, channel: string) =>
        `The quiet hours of a subscription for the channel ${channel} are in the time zone ${zone}, which is not known, so they never begin: choose one such as Europe/Berlin.`,
};

const inWords = (minutes: number): string => (minutes === 1 ? '1 minute' : `${minutes} minutes`);
