import {readFileSync} from 'node:fs';
import {beforeAll, expect, test} from 'vitest';
import {figuresOf, type MeasuredFile, measureHouse, tooLong} from '../../build/house/figures';
import {readMarked} from '../../build/house/marked';
import {arrowsIn, arrowsOutwards, circleIn, pictureOf} from '../../build/house/picture';
import {breachesIn, cruiseHouse, cruiseNotify, uncovered} from '../../build/house/walls';
import {inRepository} from '../../build/paths';

let house: Awaited<ReturnType<typeof cruiseHouse>>;
let files: readonly MeasuredFile[];

beforeAll(async () => {
    house = await cruiseHouse(inRepository());
    files = measureHouse(inRepository(), house);
    expect(files.length).toBeGreaterThan(300);
});

test('walls', () => {
    expect([...breachesIn(house), ...uncovered(house)]).toEqual([]);
});

test('the notification command stays light', async () => {
    expect(breachesIn(await cruiseNotify(inRepository()))).toEqual([]);
});

test('no arrow leads outwards, and none back', () => {
    expect(arrowsIn(house).length).toBeGreaterThan(40);
    expect(arrowsOutwards(arrowsIn(house))).toEqual([]);
    expect(circleIn(arrowsIn(house))).toEqual([]);
});

test('docs/architecture.md shows the house as it is; if not: npm run house', () => {
    const page = readFileSync(inRepository('docs/architecture.md'), 'utf8');
    expect(readMarked(page, 'picture')).toEqual(pictureOf(arrowsIn(house)));
    expect(readMarked(page, 'figures').filter((line) => line.startsWith('| one '))).toHaveLength(3);
});

test('no file is over 300 lines and no function over 60, unless build/house/figures.ts says why', () => {
    expect(tooLong(files)).toEqual([]);
});

test('the figures tell its size', () => {
    const figures = figuresOf(files, house);
    expect(figures).toContainEqual(expect.stringMatching(/^\| app \| \d+ \| \d+ \| contract \d+, domain \d+ \|$/));
    expect(figures.at(-1)).toMatch(/^\| a function \| \d+ \| \d+ \| \d+ \| \d+ \| 60 \|$/);
});
