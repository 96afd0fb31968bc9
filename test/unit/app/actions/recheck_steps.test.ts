import {describe, expect, it} from 'vitest';
import {strategyOf} from '../../../../server-proxy/src/app/actions';
import {recheck} from '../../../../server-proxy/src/app/actions/recheck';
import {failed, isFailure} from '../../../../server-proxy/src/app/actions/strategy';
import type {ObjectStatus} from '../../../../server-proxy/src/app/catch_up/readings_port';
import {momentAt} from '../../../../server-proxy/src/domain/alert/moment';
import {reading} from '../../../../server-proxy/src/domain/alert/observation';
import {textsOf} from '../../../../server-proxy/src/domain/texts';

import {inEnglish, StrategyContext, statusOf} from '../../../support/app/strategy_context';
import {NOW, pendingOf} from '../../../support/records';
import {BEGAN, recordAfter, recovery, said} from '../../../support/words';

const TEXTS = textsOf('en').alerts;
const WORDS = textsOf('en').actions;
const SENT = NOW - BEGAN;
const HOST = {type: 'Host', serviceuuid: '', state: '1'};
const open = () => recordAfter(said('PROBLEM', 10));
const asked = (hostAndServices = false, more: object = {}) => {
    const request = {kind: 'recheck', hostAndServices} as const;
    return {...pendingOf(request), request, ...more};
};
const sent = (before = 'CRITICAL 10:00:00 - 24.11.2026') => asked(false, {sentAt: NOW, attempts: 1, before});
const checked = (seconds?: number, more: Partial<ObjectStatus> = {}): ObjectStatus =>
    statusOf(seconds, {lastCheck: '10:17:00 - 24.11.2026', ...more});

describe('a recheck can be asked for', () => {
    it.each([
        ['of a problem', open(), undefined],
        ['not of what is over', recordAfter(said('PROBLEM', 10), recovery(20)), WORDS.problemOver],
        ['not of nothing', undefined, WORDS.problemOver],
    ])('%s', (_what, record, refusal) => {
        expect(recheck.whyNot(record, textsOf('en'))).toBe(refusal);
    });
});

describe('before a recheck is sent', () => {
    const first = (status: ObjectStatus) => recheck.checkFirst(new StrategyContext(status).context, open(), asked());

    it('nothing is in its way', async () => {
        expect(await first(statusOf(SENT))).toBeUndefined();
    });

    it('the core must check the object at all', async () => {
        expect(inEnglish(await first({...statusOf(SENT), activeChecks: false}))).toEqual({
            result: 'not_sent',
            sentence: WORDS.noActiveChecks,
        });
    });

    it('the object must be monitored, and the API key may edit it', async () => {
        const {state: _state, ...unmonitored} = statusOf(SENT, {activeChecks: false});
        expect(inEnglish(await first(unmonitored))).toEqual({result: 'not_sent', sentence: TEXTS.notMonitored});
        expect(inEnglish(await first({...statusOf(SENT), mayEdit: false}))).toEqual({
            result: 'not_sent',
            sentence: TEXTS.notEditable('Ping on web01'),
        });
    });

    it('state and time of the last check are noted', async () => {
        const {context} = new StrategyContext(checked(SENT));
        expect(await recheck.before?.(context, open(), asked())).toBe('CRITICAL 10:17:00 - 24.11.2026');
        const {state: _state, ...unmonitored} = checked(SENT);
        expect(await recheck.before?.(new StrategyContext(unmonitored).context, open(), asked())).toBe(
            'CRITICAL 10:17:00 - 24.11.2026',
        );
    });

    it.each([
        ['a host', HOST, false, false],
        ['a host and its services', HOST, true, true],
        ['a service, which has none', {}, true, false],
    ])('it is told what to check: %s', async (_what, fields, asks, hostAndServices) => {
        const {context, monitoring} = new StrategyContext(statusOf(SENT));
        await recheck.send(context, recordAfter(said('PROBLEM', 10, fields)), asked(asks));
        expect(monitoring.rechecks).toEqual([{hostAndServices}]);
    });
});

describe('a recheck that was sent', () => {
    const readBack = (status: ObjectStatus, action = sent()) =>
        recheck.readBack(new StrategyContext(status).context, open(), action, true);

    it.each([
        ['another time of the last check', checked(SENT + 3), 'CRITICAL'],
        ['a check of the second of the command, as far as clocks are compared', checked(SENT - 2), 'CRITICAL'],
        ['another time, where that cannot be dated', checked(), 'CRITICAL'],
    ])('is done by %s', async (_law, status, was) => {
        expect(await readBack(status)).toMatchObject({result: 'confirmed', was, read: {status}});
    });

    it('is done where nothing was noted before', async () => {
        const {before: _before, ...action} = sent();
        expect(await readBack(checked(SENT), action)).toMatchObject({result: 'confirmed', was: ''});
    });

    it.each([
        ['while the last check is the same', checked(SENT + 3, {lastCheck: '10:00:00 - 24.11.2026'})],
        ['by a check from before the command', checked(SENT - 3)],
    ])('is not done %s', async (_law, status) => {
        expect(await readBack(status)).toBeUndefined();
    });

    it('is not done while the object is not monitored', async () => {
        const {state: _state, ...unmonitored} = checked(SENT + 3);
        expect(await readBack(unmonitored)).toBeUndefined();
    });

    it('says how long was waited for it', () => {
        expect(recheck.notSeen(textsOf('en'), 15)).toBe(WORDS.recheckNotSeen(15));
    });
});

describe('what becomes of a recheck', () => {
    const conclude = (status: ObjectStatus, was = 'CRITICAL') =>
        recheck.conclude(
            open(),
            asked(),
            {
                result: 'confirmed',
                was,
                read: {status, observation: reading(status, NOW + 5, NOW + 5)},
            },
            textsOf('en'),
            NOW + 5,
        );
    const WHO = 'Jane Roe (@\u200bjane)';

    it('of the same state is told with its output, and changes nothing', () => {
        expect(conclude(checked(SENT + 3, {output: 'rta *900ms*'}))).toEqual({
            record: open(),
            message: '',
            weight: 'info',
            threadLine: `${WORDS.rechecked(WHO, 'CRITICAL')}: rta \\*900ms\\*`,
        });
    });

    it('of another state is told as a change, and gets into the post', () => {
        const end = conclude(checked(SENT + 3, {state: 'OK', output: '', stateSince: momentAt(NOW)}));
        expect(end.threadLine).toBe(WORDS.recheckedChanged(WHO, 'CRITICAL', 'OK'));
        expect(end.record).toMatchObject({look: 'recovered', recoveredAt: NOW});
    });

    it('has its output cut to a line', () => {
        const {threadLine} = conclude(checked(SENT + 3, {output: `a\n${'b'.repeat(500)}`}));
        expect(threadLine).toMatch(/: a b+…$/);
        expect(threadLine).toHaveLength(WORDS.rechecked(WHO, 'CRITICAL').length + 2 + 300);
    });

    it('of what is not monitored any more has no state', () => {
        const {state: _state, ...unmonitored} = checked(SENT + 3, {output: ''});
        expect(conclude(unmonitored).threadLine).toBe(WORDS.recheckedChanged(WHO, 'CRITICAL', ''));
    });

    it('that failed changes nothing, and who asked is told why', () => {
        const current = open();
        expect(
            recheck.conclude(
                current,
                asked(),
                failed('not_sent', () => 'Nothing answers.'),
                textsOf('en'),
                NOW,
            ),
        ).toEqual({
            record: current,
            message: `${WORDS.recheckFailed}: Nothing answers.`,
            weight: 'warning',
            threadLine: '',
        });
    });
});

describe('every kind of action', () => {
    it.each([
        ['acknowledge', true],
        // Until it is gone the post shows the acknowledgement.
        ['remove_acknowledgement', false],
        ['schedule_downtime', true],
        ['cancel_downtime', true],
        ['recheck', true],
    ] as const)('has its way: %s, which shows at once: %s', (kind, showsAtOnce) => {
        expect(strategyOf(kind)?.showsAtOnce).toBe(showsAtOnce);
    });

    it('but one that a newer version stored', () => {
        expect(strategyOf('reboot' as never)).toBeUndefined();
    });

    it('fails with a sentence, and with nothing else', () => {
        expect(isFailure(failed('replaced', () => 'Another post shows it.'))).toBe(true);
        expect(isFailure({result: 'not_sent'})).toBe(false);
    });
});
