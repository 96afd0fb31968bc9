import {describe, expect, it} from 'vitest';
import {NOTIFICATION_TYPES} from '#contract';
import {parseNotification} from '../../../../server-proxy/src/domain/alert/notification';
import {HOST_UUID, problem, SERVICE_UUID} from '../../../support/app/problem';

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

    it('belongs to the last problem only when none is open', () => {
        const ids = {problemid: '', lastproblemid: 'old'};
        const idOf = (fields: Record<string, unknown>) => parseNotification(host(fields)).problemId;
        expect(idOf({...ids, state: '1'})).toBe('');
        expect(idOf({...ids, state: '1', notificationtype: 'RECOVERY'})).toBe('old');
        expect(idOf({...ids, state: '0', notificationtype: 'DOWNTIMESTART'})).toBe('old');
        expect(idOf({...ids, state: '0', problemid: ' new '})).toBe('new');
        expect(idOf({...ids, state: '0', problemid: ' 0 '})).toBe('old');
    });

    it('does not mind spaces, nor fields that an HTTP client leaves empty', () => {
        const fields = {type: ' Host ', notificationtype: ' problem ', hostuuid: ` ${HOST_UUID.toUpperCase()} `};
        expect(parseNotification(host({...fields, output: null, ackauthor: undefined}))).toMatchObject({
            target: {host: {uuid: HOST_UUID}},
            notificationType: 'PROBLEM',
            output: '',
            author: '',
        });
    });

    it.each([
        ['1795489000', 1_795_489_000],
        [' 1795489000 ', 1_795_489_000],
        ['99999999998', 99_999_999_998],
    ])('%j is a time', (laststatechange, since) => {
        expect(parseNotification(host({laststatechange, time: laststatechange}))).toMatchObject({since, time: since});
    });

    it.each([undefined, '', ' ', '0', '-1', '1.5', 'now', '99999999999', '$TIMET$'])('%j is no time', (time) => {
        const alert = parseNotification(host({laststatechange: time, time}));
        expect(alert).not.toHaveProperty('since');
        expect(alert).not.toHaveProperty('time');
    });

    it.each([
        [undefined, false],
        ['', true],
        ['1', true],
        [true, true],
        [false, false],
        ['0', false],
        ['no', false],
        [' OFF ', false],
    ])('no-emoji %j: %s', (value, wanted) => {
        expect(parseNotification(host({'no-emoji': value})).noEmoji).toBe(wanted);
    });

    it.each([
        ['', 'two', 'two'],
        ['one', ' ', 'one'],
        [' ', ' ', ''],
    ])('has no empty lines around the output: %j and %j', (output, longoutput, wanted) => {
        expect(parseNotification(host({output, longoutput})).output).toBe(wanted);
    });

    it('turns literal \\n of long output into lines', () => {
        expect(parseNotification(host({output: 'one', longoutput: 'two\\nthree'})).output).toBe('one\ntwo\nthree');
    });

    it.each([
        [{type: 'Hots'}, 'type "Hots" is unknown'],
        [{type: ''}, 'send Host or Service'],
        [{hostuuid: ''}, 'hostuuid is missing'],
        [{hostuuid: '$HOSTNAME$'}, 'hostuuid "$HOSTNAME$" is not a UUID'],
        [{hostuuid: ''}, 'send $HOSTNAME$'],
        [{hostuuid: `x${HOST_UUID}`}, 'is not a UUID'],
        [{hostuuid: `${HOST_UUID}0`}, 'is not a UUID'],
        [{type: 'Service'}, 'serviceuuid is missing: send $SERVICEDESC$'],
        [{state: 'x'}, 'state "x" is not a host state: send 0 to 2 ($HOSTSTATEID$)'],
        [{type: 'Service', state: 'x'}, 'is not a service state: send 0 to 3 ($SERVICESTATEID$)'],
        [{state: '7'}, 'state "7"'],
        [{state: ''}, 'state ""'],
        [{notificationtype: 'PARTY'}, 'notificationtype "PARTY" is unknown'],
        [{colour: 'red'}, 'unknown field "colour"'],
        [{output: {}}, 'field "output" must be text'],
    ])('names what is wrong: %j', (wrong, sentence) => {
        const refusal = expect.objectContaining({code: 'bad_request', message: expect.stringContaining(sentence)});
        expect(() => parseNotification(host(wrong))).toThrow(refusal);
    });

    it('bounds huge and binary output', () => {
        const {output} = parseNotification(host({output: `${'\u0000\ud800'.repeat(500_000)}`}));
        expect(output.length).toBeLessThanOrEqual(1500);
    });
});
