import {describe, expect, it} from 'vitest';
import {
    chosenTimeZone,
    exists,
    isTimeZone,
    momentOf,
    plusDays,
    wallTime,
    weekday,
} from '../../../server-proxy/src/domain/zoned_time';

const BERLIN = 'Europe/Berlin';
const at = (text: string) => Date.parse(text) / 1000;
const wall = (year: number, month: number, day: number, hour: number, minute: number) => ({
    year,
    month,
    day,
    hour,
    minute,
});

describe('wall-clock times of a zone', () => {
    it.each([
        ['UTC', '2026-11-24T14:30:00Z', wall(2026, 11, 24, 14, 30)],
        [BERLIN, '2026-11-24T23:30:00Z', wall(2026, 11, 25, 0, 30)],
        ['America/New_York', '2026-07-01T02:00:00Z', wall(2026, 6, 30, 22, 0)],
        ['Asia/Kathmandu', '2026-01-01T00:00:00Z', wall(2026, 1, 1, 5, 45)],
        ['Pacific/Apia', '2026-01-01T12:00:00Z', wall(2026, 1, 2, 1, 0)],
    ])('there and back in %s', (zone, moment, time) => {
        expect(wallTime(at(moment), zone)).toEqual(time);
        expect(momentOf(time, zone, 'first')).toBe(at(moment));
        expect(momentOf(time, zone, 'last')).toBe(at(moment));
    });

    it('any moment of two years is found again, across all changes of the clock', () => {
        for (const zone of [BERLIN, 'America/New_York', 'Australia/Lord_Howe', 'America/St_Johns']) {
            for (
                let moment = at('2026-01-01T00:00:00Z');
                moment < at('2028-01-01T00:00:00Z');
                moment += 131 * 3600 + 1800
            ) {
                const time = wallTime(moment, zone);
                expect([momentOf(time, zone, 'first'), momentOf(time, zone, 'last')]).toContain(moment);
            }
        }
    });

    it('an hour that comes twice: the first or the last', () => {
        const time = wall(2026, 10, 25, 2, 30);
        expect(momentOf(time, BERLIN, 'first')).toBe(at('2026-10-25T00:30:00Z'));
        expect(momentOf(time, BERLIN, 'last')).toBe(at('2026-10-25T01:30:00Z'));
    });

    it('an hour that never comes is as much later', () => {
        expect(momentOf(wall(2026, 3, 29, 2, 30), BERLIN, 'first')).toBe(at('2026-03-29T01:30:00Z'));
        expect(wallTime(at('2026-03-29T01:30:00Z'), BERLIN)).toEqual(wall(2026, 3, 29, 3, 30));
    });

    it('days are those of the calendar, however long they are', () => {
        expect(plusDays(wall(2026, 12, 31, 8, 0), 1)).toEqual(wall(2027, 1, 1, 8, 0));
        expect(plusDays(wall(2028, 2, 28, 8, 0), 1)).toEqual(wall(2028, 2, 29, 8, 0));
        expect(weekday(wall(2026, 11, 24, 0, 0))).toBe(2);
    });

    it('knows what no calendar has', () => {
        expect(exists(wall(2026, 2, 28, 23, 59))).toBe(true);
        for (const time of [
            wall(2026, 2, 29, 0, 0),
            wall(2026, 4, 31, 0, 0),
            wall(2026, 1, 1, 24, 0),
            wall(2026, 13, 1, 0, 0),
            wall(2026, 1, 1, 10, 60),
            wall(26, 1, 1, 0, 0),
        ]) {
            expect(exists(time)).toBe(false);
        }
    });
});

describe('the zone of a Mattermost user', () => {
    it.each([
        [{useAutomaticTimezone: 'true', automaticTimezone: BERLIN, manualTimezone: 'UTC'}, BERLIN],
        [
            {useAutomaticTimezone: 'false', automaticTimezone: BERLIN, manualTimezone: 'America/New_York'},
            'America/New_York',
        ],
        [{useAutomaticTimezone: 'true', automaticTimezone: '', manualTimezone: 'UTC'}, ''],
        [{useAutomaticTimezone: 'false', manualTimezone: 'Nowhere/City'}, ''],
        [{useAutomaticTimezone: true, automaticTimezone: 7}, ''],
        [null, ''],
        ['Europe/Berlin', ''],
    ])('%j', (settings, zone) => expect(chosenTimeZone(settings)).toBe(zone));

    it('is one that this machine knows', () => {
        expect(isTimeZone(BERLIN)).toBe(true);
        expect(isTimeZone('')).toBe(false);
        expect(isTimeZone('Mars/Base')).toBe(false);
    });
});
