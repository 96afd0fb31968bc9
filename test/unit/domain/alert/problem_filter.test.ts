import {describe, expect, it} from 'vitest';
import {parseProblemFilter, parseServiceName} from '../../../../server-proxy/src/domain/alert/problem_filter';
import {mostSimilar} from '../../../../server-proxy/src/domain/similar';

describe('the filter of problems', () => {
    it.each([
        ['', {words: [], states: [], page: 1}],
        ['web', {words: ['web'], states: [], page: 1}],
        ['web page 2', {words: ['web'], states: [], page: 2}],
        ['Seite 3 web', {words: ['web'], states: [], page: 3}],
        ['page 0', {words: [], states: [], page: 1}],
        ['Critical web DOWN critical', {words: ['web'], states: ['CRITICAL', 'DOWN'], page: 1}],
        ['kritisch', {words: [], states: ['CRITICAL'], page: 1}],
        ['Warnung unbekannt unerreichbar', {words: [], states: ['WARNING', 'UNKNOWN', 'UNREACHABLE'], page: 1}],
        ['page 12', {words: [], states: [], page: 12}],
        ['homepage 2', {words: ['homepage', '2'], states: [], page: 1}],
        ['ok up page', {words: ['ok', 'up', 'page'], states: [], page: 1}],
        ['constructor', {words: ['constructor'], states: [], page: 1}],
    ])('%j', (typed, expected) => {
        expect(parseProblemFilter(typed)).toEqual(expected);
    });

    it('is bounded, whatever was typed', () => {
        const {words} = parseProblemFilter(`${'x'.repeat(9000)} ${'y '.repeat(5000)}`);
        expect(words).toHaveLength(6);
        expect(Math.max(...words.map(({length}) => length))).toBe(255);
    });
});

describe('the name of a service', () => {
    it.each([
        ['Ping', {service: 'Ping', host: ''}],
        ['HTTP shop on web01', {service: 'HTTP shop', host: 'web01'}],
        ['Ping auf web01', {service: 'Ping', host: 'web01'}],
        ['Load on CPU on web01', {service: 'Load on CPU', host: 'web01'}],
        ['on web01', {service: 'on web01', host: ''}],
        [' on web01', {service: ' on web01', host: ''}],
        ['Ping on on web01', {service: 'Ping on', host: 'web01'}],
        ['Ping on ', {service: 'Ping on ', host: ''}],
    ])('%j', (typed, expected) => {
        expect(parseServiceName(typed)).toEqual(expected);
    });
});

describe('suggestions', () => {
    it('are the most similar names, each once, and none that is not', () => {
        expect(mostSimilar('web0l', ['web01', 'db01', 'web01', 'Web02', 'switch-of-the-basement'], 5)).toEqual([
            'web01',
            'Web02',
            'db01',
        ]);
        expect(
            mostSimilar(
                'web',
                ['a', 'b'].map((end) => `web${end}`),
                1,
            ),
        ).toEqual(['weba']);
        expect(mostSimilar('x'.repeat(9000), ['web01'], 5)).toEqual([]);
    });
});
