/** Does a name match? Case is ignored, as openITCOCKPIT's own search does. */
export type NameMatch = (name: string) => boolean;

/**
 * Patterns as people type them: `*` is any text, `?` any one character, a leading `!` excludes. A name matches if one of the
 * others does, or there is none, and nothing excludes it. Never takes more steps than pattern times name.
 */
export const nameMatch = (patterns: readonly string[]): NameMatch => {
    const matches = foldedMatch(patterns);
    return (name) => matches(fold(name));
};

/** The same for names that are folded already: one name meets the patterns of many subscriptions. */
export const foldedMatch = (patterns: readonly string[]): NameMatch => {
    const {isWanted, isExcluded} = sidesOf(patterns);
    return (name) => isWanted(name) && !isExcluded(name);
};

/** For folded names of an object's groups or tags: one of them is wanted, or no pattern wants any, and none of them is excluded. */
export const someFoldedMatch = (patterns: readonly string[]): ((names: readonly string[]) => boolean) => {
    const {isWanted, isExcluded, wantsSome} = sidesOf(patterns);
    return (names) => (!wantsSome || names.some(isWanted)) && !names.some(isExcluded);
};

/** What looks the same is the same. */
export const fold = (name: string): string => name.normalize('NFC').toLowerCase();

const sidesOf = (patterns: readonly string[]) => {
    const typed = patterns.map((pattern) => fold(pattern.trim()));
    const wanted = typed.filter((pattern) => !isExcluding(pattern)).map(matcherOf);
    const excluded = typed.filter(isExcluding).map((pattern) => matcherOf(pattern.slice(1).trim()));
    return {
        wantsSome: wanted.length > 0,
        isWanted: (name: string) => wanted.length === 0 || wanted.some((matches) => matches(name)),
        isExcluded: (name: string) => excluded.some((matches) => matches(name)),
    };
};

const isExcluding = (pattern: string): boolean => pattern.startsWith('!');

const matcherOf = (pattern: string): NameMatch => {
    const [, before = '', inner = '', after = ''] = /^(\*?)([^*?]*)(\*?)$/u.exec(pattern) ?? [];
    if (before + inner + after !== pattern) {
        return (name) => matchesWild(pattern, name);
    }
    // Most patterns: nothing is faster than what the engine does itself.
    if (before !== '') {
        return after === '' ? (name) => name.endsWith(inner) : (name) => name.includes(inner);
    }
    return after === '' ? (name) => name === pattern : (name) => name.startsWith(inner);
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
            from += wanted === '?' ? lengthOfCharacter(name, from) : 1;
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

/** An emoji takes two places. */
const lengthOfCharacter = (text: string, at: number): number => ((text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1);
