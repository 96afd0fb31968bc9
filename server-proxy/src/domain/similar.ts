/** Names that look like what was typed, the most similar first. */
export const mostSimilar = (typed: string, names: readonly string[], most: number): string[] => {
    const wanted = typed.slice(0, LONGEST).toLowerCase();
    return [...new Set(names)]
        .map((name) => ({name, far: distance(wanted, name.slice(0, LONGEST).toLowerCase())}))
        .filter(({name, far}) => far <= Math.max(2, Math.ceil(Math.max(name.length, wanted.length) / 2)))
        .sort((a, b) => a.far - b.far || a.name.localeCompare(b.name))
        .slice(0, most)
        .map(({name}) => name);
};

const LONGEST = 255;

/** How many characters must be put in, taken out or exchanged to make one of the other. */
const distance = (a: string, b: string): number => {
    let row = Array.from({length: b.length + 1}, (_, at) => at);
    for (const [i, character] of a.split('').entries()) {
        const next = [i + 1];
        for (let j = 0; j < b.length; j += 1) {
            const kept = (row[j] ?? 0) + (b[j] === character ? 0 : 1);
            next.push(Math.min((next[j] ?? 0) + 1, (row[j + 1] ?? 0) + 1, kept));
        }
        row = next;
    }
    return row[b.length] ?? 0;
};
