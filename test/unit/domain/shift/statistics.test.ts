import {describe, expect, it} from 'vitest';
import type {Episode} from '../../../../server-proxy/src/domain/shift/episode';
import {
    noisiest,
    percentile,
    spreadOf,
    timeToAck,
    timeToRecover,
} from '../../../../server-proxy/src/domain/shift/statistics';

const SPAN = {from: 1000, to: 100_000};

const episode = (more: Partial<Episode> = {}): Episode => ({
    at: 2000,
    key: 'web01/ping',
    host: 'web01',
    service: 'Ping',
    opened: 2000,
    closed: 2060,
    end: 'recovered',
    channels: [],
    posted: [],
    ...more,
});

describe('percentiles', () => {
    it.each([
        [[], 0.5, undefined],
        [[7], 0.5, 7],
        [[7], 0.95, 7],
        [[3, 1, 2], 0.5, 2],
        [[4, 3, 2, 1], 0.5, 2],
        [Array.from({length: 100}, (_, at) => 100 - at), 0.95, 95],
        [Array.from({length: 20}, (_, at) => at + 1), 0.95, 19],
        [[10, 9], 0.95, 10],
    ] as const)('of %j at %d: %s, by the nearest rank, in numerical order', (values, share, expected) => {
        expect(percentile(values, share)).toBe(expected);
    });

    it('of nothing are nothing', () => {
        expect(spreadOf([])).toBeUndefined();
    });
});

describe('times to acknowledge and to recover', () => {
    it('count what happened in the span, whenever it began; what nobody knows the end of does not count', () => {
        const episodes = [
            episode({opened: 0, acked: 1010, closed: 1100}),
            episode({opened: 900, acked: 999, closed: 1001}),
            episode({opened: 99_999, acked: 100_000, closed: 100_001}),
            episode({closed: 3000, end: 'unknown'}),
            episode({closed: 3000, end: 'gone'}),
        ];
        expect(timeToAck(episodes, SPAN)).toEqual({count: 1, p50: 1010, p95: 1010});
        expect(timeToRecover(episodes, SPAN)).toEqual({count: 2, p50: 101, p95: 1100});
    });

    it('are never negative, although clocks differ', () => {
        expect(timeToAck([episode({opened: 2000, acked: 1990})], SPAN)?.p50).toBe(0);
    });
});

describe('the noisiest', () => {
    const many = (key: string, count: number, seconds: number): Episode[] =>
        Array.from({length: count}, (_, at) =>
            episode({key, host: key, opened: 2000 + at * 100, closed: 2000 + at * 100 + seconds}),
        );

    it('are at most five, with at least five problems of which half lasted a quarter of an hour at most', () => {
        const names = (episodes: readonly Episode[]) => noisiest(episodes, SPAN).map(({key, count}) => [key, count]);
        expect(names(many('four', 4, 10))).toEqual([]);
        expect(names(many('five', 5, 10))).toEqual([['five', 5]]);
        expect(names(many('limit', 5, 900))).toEqual([['limit', 5]]);
        expect(names(many('slow', 5, 901))).toEqual([]);
        const six = [5, 6, 7, 8, 9, 10].flatMap((count) => many(`of${count}`, count, 10));
        expect(names(six)).toEqual([10, 9, 8, 7, 6].map((count) => [`of${count}`, count]));
    });

    it('are called as they were called last', () => {
        const episodes = many('k', 5, 10).map((one, at) => ({...one, host: at === 4 ? 'renamed' : 'old'}));
        expect(noisiest(episodes, SPAN)[0]?.host).toBe('renamed');
    });
});
