/** Words of acknowledgements that end, and of the list of what is acknowledged. */
export const ackEnds = {
    lasts: 'Lasts',
    recovers: 'until it recovers',
    untilTime: 'Or until',
    untilTimeHelp: (zone: string) =>
        `Only if it should end at another time than chosen above. Times are in ${zone}, your time zone in Mattermost.`,
    untilTimePlaceholder: '16:00, 2026-12-31 16:00 or 90m',
    lengthNotOffered: 'Choose one of the lengths, or enter an end.',
    notUnderstood: 'This is not a valid time: write it like 16:00, 2026-12-31 16:00 or 90m.',
    inPast: 'This end is in the past.',
    tooFar: (days: number) => `An acknowledgement may last at most ${days} days.`,
    /** It was asked for so long ago. */
    overBeforeSent: 'The end that was asked for has passed before it could be sent.',
    until: (when: string) => `until ${when}`,
    notEndedTitle: 'Has not ended',
    ended: (who: string) => `The acknowledgement by ${who} has come to its end: nobody looks after this problem now.`,
    notEnded: (who: string, reason: string) =>
        `The acknowledgement by ${who} has come to its end, but it is still in openITCOCKPIT. ${reason} Anybody here may press *Remove acknowledgement*.`,
    tryingAgain: (who: string, reason: string) =>
        `The acknowledgement by ${who} has come to its end, but it is still in openITCOCKPIT. ${reason} It will be tried again.`,
    extended: (who: string, until: string) => `${who} extended the acknowledgement until ${until}.`,
    ask: (subject: string, until: string) => `Your acknowledgement of ${subject} ends: ${until}.`,
    askWhat:
        'If the problem is still there by then, the acknowledgement is removed and the post calls for somebody again.',
    comment: (comment: string) => `Your comment: ${comment}`,
    extend: (by: string) => `Extend by ${by}`,
    release: 'Release now',
    answer: {
        extended: (until: string) => `You extended it until ${until}.`,
        released: 'You released it.',
        ended: 'Its end has come.',
        recovered: 'Nothing to decide any more: the problem is over.',
        elsewhere: 'Nothing to decide any more: the acknowledgement was removed or replaced meanwhile.',
    },
    tooLate: 'There is nothing to decide any more; this message says why.',
    notYours: 'This question was asked of somebody else.',
    oldWord: 'old',
    none: 'Nothing is acknowledged.',
    noneLike: (filter: string) => `Nothing that is acknowledged matches "${filter}".`,
    count: (count: number) => `${count} acknowledged ${count === 1 ? 'problem' : 'problems'}`,
    countOld: (count: number, days: number) => `${count} of them older than ${days} ${days === 1 ? 'day' : 'days'}`,
    since: (when: string, ago: string) => `since ${when} (${ago})`,
    inOpenitcockpit: 'given in openITCOCKPIT',
};
