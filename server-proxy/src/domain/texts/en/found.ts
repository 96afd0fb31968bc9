/** Words of the lists of problems, hosts and services that commands answer with. */
export const found = {
    page: 'page',
    /** @param atLeast there are more than were read */
    problems: (count: number, atLeast: boolean) =>
        `${atLeast ? 'At least ' : ''}${count} unhandled ${count === 1 && !atLeast ? 'problem' : 'problems'}`,
    noProblems: '✅ No unhandled problems: whatever is wrong is acknowledged or in downtime.',
    /** @param filter as it was typed */
    noProblemsLike: (filter: string) => `✅ No unhandled problems match "${filter}".`,
    /** After an answer that there is nothing. */
    yourChannels: 'Only what belongs to your channels is looked at.',
    pageOf: (page: number, pages: number) => `page ${page} of ${pages}`,
    next: (command: string) => `Next page: \`${command}\``,
    narrow: (command: string) =>
        `There are more than can be listed: narrow them down by part of a name or by a state, e.g. \`${command}\`.`,
    lasting: (length: string) => `for ${length}`,
    recovered: 'recovered',
    /** Of a list that stays true. @param changes what has become of those it shows, e.g. `1 acknowledged` */
    sinceThen: (when: string, changes: readonly string[]) => `As of ${when}; since then: ${changes.join(', ')}.`,
    changes: {
        acknowledged: (count: number) => `${count} acknowledged`,
        inDowntime: (count: number) => `${count} in downtime`,
        released: (count: number) => `${count} no longer acknowledged`,
        over: (count: number) => `${count} no longer ${count === 1 ? 'a problem' : 'problems'}`,
    },
    notAcknowledged: 'no longer acknowledged',
    post: 'post',
    link: 'openITCOCKPIT',
    state: 'State',
    acknowledged: (who: string, comment: string) => `${who}: ${comment}`,
    acknowledgedByUnknown: 'yes; openITCOCKPIT does not say by whom',
    downtime: 'Downtime',
    downtimeBy: (who: string, comment: string, length: string) => `${who}: ${comment} (${length})`,
    readOnly: 'The API key may not edit this object, so there are no buttons.',
    nothingNamed: (name: string) =>
        `No monitored host or service has "${name}" in its name, or the API key may not see it.`,
    similar: (names: string) => `Did you mean ${names}?`,
    several: (count: number, name: string, atLeast: boolean) =>
        `${atLeast ? 'At least ' : ''}${count} match "${name}".`,
    exactly: (command: string) => `Be more specific, e.g. \`${command}\`.`,
    howHost: 'Which host? `/openitcockpit host web01`',
    howService: 'Which service? `/openitcockpit service Ping` or `/openitcockpit service Ping on web01`',
    posted: (link: string) => (link === '' ? 'The problem now has a post.' : `The problem now has a [post](${link}).`),
    isOver: (state: string) => `This problem is over: openITCOCKPIT shows ${state}.`,
    onItsWay: 'The post about this problem is on its way; please press again in a few seconds.',
    tooSlow: (seconds: number) => `openITCOCKPIT has not answered for ${seconds} seconds; please try again later.`,
    notForOutsiders:
        'Only people who may post in the channel in the Default channel setting may do this: the post appears there.',
    noAlertChannel:
        'This is possible once an administrator has filled in the setting Default channel: the post appears there.',
};
