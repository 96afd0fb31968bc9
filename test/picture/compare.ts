import {existsSync, mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import pixelmatch from 'pixelmatch';
import {PNG} from 'pngjs';
import {inRepository} from '../../build/paths';

/** The pictures as they should be. */
const WANTED = 'test/fixtures/pictures';
/** What differs, for people to look at. */
const FOUND = 'test-results/pictures';
/** How far colours may be apart (0 to 1) before a pixel counts; edges of letters count less than that. */
const THRESHOLD = 0.15;
/** Part of the pixels that may differ: versions of Chromium draw letters a little differently. */
const TOLERATED = 0.002;

/**
 * Compares a picture with the stored one of that name; with `PICTURES=write` it is stored first.
 * @returns what differs, and where to look at it; empty if nothing does
 */
export const checkPicture = (name: string, png: Buffer): string => {
    if (process.env.PICTURES === 'write') {
        writeFileSync(inRepository(WANTED, `${name}.png`), png);
    }
    return differenceFrom(name, png);
};

/** The same, and nothing is ever stored. */
export const differenceFrom = (name: string, png: Buffer): string => {
    const file = inRepository(WANTED, `${name}.png`);
    if (!existsSync(file)) {
        return `${name}: there is no picture ${WANTED}/${name}.png; PICTURES=write stores it`;
    }
    const wanted = PNG.sync.read(readFileSync(file));
    const found = PNG.sync.read(png);
    const {width, height} = wanted;
    if (found.width !== width || found.height !== height) {
        keep(name, png);
        return `${name}: ${found.width} × ${found.height} instead of ${width} × ${height} (${FOUND}/${name}.png)`;
    }
    const marked = new PNG({width, height});
    const count = pixelmatch(wanted.data, found.data, marked.data, width, height, {threshold: THRESHOLD});
    if (count <= TOLERATED * width * height) {
        return '';
    }
    keep(name, png);
    keep(`${name}_marked`, PNG.sync.write(marked));
    return `${name}: ${count} pixels differ (${FOUND}/${name}.png, ${name}_marked.png)`;
};

const keep = (name: string, png: Buffer): void => {
    mkdirSync(inRepository(FOUND), {recursive: true});
    writeFileSync(inRepository(FOUND, `${name}.png`), png);
};
