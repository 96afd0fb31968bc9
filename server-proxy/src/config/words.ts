/** How values are written, for the schema and for readers that cannot afford to load it. */

const TRUE_WORDS = ['1', 'true', 'yes', 'on'];
const FALSE_WORDS = ['0', 'false', 'no', 'off'];

/** @returns undefined for text that is neither true nor false; `fallback` for empty text */
export const flagOf = (text: string, fallback: boolean): boolean | undefined => {
    const word = text.trim().toLowerCase();
    if (word === '') {
        return fallback;
    }
    return TRUE_WORDS.includes(word) || (FALSE_WORDS.includes(word) ? false : undefined);
};

/** Shorter than this, a secret can be guessed. 24 characters of hex or base64 are at least 96 bits. */
export const SHORTEST_SECRET = 24;

/** For hosts, user names, tokens. */
export const LIST_SEPARATOR = /[\s,]+/;
/** For sentences, which may contain spaces and commas. `listOf` trims them. */
export const SENTENCE_SEPARATOR = /[;\n]/;

export const DEFAULT_QUICK_REASONS: readonly string[] = [
    'Looking into it',
    'Known issue',
    'Planned work',
    'Waiting for vendor',
];

export const DEFAULT_DOWNTIME_PRESETS: readonly string[] = [
    '30m',
    '1h',
    '2h',
    '4h',
    '8h',
    'tomorrow 08:00',
    'monday 08:00',
];

export const listOf = (text: string, separator: RegExp, fallback: readonly string[] = []): string[] =>
    text.trim() === ''
        ? [...fallback]
        : text
              .split(separator)
              .map((part) => part.trim())
              .filter((part) => part !== '');
