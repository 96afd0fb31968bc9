import {describe, expect, it} from 'vitest';
import {NOTIFICATION_TYPES} from '#contract';
import {parseNotification} from '../../../server-proxy/src/domain/notification';
import {HOST_UUID, problem, SERVICE_UUID} from '../../support/app/harness';

const host = (more: Record<string, unknown> = {}) => ({
    type: 'Host',
    notificationtype: 'PROBLEM',
    hostuuid: HOST_UUID,
    state: '1',
    ...more,
});

describe('parseNotification', () => {
    it('reads the flags of the built-in module', () => {
        expect(parseNotification(problem({ackauthor: 'Jane', ackcomment: 'on it', 'no-emoji': true}))).toEqual({
            target: {host: {uuid: HOST_UUID, name: 'web01'}, service: {uuid: SERVICE_UUID, name: 'Ping'}},
            notificationType: 'PROBLEM',
            state: 'CRITICAL',
            output: 'rta nan, lost 100%',
            problemId: 'problem-1',
            since: 1_795_489_000,
            author: 'Jane',
            comment: 'on it',
            channel: '',
            noEmoji: true,
        });
    });

    it.each(NOTIFICATION_TYPES)('knows the type %s', (notificationtype) => {
        expect(parseNotification(host({notificationtype})).notificationType).toBe(notificationtype);
    });

    it.each([
        ['Host', '0', 'UP'],
        ['HOST', '1', 'DOWN'],
        ['host', '2', 'UNREACHABLE'],
        ['Host', 'down', 'DOWN'],
        ['Service', '0', 'OK'],
        ['service', 1, 'WARNING'],
        ['SERVICE', '2', 'CRITICAL'],
        ['Service', 'UNKNOWN', 'UNKNOWN'],
    ])('%s %s is %s', (type, state, wanted) => {
        expect(parseNotification(problem({type, state})).state).toBe(wanted);
    });

    it('takes empty values as the core sends them', () => {
        const alert = parseNotification(
            host({output: '', ackauthor: '', problemid: '0', lastproblemid: '', hostname: ''}),
        );
        expect(alert).toMatchObject({output: '', problemId: '', target: {host: {name: HOST_UUID}}});
    });

    it('uses the last problem id on recovery', () => {
        expect(parseNotification(host({state: '0', problemid: '', lastproblemid: 'p'})).problemId).toBe('p');
    });

    it('turns literal \\n of long output into lines', () => {
        expect(parseNotification(host({output: 'one', longoutput: 'two\\nthree'})).output).toBe('one\ntwo\nthree');
    });

    it.each([
        [{type: 'Hots'}, 'type "Hots" is unknown'],
        [{type: ''}, 'send Host or Service'],
        [{hostuuid: ''}, 'hostuuid is missing'],
        [{hostuuid: '$HOSTNAME$'}, 'hostuuid "$HOSTNAME$" is not a UUID'],
        [{type: 'Service'}, 'serviceuuid is missing'],
        [{state: 'x'}, 'state "x" is not a host state'],
        [{state: '7'}, 'state "7"'],
        [{state: ''}, 'state ""'],
        [{notificationtype: 'PARTY'}, 'notificationtype "PARTY" is unknown'],
        [{colour: 'red'}, 'unknown field "colour"'],
        [{output: {}}, 'field "output" must be text'],
    ])('names what is wrong: %j', (wrong, sentence) => {
        expect(() => parseNotification(host(wrong))).toThrow(sentence);
    });

    it('bounds huge and binary output', () => {
        const {output} = parseNotification(host({output: `${'\u0000\ud800'.repeat(500_000)}`}));
        expect(output.length).toBeLessThanOrEqual(1500);
    });
});
