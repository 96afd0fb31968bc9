const problems = (count: number) => (count === 1 ? '1 problem' : `${count} problems`);

/** One post about the problems that nobody had told. */
export const catchUp = {
    openBefore: (count: number) => `${problems(count)} ${count === 1 ? 'was' : 'were'} open before`,
    untold: (count: number) => `${problems(count)} had not been reported`,
    andMore: (count: number) => `and ${count} more`,
    choose: 'Choose a problem',
    howToChoose: 'Choose a problem to give it a post of its own, with buttons, in this channel.',
    menuIsFull: (more: number) =>
        `The menu holds the most severe ones; ${more} more ${more === 1 ? 'is' : 'are'} not in it.`,
    ownPosts: 'Each gets a post of its own when openITCOCKPIT notifies it again.',
    howToAct: (command: string) => `${command} lists them all, with a button for each.`,
};
