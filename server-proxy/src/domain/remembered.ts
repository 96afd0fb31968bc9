/** Results kept: settings name one language and zone, tests and people's own zones some more. */
const MOST = 16;

/**
 * The same pure function, which remembers its last results: for what is dear to make and always the same, such as formatters.
 * Nobody can tell the difference but by the time it takes.
 */
export const remembered = <A extends readonly string[], R>(make: (...args: A) => R): ((...args: A) => R) => {
    const results = new Map<string, R>();
    return (...args) => {
        const key = args.join('\n');
        const known = results.get(key);
        if (known !== undefined) {
            return known;
        }
        const made = make(...args);
        const oldest = results.keys().next();
        if (results.size >= MOST && !oldest.done) {
            results.delete(oldest.value);
        }
        results.set(key, made);
        return made;
    };
};
