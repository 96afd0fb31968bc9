import {describe, expect, it} from 'vitest';
import {type ContainerPath, mayEdit} from '../../../../server-proxy/src/domain/action/container_rights';

const rights = (...pairs: [number, boolean][]) => new Map(pairs);

describe('rights on containers', () => {
    it.each<[string, ReadonlyMap<number, boolean>, ContainerPath[], boolean | undefined]>([
        ['the right to edit holds below', rights([2, true]), [[1, 2, 5]], true],
        ['a right further down counts more', rights([2, true], [5, false]), [[1, 2, 5]], false],
        [
            'one of several containers is enough',
            rights([7, true]),
            [
                [1, 2],
                [1, 7],
            ],
            true,
        ],
        ['everybody reads the root, and no more', rights(), [[1]], false],
        ['who edits the root edits everything, seen or not', rights([1, true]), [[undefined]], true],
        ['nothing is known of a hidden container', rights([2, true]), [[1, 2, undefined]], undefined],
        ['nor of what is below one', rights([9, false]), [[1, undefined, 5]], undefined],
        ['a right below a hidden one is enough', rights([5, true]), [[1, undefined, 5]], true],
        ['nothing is known without containers', rights([2, true]), [], undefined],
        ['a known refusal does not outweigh an unknown one', rights([2, false]), [[1, 2], [undefined]], undefined],
    ])('%s', (_what, given, paths, answer) => {
        expect(mayEdit(given, paths)).toBe(answer);
    });
});
