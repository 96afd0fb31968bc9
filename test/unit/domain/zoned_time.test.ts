import {describe, expect, it} from 'vitest';
import {
    isTimeZone,
    momentOf as momentOfPlain,
    momentsOf,
    plainTime,
    type WallTime,
    zonedTime,
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

const momentOf = (time: WallTime, zone: string, which: 'first' | 'last') => {
    const plain = plainTime(time);
    return plain && momentOfPlain(plain, zone, which);
};
const wallTime = (moment: number, zone: string): WallTime => {
    const {year, month, day, hour, minute} = zonedTime(moment, zone);
    return {year, month, day, hour, minute};
};

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

    it('all moments of a time: one, two or none', () => {
        expect(momentsOf(wall(2026, 10, 25, 4, 30), BERLIN)).toEqual([at('2026-10-25T03:30:00Z')]);
        expect(momentsOf(wall(2026, 10, 25, 2, 30), BERLIN)).toEqual([
            at('2026-10-25T00:30:00Z'),
            at('2026-10-25T01:30:00Z'),
        ]);
        expect(momentsOf(wall(2026, 3, 29, 2, 30), BERLIN)).toEqual([]);
        expect(momentsOf(wall(2026, 2, 29, 2, 30), BERLIN)).toEqual([]);
        // Samoa went over the date line and left a day out.
        expect(momentsOf(wall(2011, 12, 30, 12, 0), 'Pacific/Apia')).toEqual([]);
        expect(momentOf(wall(2011, 12, 30, 12, 0), 'Pacific/Apia', 'last')).toBe(at('2011-12-30T22:00:00Z'));
    });

    it('knows what no calendar has', () => {
        expect(plainTime(wall(2026, 2, 28, 23, 59))).toBeDefined();
        for (const time of [
            wall(2026, 2, 29, 0, 0),
            wall(2026, 4, 31, 0, 0),
            wall(2026, 1, 1, 24, 0),
            wall(2026, 13, 1, 0, 0),
            wall(2026, 1, 1, 10, 60),
            wall(26, 1, 1, 0, 0),
        ]) {
            expect(plainTime(time)).toBeUndefined();
        }
    });
});

it('a zone is one that this machine knows', () => {
    expect(isTimeZone(BERLIN)).toBe(true);
    expect(isTimeZone('')).toBe(false);
    expect(isTimeZone('Mars/Base')).toBe(false);
});
