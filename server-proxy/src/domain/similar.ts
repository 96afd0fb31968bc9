import {distance} from 'fastest-levenshtein';

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
