import {readFileSync, writeFileSync} from 'node:fs';
import {inRepository} from '../../build/paths';
import type {Figures} from '../support/search/search';

const PAGE = 'docs/proof.md';
const SECTION = /(<!-- figures: npm run fuzz -- truth --write -->\n)[\s\S]*?(<!-- end of figures -->)/;

/** Puts the figures of a search into the page about it. None depends on the machine. */
export const writeFigures = (first: number, {histories, events, presses, seconds, failures}: Figures): void => {
    const path = inRepository(PAGE);
    const page = readFileSync(path, 'utf8');
    if (!SECTION.test(page)) {
        throw new Error(`${PAGE} has no section for the figures.`);
    }
    const rows = [
        ['Histories', histories],
        ['Seeds', `${first} to ${first + histories - 1}`],
        ['Events (what happened, notifications and answers that came)', events],
        ['Presses', presses],
        ['Simulated days', Math.round(seconds / 86_400)],
        ['Histories that ended or looked wrong', failures],
    ].map(([name, value]) => `| ${name} | ${typeof value === 'number' ? value.toLocaleString('en') : value} |`);
    const table = ['', '| | |', '| --- | ---: |', ...rows, '', ''].join('\n');
    writeFileSync(
        path,
        page.replace(SECTION, (_all, begin: string, end: string) => `${begin}${table}${end}`),
    );
    console.log(`The figures are in ${PAGE}.`);
};
