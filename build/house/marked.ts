const marks = (name: string): readonly [begin: string, end: string] => [
    `<!-- ${name}: written by npm run house -->`,
    `<!-- end of ${name} -->`,
];

const placeOf = (page: string, name: string): readonly [begin: number, end: number] => {
    const [begin, end] = marks(name);
    const from = page.indexOf(begin) + begin.length;
    const to = page.indexOf(end);
    if (!page.includes(begin) || to < from) {
        throw new Error(
            `The page has no place for ${name}: put the lines "${begin}" and "${end}" where it shall stand.`,
        );
    }
    return [from, to];
};

/** The lines between a page's marks. @throws if it has none */
export const readMarked = (page: string, name: string): readonly string[] => {
    const [from, to] = placeOf(page, name);
    return page.slice(from, to).trim().split('\n');
};

/** The page with other lines between its marks. @throws if it has none */
export const writeMarked = (page: string, name: string, lines: readonly string[]): string => {
    const [from, to] = placeOf(page, name);
    return `${page.slice(0, from)}\n${lines.join('\n')}\n${page.slice(to)}`;
};
