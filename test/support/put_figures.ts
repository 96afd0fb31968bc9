import {readFileSync, writeFileSync} from 'node:fs';
import {inRepository} from '../../build/paths';

/**
 * Puts figures into the page about them, between `<!-- figures: COMMAND -->` and `<!-- end of figures -->`.
 * @throws Error if the page has no such place
 */
export const putFigures = (page: string, command: string, lines: readonly string[]): void => {
    const path = inRepository(page);
    const text = readFileSync(path, 'utf8');
    const mark = `<!-- figures: ${command} -->\n`;
    const from = text.indexOf(mark) + mark.length;
    const to = text.indexOf('<!-- end of figures -->', from);
    if (!text.includes(mark) || to < 0) {
        throw new Error(`${page} has no section for the figures.`);
    }
    writeFileSync(path, `${text.slice(0, from)}\n${lines.join('\n')}\n\n${text.slice(to)}`);
    console.log(`The figures are in ${page}.`);
};
