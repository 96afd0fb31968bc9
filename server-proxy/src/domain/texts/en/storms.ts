const problems = (count: number) => (count === 1 ? '1 problem' : `${count} problems`);

/** One post about many problems, and what a problem explains. Names come neutralized, for Markdown. */
export const storms = {
    title: (count: number, since: string) => `Storm: ${problems(count)} since ${since}`,
    over: (count: number, since: string, until: string) =>
        `The storm is over: ${problems(count)} between ${since} and ${until}`,
    openOf: (open: number, total: number) => `${open} of ${total} still open`,
    allRecovered: (total: number) => (total === 1 ? 'it has recovered' : `all ${total} have recovered`),
    recovered: (count: number) => `${count} recovered`,
    moved: (count: number) => (count === 1 ? '1 has a post of its own' : `${count} have posts of their own`),
    states: 'By state',
    handled: 'Taken care of',
    acknowledged: (count: number, open: number) => `${count} of ${open} acknowledged`,
    underWay: (count: number) => `${count} under way`,
    inDowntime: (count: number) => `${count} in downtime`,
    failed: (count: number) => `${count} not confirmed: acknowledge again`,
    pressedBy: (who: string, count: number) => `${who} pressed “Acknowledge all” for ${problems(count)}`,
    worst: (shown: number, open: number) => (shown < open ? `The worst ${shown} of ${open}` : 'Still open'),
    hosts: 'Hosts with most problems',
    onHosts: (count: number) => (count === 1 ? '1 host' : `${count} hosts`),
    noOwnPosts: 'So many new problems at once share this post.',
    leftListed: 'What is left stays in this list.',
    leftPosted: 'What is left and nobody takes care of gets posts of its own, a few a minute.',
    acknowledgeAll: 'Acknowledge all',
    showList: 'Show list',
    nextPage: 'Next page',
    dialogTitle: 'Acknowledge all',
    dialogIntro: (count: number) => `${problems(count)} of this storm that nobody has acknowledged`,
    nothingLeft:
        'Nothing is left to acknowledge: whatever is still open is acknowledged already, or has just recovered.',
    nothingOpen: 'Nothing of this storm is open any more.',
    isGone: 'This storm is over, and nothing is left in its list.',
    list: (open: number, page: number, pages: number) =>
        `**${problems(open)} in this storm**${pages > 1 ? ` (page ${page} of ${pages})` : ''}`,
    consequences: 'Because of it',
    consequencesOf: (count: number, worst: string, more: number) =>
        `${problems(count)}: ${worst}${more > 0 ? ` and ${more} more` : ''}`,
};
