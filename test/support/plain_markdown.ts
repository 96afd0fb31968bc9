import {withoutCodeBlocks} from './documents';

/** What shows on one forge only, by what it is called. */
const PATTERNS: Readonly<Record<string, RegExp>> = {
    // Some forges strip tags, some show them as text, and each keeps other attributes. Comments are hidden everywhere.
    HTML: /<\/?[a-z][^>\n]*>/gi,
    'a character reference': /&(?:#\d+|#x[\da-f]+|[a-z]+);/gi,
    'an alert in a quotation': /^ *> *\[!\w+\]/gm,
    'an emoji by its name': /(?<=^|\s):[a-z_+-]+:(?=\s|$)/gm,
    'a footnote': /\[\^[^\]\s]+\]/g,
    'a reference to an issue or a commit': /(?<=^|\s)(?:#\d+|GH-\d+|![\d]+)\b/gm,
    'a picture without words for those who do not see it': /!\[\s*\]\([^)]*\)/g,
    'a picture from elsewhere': /!\[[^\]]*\]\(\w+:[^)]*\)/g,
    'a page of a forge':
        /\bhttps?:\/\/[^\s/)]+\/[^\s)]*\/(?:blob|raw|tree|issues|pulls?|merge_requests|wiki|releases|actions)\b[^\s)]*/g,
};

const withoutCode = (text: string): string =>
    withoutCodeBlocks(text)
        .replace(/<!--[\s\S]*?-->/g, '')
        .replace(/(`+)(?!`)[\s\S]*?[^`]\1(?!`)/g, '');

/**
 * Finds in a page what not every forge shows as it is meant.
 * @param homes addresses of this repository, to which pages must link relatively
 * @returns e.g. `HTML: <br>`
 */
export const unportable = (text: string, homes: readonly string[] = []): string[] => {
    const plain = withoutCode(text);
    const found = Object.entries(PATTERNS).flatMap(([what, pattern]) =>
        [...plain.matchAll(pattern)].map(([part]) => `${what}: ${part}`),
    );
    return [
        ...found,
        ...homes.filter((home) => plain.includes(home)).map((home) => `a link that leaves the copy: ${home}`),
    ];
};
