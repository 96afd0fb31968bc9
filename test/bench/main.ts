// `npm run bench [-- PART …] [--write]`: builds, measures on this machine, and prints a table for each part beside that of the last
// committed run; `--write` puts them into docs/performance.md. Without a part: all that need no server.
import {buildAll} from '../../build/build_all';
import {runBegins, showFigures} from './figures';
import {commandOf, PARTS} from './parts';

const named = process.argv.slice(2).filter((word) => !word.startsWith('-'));
const unknown = named.filter((name) => !(name in PARTS));
if (unknown.length > 0) {
    throw new Error(`There is no part ${unknown.join(', ')}; there are ${Object.keys(PARTS).join(', ')}.`);
}
const parts = Object.entries(PARTS).filter(([name, {needs}]) =>
    named.length > 0 ? named.includes(name) : needs !== 'server',
);
// Before the build, which is load as well.
const began = runBegins();
if (parts.some(([, {needs}]) => needs === 'build')) {
    await buildAll();
}
let isGood = true;
for (const [name, {measure}] of parts) {
    const rows = await measure();
    showFigures(commandOf(name), began, rows);
    isGood &&= rows.every(({ok}) => ok);
}
process.exit(isGood ? 0 : 1);
