import {readFileSync, writeFileSync} from 'node:fs';
import {inRepository} from '../../build/paths';

const END = '<!-- end of figures -->';

/** Where a command's figures stand in a page: between `<!-- figures: COMMAND -->` and `<!-- end of figures -->`. */
const placeOf = (text: string, command: string): {from: number; to: number} | undefined => {
    const mark = `<!-- figures: ${command} -->\n`;
    const from = text.indexOf(mark) + mark.length;
    const to = text.indexOf(END, from);
    return text.includes(mark) && to >= 0 ? {from, to} : undefined;
};

/** What a command has written into the page's text, line by line; undefined if the page has no place for it. */
export const figuresIn = (text: string, command: string): readonly string[] | undefined => {
    const place = placeOf(text, command);
    return place && text.slice(place.from, place.to).trim().split('\n');
};

/**
 * Puts a command's figures into the page about them.
 * @throws Error if the page has no place for them
 */
export const putFigures = (page: string, command: string, lines: readonly string[]): void => {
    const path = inRepository(page);
    const text = readFileSync(path, 'utf8');
    const place = placeOf(text, command);
    if (!place) {
        throw new Error(`${page} has no section for the figures.`);
    }
    writeFileSync(path, `${text.slice(0, place.from)}\n${lines.join('\n')}\n\n${text.slice(place.to)}`);
    console.log(`The figures are in ${page}.`);
};
