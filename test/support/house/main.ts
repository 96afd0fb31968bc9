// `npm run house`: writes the architecture's diagram and figures into docs/architecture.md. With `-- --ways` it prints
// each measured path, function by function. With `-- --json` it only prints the figures of the paths.
import {readFileSync, writeFileSync} from 'node:fs';
import {figuresOf, measureHouse} from '../../../build/house/figures';
import {writeMarked} from '../../../build/house/marked';
import {arrowsIn, pictureOf} from '../../../build/house/picture';
import {cruiseHouse} from '../../../build/house/walls';
import {inRepository} from '../../../build/paths';
import {measureWays} from './measure_ways';
import {figuresOfWay, stepsOf, wayTable} from './way_table';

const PAGE = inRepository('docs/architecture.md');

const ways = await measureWays();
if (process.argv.includes('--json')) {
    console.log(JSON.stringify(ways.map(figuresOfWay)));
    process.exit(0);
}
const house = await cruiseHouse(inRepository());
const page = readFileSync(PAGE, 'utf8');
const withPicture = writeMarked(page, 'picture', pictureOf(arrowsIn(house)));
const figures = [...figuresOf(measureHouse(inRepository(), house), house), '', ...wayTable(ways)];
writeFileSync(PAGE, writeMarked(withPicture, 'figures', figures));
console.log(figures.join('\n'));
if (process.argv.includes('--ways')) {
    console.log(ways.map(stepsOf).join('\n'));
}
process.exit(0);
