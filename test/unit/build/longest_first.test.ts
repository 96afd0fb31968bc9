import {existsSync} from 'node:fs';
import {describe, expect, it} from 'vitest';
import type {TestSpecification, Vitest} from 'vitest/node';
import {LONGEST, LongestFirst} from '../../../build/longest_first';
import {inRepository} from '../../../build/paths';

const [longest = '', second = ''] = LONGEST;

/** As Vitest would list them for a run whose durations it does not know. */
const specification = (name: string, groupOrder: number, file: string): TestSpecification =>
    ({project: {name, config: {isolate: true, sequence: {groupOrder}}}, moduleId: inRepository(file)}) as never;

const sort = async (...listed: readonly (readonly [string, number, string])[]): Promise<readonly string[]> => {
    const unknown = {config: {root: inRepository()}, cache: {getFileTestResults: () => null, getFileStats: () => null}};
    const sequencer = new LongestFirst(unknown as unknown as Vitest);
    const sorted = await sequencer.sort(listed.map((each) => specification(...each)));
    return sorted.map(({project, moduleId}) => `${project.name} ${moduleId.slice(inRepository().length + 1)}`);
};

describe('the order of the test files', () => {
    it('begins with the longest, whichever project they belong to', async () => {
        expect(
            await sort(['a', 1, 'test/short.test.ts'], ['b', 1, second], ['c', 1, longest], ['d', 1, second]),
        ).toEqual([`c ${longest}`, `b ${second}`, `d ${second}`, 'a test/short.test.ts']);
    });

    it('leaves the groups one after the other, and the rest with their project', async () => {
        const listed = [
            ['b', 1, 'test/b.test.ts'],
            ['a', 1, 'test/a.test.ts'],
            ['b', 1, 'test/other.test.ts'],
            ['last', 2, longest],
            ['first', 0, 'test/house.test.ts'],
        ] as const;
        expect((await sort(...listed)).map((line) => line.split(' ')[0])).toEqual(['first', 'a', 'b', 'b', 'last']);
    });

    it.each(LONGEST)('knows a file that is there: %s', (file) => {
        expect(existsSync(inRepository(file))).toBe(true);
    });
});
