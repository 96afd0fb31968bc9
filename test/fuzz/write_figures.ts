import {putFigures} from '../support/put_figures';
import type {Figures} from '../support/search/search';

/** Puts the figures of a search into the page about it. None depends on the machine. */
export const writeFigures = (first: number, {histories, events, presses, seconds, failures}: Figures): void => {
    const rows = [
        ['Histories', histories],
        ['Seeds', `${first} to ${first + histories - 1}`],
        ['Events (what happened, notifications and answers that came)', events],
        ['Presses', presses],
        ['Simulated days', Math.round(seconds / 86_400)],
        ['Histories that ended or looked wrong', failures],
    ].map(([name, value]) => `| ${name} | ${typeof value === 'number' ? value.toLocaleString('en') : value} |`);
    putFigures('docs/proof.md', 'npm run fuzz -- truth --write', ['| | |', '| --- | ---: |', ...rows]);
};
