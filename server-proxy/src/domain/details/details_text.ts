import type {Curves, Details} from '#contract';
import {MARKDOWN, type Style} from '../explain/explanation_style';
import {cut} from '../text';

/** So that all lists at their longest still fit into a post. */
const LONGEST_LINE = 180;
const LONGEST_TEXT = 500;

/** The details in one text, for where there is no panel. */
export const detailsText = ({parts, note}: Details, style: Style): string =>
    [...parts.map((part) => partText(part, style)), style.aside(style.text(note))].join('\n');

const partText = (
    {title, from, text, lines, output}: Details['parts'][number],
    {strong, text: plain, aside, block}: Style,
): string => {
    const said = text === '' ? '' : `: ${plain(cut(text, LONGEST_TEXT))}`;
    const head = `${strong(plain(title))}${said} ${aside(`(${plain(from)})`)}`;
    return [
        head,
        ...lines.map((line) => `* ${plain(cut(line, LONGEST_LINE))}`),
        ...(output === undefined ? [] : [block(output)]),
    ].join('\n');
};

/** The curves in words. */
export const curvesText = ({title, from, text, curves}: Curves, style = MARKDOWN): string =>
    partText({id: '', title, from, text, lines: curves.map(({label}) => label)}, style);
