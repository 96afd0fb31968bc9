/** Mattermost 11 gives plugins React 18, Mattermost 12 gives them React 19. */
export type HostReact = 18 | 19;

/** @param named the environment variable DEMO_REACT @throws Error for anything but 18 and 19 */
export const hostReact = (named = process.env.DEMO_REACT): HostReact => {
    if (named !== undefined && !['', '18', '19'].includes(named)) {
        throw new Error(`DEMO_REACT is 18 or 19, not ${named}.`);
    }
    return named === '19' ? 19 : 18;
};

/** For esbuild: has the page, and all packages in it, use React 19. */
export const aliasesOf = (react: HostReact): Readonly<Record<string, string>> =>
    react === 19 ? {react: 'react-19', 'react-dom': 'react-dom-19'} : {};
