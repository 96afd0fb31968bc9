import {describe, expect, it} from 'vitest';
import type {FoundObject} from '../../../../server-proxy/src/app/commands/search_port';
import {compareProblems} from '../../../../server-proxy/src/domain/alert/severity';
import {foundObject} from '../../../support/app/found_objects';

const sorted = (...objects: FoundObject[]) =>
    objects.sort(compareProblems).map(({hostName, serviceName}) => [hostName, serviceName].join(' ').trim());

describe('the order of problems', () => {
    it('has the worst first, whatever their names', () => {
        const states = ['UP', 'WARNING', 'UNKNOWN', 'UNREACHABLE', 'CRITICAL', 'DOWN'] as const;
        expect(sorted(...states.map((state, at) => foundObject(`h${at}`, undefined, {state})))).toEqual([
            'h5',
            'h4',
            'h3',
            'h2',
            'h1',
            'h0',
        ]);
    });

    it('has what is not in monitoring last', () => {
        const {state: _state, ...unknown} = foundObject('a');
        expect(sorted(unknown as FoundObject, foundObject('b', undefined, {state: 'UP'}))).toEqual(['b', 'a']);
    });

    it('goes by host, then by service, and a host comes before its services', () => {
        expect(
            sorted(
                foundObject('b', 'Disk'),
                foundObject('a', 'Ping'),
                foundObject('a', 'CPU'),
                foundObject('a', undefined, {state: 'CRITICAL'}),
            ),
        ).toEqual(['a', 'a CPU', 'a Ping', 'b Disk']);
    });
});
