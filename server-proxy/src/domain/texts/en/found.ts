/** Words of the lists of problems, hosts and services that commands answer with. */
export const found = {
    page: 'page',
    /** @param atLeast there are more than were read */
    problems: (count: number, atLeast: boolean) =>
        `${atLeast ? 'At least ' : ''}${count} unhandled ${count === 1 && !atLeast ? 'problem' : 'problems'}`,
    noProblems: '✅ No unhandled problems: whatever is wrong is acknowledged or in a downtime.',
    /** @param filter as it was typed */
    noProblemsLike: (filter: string) => `✅ No unhandled problems like "${filter}".`,
    pageOf: (page: number, pages: number) => `page ${page} of ${pages}`,
    next: (command: string) => `Next page: \`${command}\``,
    narrow: (command: string) =>
        `There are more than were read; part of a name or a state shows the rest, e.g. \`${command}\`.`,
    lasting: (length: string) => `for ${length}`,
    post: 'post',
    link: 'openITCOCKPIT',
    state: 'State',
    acknowledged: (who: string, comment: string) => `${who}: ${comment}`,
    acknowledgedByUnknown: 'yes; openITCOCKPIT does not say by whom',
    downtime: 'Downtime',
    downtimeBy: (who: string, comment: string, length: string) => `${who}: ${comment} (${length})`,
    readOnly: 'The API key may not edit this object, so there are no buttons.',
    nothingNamed: (name: string) => `Nothing in monitoring has "${name}" in its name, or the API key may not see it.`,
    similar: (names: string) => `Did you mean ${names}?`,
    several: (count: number, name: string, atLeast: boolean) =>
        `${atLeast ? 'At least ' : ''}${count} match "${name}".`,
    exactly: (command: string) => `Be more exact, e.g. \`${command}\`.`,
    howHost: 'Which host? `/openitcockpit host web01`',
    howService: 'Which service? `/openitcockpit service Ping` or `/openitcockpit service Ping on web01`',
    posted: (link: string) => (link === '' ? 'The problem has a post now.' : `The problem has a [post](${link}) now.`),
    onItsWay: 'The post of this problem is on its way; please press again in a few seconds.',
    tooSlow: (seconds: number) => `openITCOCKPIT has not answered for ${seconds} seconds; please try again later.`,
    notForOutsiders:
        'Only members of the channel that the setting Default channel names may do this, because everybody may act there.',
    noAlertChannel:
        'Nobody is named who may do this: an administrator must fill in the setting Default channel, or Action policy and Who may act.',
};
