import type {Curves, Details} from '#contract';
import {codeBlock, neutralize} from '../text';

/** The details as Markdown, for where there is no panel. */
export const detailsText = ({parts, note}: Details): string =>
    [...parts.map(partText), `_${neutralize(note)}_`].join('\n');

const partText = ({title, from, text, lines, output}: Details['parts'][number]): string => {
    const said = text === '' ? '' : `: ${neutralize(text)}`;
    const head = `**${neutralize(title)}**${said} _(${neutralize(from)})_`;
    return [
        head,
        ...lines.map((line) => `* ${neutralize(line)}`),
        ...(output === undefined ? [] : [codeBlock(output)]),
    ].join('\n');
};

/** The curves in words. */
export const curvesText = ({title, from, text, curves}: Curves): string =>
    partText({id: '', title, from, text, lines: curves.map(({label}) => label)});
