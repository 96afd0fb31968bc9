import {plainText} from '../text';

/** As people type name patterns: separated by commas or new lines; whoever needs a comma in a name puts it in quotes. */
const PIECE = /\s*(!?)[^\S\n]*(?:["“”„]((?:[^"“”]|"")*)["“”]|([^,\n]*))[^\S\n]*(?:,|\n|$)/gy;

/** More than a field of Mattermost's dialogs holds. */
const LONGEST_TEXT = 20_000;

/** @returns them without repetitions and empty ones, in their order */
export const parsePatterns = (text: string): readonly string[] => {
    const found = new Set<string>();
    for (const [whole, excluding = '', quoted, bare = ''] of plainText(text, LONGEST_TEXT).matchAll(PIECE)) {
        const name = (quoted?.replaceAll('""', '"') ?? bare).trim();
        if (name !== '' && name !== '!') {
            found.add(`${excluding}${name}`);
        }
        if (whole === '') {
            break;
        }
    }
    return [...found];
};

/** The inverse. */
export const writtenPatterns = (patterns: readonly string[]): string =>
    patterns
        .map((pattern) => {
            const [excluding, name] = pattern.startsWith('!') ? ['!', pattern.slice(1)] : ['', pattern];
            return /[,\n]|^["“”„!]|^\s|\s$/u.test(name) ? `${excluding}"${name.replaceAll('"', '""')}"` : pattern;
        })
        .join(', ');
