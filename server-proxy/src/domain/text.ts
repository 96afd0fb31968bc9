/** Everything from openITCOCKPIT and from people is untrusted text; each of these functions makes it safe for one kind of place. */

const ZERO_WIDTH_SPACE = '\u200b';

// Controls except tab and newline.
// biome-ignore lint/suspicious/noControlCharactersInRegex: removing control characters is the point
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g;
/**
 * What nobody sees: zero-width and direction characters, soft hyphens, fillers, tags, variation selectors (all of them
 * ignorable by Unicode's list), annotations, and the blanks that are no white space (Braille, hieroglyphs, music). Not a
 * selector that picks the look of the character before it, or a joiner between two emojis: these shape what is seen.
 */
const UNSEEN =
    /(?!(?<=\p{Emoji})[\ufe0e\ufe0f]|(?<=\p{Script=Han})[\ufe00-\ufe02\u{e0100}-\u{e01ef}]|(?<=\p{Extended_Pictographic}\ufe0f?|\p{Emoji_Modifier})\u200d(?=\p{Extended_Pictographic}))[\p{Default_Ignorable_Code_Point}\u2800\ufff9-\ufffb\u{13441}\u{13442}\u{16fe4}\u{1d159}]/gu;
const LONE_SURROGATE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** Cuts to `max` UTF-16 units without splitting a character; a cut is visible as `…`. */
export const cut = (text: string, max: number): string => {
    if (text.length <= max) {
        return text;
    }
    // Nor is a joiner left without what it joins.
    return `${text.slice(0, max - 1).replace(/\u200d?[\ud800-\udbff]?$/, '')}…`;
};

/** Plain, well-formed text: nothing invisible but blanks, tabs and newlines, at most `max` UTF-16 units. */
export const plainText = (raw: string, max: number): string =>
    cut(
        raw
            .slice(0, max * 8)
            .replace(/\r\n?|[\u2028\u2029]/g, '\n')
            .replace(CONTROL, '')
            .replace(UNSEEN, '')
            .replace(LONE_SURROGATE, '\ufffd')
            .trim(),
        max,
    );

/** `plainText` on one line. */
export const oneLine = (raw: string, max: number): string => cut(plainText(raw, max * 2).replace(/\s+/g, ' '), max);

/**
 * Text for a Mattermost message: nothing in it formats, mentions, links or becomes an emoji. Punctuation that is harmless
 * inside a line stays as it is, because the same text is the phone push.
 */
export const neutralize = (text: string): string =>
    text
        .replace(/[\\`*[\]~|$<>]/g, '\\$&')
        .replace(/(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])/g, '\\_')
        .replace(/(^|\n)([!+-])(?=\s)/g, '$1\\$2')
        .replace(/(^|\s)#/g, '$1\\#')
        .replace(/@(?=\S)/g, `@${ZERO_WIDTH_SPACE}`)
        .replace(/:\/\//g, `:${ZERO_WIDTH_SPACE}//`)
        .replace(/\bwww\./gi, (match) => `${match.slice(0, 3)}${ZERO_WIDTH_SPACE}.`)
        .replace(/:(?=[A-Za-z+_-])/g, `:${ZERO_WIDTH_SPACE}`);

/** A Markdown code block that the text cannot leave, and in which `@channel` mentions nobody. */
export const codeBlock = (text: string): string =>
    `\`\`\`\n${text.replace(/`(?=`)/g, `\`${ZERO_WIDTH_SPACE}`).replace(/@(?=\w)/g, `@${ZERO_WIDTH_SPACE}`)}\n\`\`\``;

/** encodeURIComponent leaves parentheses as they are. */
const percentEncoded = (character: string): string => `%${character.charCodeAt(0).toString(16).padStart(2, '0')}`;

/** Link whose text and address cannot break out. An empty address gives the text alone. */
export const link = (text: string, url: string): string =>
    url === '' ? neutralize(text) : `[${neutralize(text)}](${url.replace(/[()\s<>]/g, percentEncoded)})`;

/**
 * Look-alikes for the characters that could leave a naemon command field (`;`) or a shell word in somebody else's
 * notification command: the core passes author and comment on unescaped. To a reader the text looks the same.
 */
const LOOK_ALIKE: Readonly<Record<string, string>> = {
    '`': 'ˋ',
    $: '＄',
    '"': '”',
    "'": '’',
    '\\': '＼',
    ';': '；',
    '&': '＆',
    '|': '｜',
    '<': '＜',
    '>': '＞',
};

/** Author or comment of an openITCOCKPIT command: one line, no shell or command syntax, at most `max` UTF-16 units. */
export const commandText = (raw: string, max: number): string =>
    oneLine(raw, max).replace(/[`$"'\\;&|<>]/g, (character) => LOOK_ALIKE[character] ?? '');
