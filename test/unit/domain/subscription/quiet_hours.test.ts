import {describe, expect, it} from 'vitest';
import {areQuietFor, quietUntil} from '../../../../server-proxy/src/domain/subscription/quiet_hours';
import type {QuietHours} from '../../../../server-proxy/src/domain/subscription/subscription';
import {subscription} from '../../../support/app/subscriptions';

const at = (time: string): number => Date.parse(time) / 1000;
const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7];
const NIGHT: QuietHours = {
    timeZone: 'Europe/Berlin',
    days: EVERY_DAY,
    from: '22:00',
    to: '06:00',
    criticalToo: false,
};
const untilOf = (hours: Partial<QuietHours>, now: string): string | undefined => {
    const until = quietUntil({...NIGHT, ...hours}, at(now));
    return until === undefined ? undefined : new Date(until * 1000).toISOString();
};

describe('quiet hours', () => {
    it.each([
        ['2026-11-24T20:59:59Z', undefined],
        ['2026-11-24T21:00:00Z', '2026-11-25T05:00:00.000Z'],
        ['2026-11-25T04:59:59Z', '2026-11-25T05:00:00.000Z'],
        ['2026-11-25T05:00:00Z', undefined],
    ])('over night, at %s: until %s', (now, until) => expect(untilOf({}, now)).toBe(until));

    it('end on the same day, if their end is after their beginning', () => {
        const noon = {from: '12:00', to: '13:30'};
        expect(untilOf(noon, '2026-11-24T11:30:00Z')).toBe('2026-11-24T12:30:00.000Z');
        expect(untilOf(noon, '2026-11-24T13:00:00Z')).toBeUndefined();
    });

    it('begin on their days only, and last into the next', () => {
        // 2026-11-27 is a Friday.
        expect(untilOf({days: [5]}, '2026-11-28T03:00:00Z')).toBe('2026-11-28T05:00:00.000Z');
        expect(untilOf({days: [5]}, '2026-11-28T22:00:00Z')).toBeUndefined();
        expect(untilOf({days: []}, '2026-11-28T03:00:00Z')).toBeUndefined();
    });

    it('quiet hours with from = to last a whole day', () => {
        const days = {from: '07:00', to: '07:00', days: [6]};
        expect(untilOf(days, '2026-11-28T05:59:59Z')).toBeUndefined();
        expect(untilOf(days, '2026-11-28T06:00:00Z')).toBe('2026-11-29T06:00:00.000Z');
        expect(untilOf(days, '2026-11-29T05:59:59Z')).toBe('2026-11-29T06:00:00.000Z');
        expect(untilOf(days, '2026-11-29T06:00:00Z')).toBeUndefined();
    });

    it('quiet hours with an unknown zone never begin', () => {
        expect(untilOf({timeZone: 'Mars/Olympus'}, '2026-11-24T23:00:00Z')).toBeUndefined();
        expect(untilOf({timeZone: ''}, '2026-11-24T23:00:00Z')).toBeUndefined();
    });

    describe('in the night in which clocks change', () => {
        it('are an hour shorter when they go forward', () => {
            expect(untilOf({}, '2026-03-28T21:00:00Z')).toBe('2026-03-29T04:00:00.000Z');
            expect(untilOf({}, '2026-03-29T03:59:59Z')).toBe('2026-03-29T04:00:00.000Z');
        });

        it('are an hour longer when they go back', () => {
            expect(untilOf({}, '2026-10-24T20:00:00Z')).toBe('2026-10-25T05:00:00.000Z');
        });

        it('begin later, if their beginning is in the hour that is left out', () => {
            expect(untilOf({from: '02:30', to: '05:00'}, '2026-03-29T01:29:00Z')).toBeUndefined();
            expect(untilOf({from: '02:30', to: '05:00'}, '2026-03-29T01:30:00Z')).toBe('2026-03-29T03:00:00.000Z');
        });

        it('end with the second of two hours, if their end is in the hour that comes twice', () => {
            expect(untilOf({to: '02:30'}, '2026-10-25T00:45:00Z')).toBe('2026-10-25T01:30:00.000Z');
        });
    });
});

describe('a channel with several subscriptions', () => {
    const now = at('2026-11-24T23:00:00Z');
    const quiet = subscription('c', {}, {quietHours: NIGHT});
    const quieter = subscription('c', {}, {quietHours: {...NIGHT, to: '08:00', criticalToo: true}});

    it('is quiet until the first of them is awake', () => {
        expect(areQuietFor([quieter, quiet], 'warning', now)).toBe(at('2026-11-25T05:00:00Z'));
        expect(areQuietFor([quieter, quiet], 'critical', now)).toBeUndefined();
        expect(areQuietFor([quieter], 'critical', now)).toBe(at('2026-11-25T07:00:00Z'));
    });

    it('is awake, where one has no quiet hours, or nobody has subscribed', () => {
        expect(areQuietFor([quiet, subscription('c')], 'warning', now)).toBeUndefined();
        expect(areQuietFor([], 'warning', now)).toBeUndefined();
    });
});
