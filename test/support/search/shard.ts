import {expect, it} from 'vitest';
import {search} from './search';

const HISTORIES = 5000;

/**
 * A part of the property test, in a separate file so that two workers share it.
 * @param shard counted from 0; shards have no seed in common
 */
export const truthShard = (shard: number): void => {
    it(`${HISTORIES} random histories end in posts that are true, and never show what was known to be false`, async () => {
        const {figures, findings} = await search(1 + shard * HISTORIES, HISTORIES, {keep: 2});
        const stories = findings.map(({breach, story}) => `\n${breach}\n${story}\n`);
        expect(stories.join('\n'), `${figures.failures} of ${figures.histories} histories fail`).toBe('');
    });
};
