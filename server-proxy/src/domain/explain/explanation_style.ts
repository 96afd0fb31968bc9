import {link, neutralize, oneLine} from '../text';

/** How names, links and what stands out are written. */
export interface Style {
    /** Untrusted text, on one line. */
    readonly name: (text: string) => string;
    readonly strong: (text: string) => string;
    readonly link: (label: string, url: string) => string;
}

const LONGEST = 160;

/** For Mattermost. */
export const MARKDOWN: Style = {
    name: (text) => neutralize(oneLine(text, LONGEST)),
    strong: (text) => `**${text}**`,
    link,
};

/** For a terminal. */
export const PLAIN: Style = {
    name: (text) => oneLine(text, LONGEST),
    strong: (text) => text,
    link: (_, url) => url,
};
