import {describe, expect, it} from 'vitest';
import {lastTimes, nextTime, parseSchedule, whyNotSchedule} from '../../../../server-proxy/src/domain/shift/schedule';
import {parseSpan} from '../../../../server-proxy/src/domain/shift/span';
import {readSubscriptions, whyNotSubscriptions} from '../../../../server-proxy/src/domain/subscription/schema';

const at = (iso: string): number => Date.parse(iso) / 1000;
const iso = (seconds: number | undefined): string => new Date((seconds ?? 0) * 1000).toISOString();
const ZONE = 'Europe/Berlin';

describe('a schedule', () => {
    it.each([
        ['06:00', {cron: '0 6 * * *', timeZone: ZONE}],
        ['22:30, 6:30 14:30', {cron: '30 6,14,22 * * *', timeZone: ZONE}],
        ['06:00 14:00 Asia/Tokyo', {cron: '0 6,14 * * *', timeZone: 'Asia/Tokyo'}],
        ['0 6 * * 1-5', {cron: '0 6 * * 1-5', timeZone: ZONE}],
        ['0 6 * * 1-5 UTC', {cron: '0 6 * * 1-5', timeZone: 'UTC'}],
        ['06:00 14:30', undefined],
        ['06:00 UTC more', undefined],
        ['25:00', undefined],
        ['soon', undefined],
        ['', undefined],
        ['0 0 6 * * * UTC', undefined],
    ])('reads %j', (typed, expected) => {
        expect(parseSchedule(typed, ZONE)).toEqual(expected);
    });

    it.each([
        ['0 6 * * *', ZONE, undefined],
        ['0 * * * *', ZONE, undefined],
        ['*/30 * * * *', ZONE, 'tooOften'],
        ['0,1 6 * * *', ZONE, 'tooOften'],
        ['0 0 30 2 *', ZONE, 'never'],
        ['0 99 * * *', ZONE, 'pattern'],
        ['a b c d e', ZONE, 'pattern'],
        ['0 6 * * *', 'Mars/Base', 'timeZone'],
    ])('%s in %s: %s', (cron, timeZone, mistake) => {
        expect(whyNotSchedule({cron, timeZone}, at('2026-11-24T00:00:00Z'))).toBe(mistake);
    });

    it.each([
        ['0 6 * * * ../../etc/passwd', 'timeZone'],
        ['0 6 * * * Europe/Berlin;rm', 'timeZone'],
        ['0 6 * * * @all', 'timeZone'],
        ['06:00 Mars/Base', 'timeZone'],
        ['06:00 \u202eUTC', 'timeZone'],
        ['0 0 1-99999999999 * *', 'pattern'],
        ['0-2147483647 0 * * *', 'pattern'],
        ['*/0 * * * *', 'pattern'],
        ['0 */99999999999999999999 * * *', 'pattern'],
        ['* * * * *', 'tooOften'],
        ['*/1 */1 */1 */1 */1', 'tooOften'],
        ['0 0 31 2,4,6,9,11 *', 'never'],
        ['0 0 30 2 *', 'never'],
        ['@secondly a b c d', 'pattern'],
        ['0 0 * * MON#9', 'pattern'],
        [`0 0 * * ${'1,'.repeat(5000)}1`, 'pattern'],
        [`${'*/5,'.repeat(20)}* * * * *`, 'tooOften'],
    ])('a bomb or nonsense, %j: %s, in no time', (typed, mistake) => {
        const parsed = parseSchedule(typed, ZONE);
        expect(parsed ? whyNotSchedule(parsed, at('2026-11-24T00:00:00Z')) : 'pattern').toBe(mistake);
    });

    it('keeps the wall clock when the clocks change', () => {
        const daily = {cron: '0 6 * * *', timeZone: ZONE};
        expect(iso(nextTime(daily, at('2026-03-28T06:00:00Z')))).toBe('2026-03-29T04:00:00.000Z');
        expect(iso(nextTime(daily, at('2026-10-24T06:00:00Z')))).toBe('2026-10-25T05:00:00.000Z');
        expect(lastTimes(daily, at('2026-10-25T05:00:00Z')).map(iso)).toEqual([
            '2026-10-25T05:00:00.000Z',
            '2026-10-24T04:00:00.000Z',
        ]);
    });

    it('is in the document of the subscriptions, where a wrong one is refused', () => {
        const handover = {channelId: 'c', cron: '0 6 * * *', timeZone: ZONE, by: {userId: '', username: '', at: 0}};
        const document = (one: object) => ({version: 1, subscriptions: [], handovers: [one]});
        expect(readSubscriptions(document(handover)).handovers).toEqual([handover]);
        expect(readSubscriptions({version: 1, subscriptions: []}).handovers).toBeUndefined();
        for (const wrong of [{cron: 'x'}, {timeZone: 'Mars/Base'}, {channelId: ''}, {by: undefined}, {more: 1}]) {
            expect(whyNotSubscriptions(document({...handover, ...wrong}))).toMatch(/^handovers\.0/);
        }
    });
});

describe('a span', () => {
    it.each([
        ['24h', 86_400],
        ['7d', 604_800],
        ['4W', 2_419_200],
        ['31d', 2_678_400],
        ['1h', 3600],
        ['32d', undefined],
        ['0h', undefined],
        ['5m', undefined],
        ['d', undefined],
        ['7', undefined],
        ['-7d', undefined],
        ['9999d', undefined],
    ])('%s is %s seconds', (typed, seconds) => {
        expect(parseSpan(typed)).toBe(seconds);
    });
});
