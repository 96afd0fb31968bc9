import {plainText} from '../text';

/** More than a field of Mattermost's dialogs holds. */
const LONGEST_TEXT = 20_000;
const QUOTES = '"“”„';

/**
 * As people type name patterns: separated by commas or new lines; whoever needs a comma in a name puts it in quotes, in which a
 * quote is doubled.
 * @returns them without repetitions and empty ones, in their order
 */
export const parsePatterns = (text: string): readonly string[] => [
    ...new Set(
        piecesOf(plainText(text, LONGEST_TEXT))
            .map((piece) => piece.trim())
            .map((piece) => (piece.startsWith('!') ? `!${piece.slice(1).trim()}` : piece))
            .filter((piece) => piece !== '' && piece !== '!'),
    ),
];

const piecesOf = (text: string): readonly string[] => {
    const pieces: string[] = [];
    let piece = '';
    let mayQuote = true;
    for (let at = 0; at < text.length; at += 1) {
        const character = text[at] ?? '';
        const isBegun = piece.trim() !== '' && piece.trim() !== '!';
        const end = mayQuote && !isBegun && QUOTES.includes(character) ? endOfQuotes(text, at + 1) : undefined;
        if (end === -1) {
            // Nothing after this closes any quotes: they are part of names.
            mayQuote = false;
        }
        if (end !== undefined && end !== -1) {
            piece += text.slice(at + 1, end).replaceAll('""', '"');
            at = end;
        } else if (character === ',' || character === '\n') {
            pieces.push(piece);
            piece = '';
        } else {
            piece += character;
        }
    }
    return [...pieces, piece];
};

/** @returns where they close, or -1 */
const endOfQuotes = (text: string, from: number): number => {
    for (let at = from; at < text.length; at += 1) {
        const character = text[at] ?? '';
        if (character === '"' && text[at + 1] === '"') {
            at += 1;
        } else if (character !== '„' && QUOTES.includes(character)) {
            return at;
        }
    }
    return -1;
};

/** The inverse. */
export const writtenPatterns = (patterns: readonly string[]): string =>
    patterns
        .map((pattern) => {
            const [excluding, name] = pattern.startsWith('!') ? ['!', pattern.slice(1)] : ['', pattern];
            const isPlain = !/[,\n]/.test(name) && !/^["“”„]/.test(name);
            return isPlain ? pattern : `${excluding}"${name.replaceAll('"', '""')}"`;
        })
        .join(', ');
