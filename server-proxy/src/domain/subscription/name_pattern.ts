/** Does a name match? Case is ignored, as openITCOCKPIT's own search does. */
export type NameMatch = (name: string) => boolean;

/**
 * Patterns as people type them: `*` is any text, `?` any one character, a leading `!` excludes. A name matches if one of the
 * others does, or there is none, and nothing excludes it. Never takes more steps than pattern times name.
 */
export const nameMatch = (patterns: readonly string[]): NameMatch => {
    const wanted = patterns.filter((pattern) => !isExcluding(pattern)).map(matcherOf);
    const excluded = patterns.filter(isExcluding).map((pattern) => matcherOf(pattern.slice(1)));
    return (name) => {
        const folded = name.toLowerCase();
        return (
            (wanted.length === 0 || wanted.some((matches) => matches(folded))) &&
            !excluded.some((matches) => matches(folded))
        );
    };
};

const isExcluding = (pattern: string): boolean => pattern.startsWith('!');

const matcherOf = (typed: string): NameMatch => {
    const pattern = typed.trim().toLowerCase();
    return /[*?]/u.test(pattern) ? (name) => matchesWild(pattern, name) : (name) => name === pattern;
};

/** The newest `*` takes one character more whenever what follows it does not fit: an earlier one never has to change. */
const matchesWild = (pattern: string, name: string): boolean => {
    let [at, from, star, taken] = [0, 0, -1, 0];
    while (from < name.length) {
        const wanted = pattern[at];
        if (wanted === '*') {
            star = at;
            taken = from;
            at += 1;
        } else if (wanted !== undefined && (wanted === '?' || wanted === name[from])) {
            at += 1;
            from += 1;
        } else if (star >= 0) {
            taken += 1;
            at = star + 1;
            from = taken;
        } else {
            return false;
        }
    }
    return /^\**$/u.test(pattern.slice(at));
};
