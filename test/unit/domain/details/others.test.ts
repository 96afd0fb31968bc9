import {describe, expect, test} from 'vitest';
import type {State} from '#contract';
import {elsewhere} from '../../../../server-proxy/src/domain/details/elsewhere';
import {together} from '../../../../server-proxy/src/domain/details/together';

describe('what else broke in the same five minutes', () => {
    const problem = {key: 'a', since: 1000};

    test('is what began no more than five minutes before or after, the closest first', () => {
        const others = [
            {key: 'late', since: 1301},
            {key: 'after', since: 1300},
            {key: 'before', since: 700},
            {key: 'early', since: 699},
            {key: 'same', since: 1001},
        ];
        expect(together(problem, others).map(({key}) => key)).toEqual(['same', 'after', 'before']);
    });

    test('is neither the problem itself nor what began nobody knows when', () => {
        expect(together(problem, [{key: 'a', since: 1000}, {key: 'b'}, {key: 'c', since: undefined}])).toEqual([]);
    });
});

describe('the same check on other hosts', () => {
    const check = (hostUuid: string, serviceName: string, state?: State) => ({
        target: {hostUuid, serviceUuid: `${hostUuid} ${serviceName}`},
        serviceName,
        ...(state && {state}),
    });
    const ping = check('web01', 'Ping', 'CRITICAL');

    test('is the one of exactly the same name, the worst first', () => {
        const found = [
            ping,
            check('web02', 'Ping', 'OK'),
            check('web03', 'Ping6', 'CRITICAL'),
            check('web04', 'ping', 'CRITICAL'),
            check('web05', 'Ping', 'WARNING'),
            check('web06', 'Ping', 'CRITICAL'),
        ];
        expect(elsewhere(ping, found).map(({target}) => target.hostUuid)).toEqual(['web06', 'web05', 'web02']);
    });

    test('leaves out what is not monitored, and other services of the same host', () => {
        expect(elsewhere(ping, [check('web02', 'Ping'), {...check('web01', 'Ping', 'OK')}])).toEqual([]);
    });
});
