import {describe, expect, it} from 'vitest';
import {randomScene} from '../support/search/random_scene';
import {playScene} from '../support/search/run_scene';
import {findingOf} from '../support/search/search';
import {ageless} from '../support/search/spectacles';

/** In which the search found something once. */
const MENDED = [380480, 400122, 464979, 482902, 497392, 499232, 570112, 606018, 619506, 674455, 686594, 737391];

describe('the search', () => {
    it.each(MENDED)('history %i, in which something was found once, is true', async (seed) => {
        expect((await playScene(randomScene(seed))).violations).toEqual([]);
    });

    it('the same seed is the same history, to the last word', async () => {
        for (const seed of [7, 135, 538]) {
            const [one, other] = [
                await playScene(randomScene(seed), ageless, true),
                await playScene(randomScene(seed), ageless, true),
            ];
            expect(one.log.length).toBeGreaterThan(5);
            expect(other).toEqual(one);
        }
    });

    it('a history that fails is made smaller, still fails for the same reason, and names its seed', async () => {
        const seed = await firstThatTells('told recovered');
        const scene = randomScene(seed);
        const finding = await findingOf(scene, 'told recovered', ageless);
        const {violations} = await playScene(finding.scene, ageless);
        expect(finding.scene.steps.length).toBeLessThan(scene.steps.length);
        expect(violations.map(({breach}) => breach)).toContain('told recovered');
        expect(finding.story).toContain(`seed ${seed},`);
        expect(finding.story).toContain('TOLD RECOVERED');
    });
});

const firstThatTells = async (breach: string): Promise<number> => {
    for (let seed = 1; seed < 3000; seed += 1) {
        const scene = randomScene(seed);
        const {violations} = await playScene(scene, ageless);
        if (scene.steps.length > 8 && violations.some((violation) => violation.breach === breach)) {
            return seed;
        }
    }
    throw new Error('no such history was found');
};
