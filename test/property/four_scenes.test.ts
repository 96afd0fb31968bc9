import {beforeAll, describe, expect, it} from 'vitest';
import {FOUR_SCENES, findFourScenes} from '../support/search/four_scenes';
import {ageless, withheld} from '../support/search/spectacles';

const SEEDS = 4500;

/** A search that finds nothing proves nothing: without the age of readings it must find what was seen on real systems. */
describe('the search, when every reading seems to be true at the moment it is read', () => {
    let found: ReadonlyMap<string, unknown> = new Map();
    beforeAll(async () => {
        found = await findFourScenes(1, SEEDS, ageless);
    });

    it.each(FOUR_SCENES)('finds: $name', ({name}) => {
        expect([...found.keys()]).toContain(name);
    });
});

describe('the search, when readings that are not younger than the notifications are withheld', () => {
    it('finds none of the four', async () => {
        const found = await findFourScenes(1, 600, withheld);
        expect([...found].map(([name, {story}]) => `${name}\n${story}`)).toEqual([]);
    });
});
