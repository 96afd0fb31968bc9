import {LIMIT} from '#contract';
import {codeBlock, link, neutralize, oneLine, plainText} from '../text';

/** How names, links and what stands out are written. */
export interface Style {
    /** Untrusted text, on one line. */
    readonly name: (text: string) => string;
    readonly strong: (text: string) => string;
    /** Untrusted text of any length, which may go on behind something else in its line. */
    readonly text: (text: string) => string;
    /** Untrusted text of several lines, as it is. */
    readonly block: (text: string) => string;
    readonly heading: (text: string) => string;
    /** What is beside the matter. */
    readonly aside: (text: string) => string;
    readonly link: (label: string, url: string) => string;
}

const LONGEST = 160;

/** For Mattermost. */
export const MARKDOWN: Style = {
    name: (text) => neutralize(oneLine(text, LONGEST)),
    strong: (text) => `**${text}**`,
    text: (text) => neutralize(oneLine(text, LIMIT.message)),
    block: (text) => codeBlock(plainText(text, LIMIT.output)),
    heading: (text) => `### ${text}`,
    aside: (text) => `_${text}_`,
    link,
};

/** For a terminal. */
export const PLAIN: Style = {
    name: (text) => oneLine(text, LONGEST),
    strong: (text) => text,
    text: (text) => oneLine(text, LIMIT.message),
    block: (text) => plainText(text, LIMIT.output),
    heading: (text) => text,
    aside: (text) => text,
    link: (_, url) => url,
};
