const problems = (count: number) => (count === 1 ? '1 problem' : `${count} problems`);

/** One post about the problems that nobody had told. */
export const catchUp = {
    openBefore: (count: number) => `${problems(count)} ${count === 1 ? 'was' : 'were'} open before`,
    untold: (count: number) => `${problems(count)} had not been reported`,
    cameAndWent: (count: number, from: string, to: string) =>
        `${problems(count)} came and went unseen between ${from} and ${to}`,
    was: (name: string, state: string, lasting: string) => `${name} was ${state} ${lasting}`,
    wasOften: (name: string, state: string, times: number, lasting: string) =>
        `${name} was ${state} ${times} times, last ${lasting}`,
    fromTo: (from: string, to: string) => `from ${from} to ${to}`,
    andMore: (count: number) => `and ${count} more`,
    choose: 'Choose a problem',
    howToChoose: 'Choose a problem to give it a post of its own, with buttons, in this channel.',
    menuIsFull: (more: number) =>
        `The menu holds the most severe ones; ${more} more ${more === 1 ? 'is' : 'are'} not in it.`,
    ownPosts: 'Each gets a post of its own when openITCOCKPIT notifies it again.',
    howToAct: (command: string) => `${command} lists them all, with a button for each.`,
};
