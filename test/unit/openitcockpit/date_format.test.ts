import {describe, expect, it} from 'vitest';
import {timeReader} from '../../../server-proxy/src/openitcockpit/date_format';
import {secondsOf} from '../../../server-proxy/src/openitcockpit/durations';
import {duration, stampOf} from '../../support/openitcockpit/time_format';

/** What openITCOCKPIT 4 and 5 offer (UsersTable::getDateformats). */
const OFFERED = [
    'F j, Y H:i:s',
    'm-d-Y H:i:s',
    'm-d-Y H:i',
    'm-d-Y h:i:s A',
    'H:i:s m-d-Y',
    'j F Y, H:i:s',
    'd.m.Y - H:i:s',
    'd.m.Y - h:i:s A',
    'H:i:s - d.m.Y',
    'H:i - d.m.Y',
    'Y-m-d H:i',
    'Y-m-d H:i:s',
];
const ZONES = [
    'UTC',
    'Europe/Berlin',
    'America/New_York',
    'America/St_Johns',
    'Asia/Kolkata',
    'Asia/Kathmandu',
    'Australia/Lord_Howe',
    'Pacific/Chatham',
    'Pacific/Apia',
];
const HOUR = 3600;
const DAY = 24 * HOUR;
const seconds = (text: string) => Date.parse(text) / 1000;

/** When the clocks of a zone change in 2026. */
const changesOf = (zone: string): number[] => {
    const stamp = stampOf('Y-m-d H:i:s', zone);
    const offset = (at: number) => seconds(`${stamp(at).replace(' ', 'T')}Z`) - at;
    return Array.from({length: 365}, (_, day) => seconds('2026-01-01T00:00:00Z') + day * DAY)
        .filter((at) => offset(at) !== offset(at + DAY))
        .map((start) => {
            let [before, after] = [start, start + DAY];
            while (after - before > 1) {
                const middle = Math.floor((before + after) / 2);
                [before, after] = offset(middle) === offset(start) ? [middle, after] : [before, middle];
            }
            return after;
        });
};
const CHANGES = new Map(ZONES.map((zone) => [zone, changesOf(zone)]));

const momentsOf = (zone: string): number[] => [
    seconds('2026-01-15T00:00:00Z'),
    seconds('2026-07-15T12:00:00Z'),
    seconds('2026-12-31T23:59:59Z'),
    seconds('2028-02-29T05:06:07Z'),
    ...(CHANGES.get(zone) ?? []).flatMap((change) =>
        [-2 * HOUR, -HOUR - 1, -HOUR, -1800, -1, 0, 1, 1799, 1800, HOUR - 1, HOUR, 2 * HOUR].map((by) => change + by),
    ),
];

const readerOf = (format: string, zone: string) => {
    const reader = timeReader(format, zone);
    if (!reader) {
        throw new Error(`${format} in ${zone} is not known`);
    }
    return reader;
};

describe('times as openITCOCKPIT writes them', () => {
    it('zones of the test change their clocks, or do not', () => {
        expect(CHANGES.get('Europe/Berlin')).toEqual([
            seconds('2026-03-29T01:00:00Z'),
            seconds('2026-10-25T01:00:00Z'),
        ]);
        expect([...CHANGES.values()].filter(({length}) => length === 2)).toHaveLength(5);
    });

    it.each(ZONES.flatMap((zone) => OFFERED.map((format) => [format, zone] as const)))(
        '%s in %s: there and back',
        (format, zone) => {
            const read = readerOf(format, zone);
            const stamp = stampOf(format, zone);
            const repeated = zone === 'Australia/Lord_Howe' ? HOUR / 2 : HOUR;
            const [length, step] = format.includes('s') ? [0, 1] : [59, 60];
            for (const at of momentsOf(zone)) {
                const text = stamp(at);
                const start = Math.floor(at / step) * step;
                const alike = [start - repeated, start, start + repeated].filter((other) => stamp(other) === text);
                expect(read(text), `${text} of ${new Date(at * 1000).toISOString()}`).toEqual({
                    earliest: Math.min(...alike),
                    latest: Math.max(...alike) + length,
                });
            }
        },
    );

    it('a format without seconds leaves the whole minute', () => {
        expect(readerOf('H:i - d.m.Y', 'Europe/Berlin')('14:30 - 24.11.2026')).toEqual({
            earliest: seconds('2026-11-24T13:30:00Z'),
            latest: seconds('2026-11-24T13:30:59Z'),
        });
    });

    it('the hour that clocks show twice: from its first to its second pass', () => {
        expect(readerOf('H:i:s - d.m.Y', 'Europe/Berlin')('02:30:15 - 25.10.2026')).toEqual({
            earliest: seconds('2026-10-25T00:30:15Z'),
            latest: seconds('2026-10-25T01:30:15Z'),
        });
        expect(readerOf('Y-m-d H:i', 'Australia/Lord_Howe')('2026-04-05 01:45')).toEqual({
            earliest: seconds('2026-04-04T14:45:00Z'),
            latest: seconds('2026-04-04T15:15:59Z'),
        });
    });

    it('a time that the clocks left out is none: openITCOCKPIT cannot have shown it', () => {
        expect(readerOf('H:i:s - d.m.Y', 'Europe/Berlin')('02:30:15 - 29.03.2026')).toBeUndefined();
        expect(readerOf('H:i:s - d.m.Y', 'UTC')('02:30:15 - 29.03.2026')).toBeDefined();
    });

    it.each([
        ['m-d-Y h:i:s A', '11-24-2026 12:00:00 AM', '2026-11-24T00:00:00Z'],
        ['m-d-Y h:i:s A', '11-24-2026 12:00:00 PM', '2026-11-24T12:00:00Z'],
        ['F j, Y H:i:s', 'May 3, 2026 00:00:00', '2026-05-03T00:00:00Z'],
        ['M j y, g:i:s a', 'Sep 3 26, 1:02:03 pm', '2026-09-03T13:02:03Z'],
        ['\\T\\h\\e j.n.Y \\\\ G:i:s', 'The 3.9.2026 \\ 7:02:03', '2026-09-03T07:02:03Z'],
        ['(d|m|Y) [H:i:s] $^*+?', '(03|09|2026) [07:02:03] $^*+?', '2026-09-03T07:02:03Z'],
    ])('%s: %s', (format, text, iso) => {
        expect(readerOf(format, 'UTC')(text)).toEqual({earliest: seconds(iso), latest: seconds(iso)});
    });

    it.each([
        ['H:i:s - d.m.Y', 'Europe/Berlin', '01:00:00 - 01.01.1970'],
        ['H:i - d.m.Y', 'America/New_York', '19:00 - 31.12.1969'],
        ['d.m.y H:i', 'UTC', '01.01.70 00:00'],
    ])('%s in %s: %s is never', (format, zone, text) => {
        expect(readerOf(format, zone)(text)).toBe('never');
    });

    it.each([
        '',
        ' ',
        'never',
        '36 seconds ago',
        '10:00:00 - 24.11.2026 ',
        '10:00:00 - 31.04.2026',
        '10:00:00 - 29.02.2026',
        '10:00:00 - 00.01.2026',
        '10:00:00 - 01.13.2026',
        '24:00:00 - 01.01.2026',
        '10:60:00 - 01.01.2026',
        '10:00:60 - 01.01.2026',
        '2026-11-24 10:00:00',
        '١٠:٠٠:٠٠ - ٢٤.١١.٢٠٢٦',
    ])('"%s" is no time', (text) => {
        expect(readerOf('H:i:s - d.m.Y', 'Europe/Berlin')(text)).toBeUndefined();
    });

    it.each(['00:10:00 AM 01.01.2026', '13:10:00 AM 01.01.2026', '10:10:00 am 01.01.2026'])('%s is none', (text) => {
        expect(readerOf('h:i:s A d.m.Y', 'UTC')(text)).toBeUndefined();
    });

    it.each([
        ...['', 'd.m.Y', 'H:i', 'd.m. H:i', 'h:i:s d.m.Y', 'D, d.m.Y H:i:s', 'd.m.Y H:i:s T', 'U', 'c', 'l jS F Y H:i'],
        ...['jnY H:i', 'd.m.Y d H:i', 'q d.m.Y H:i', 'H:i:s j1 m Y'],
        'D\\a\\y j.n.y G:i',
    ])('the format "%s" is not known', (format) => {
        expect(timeReader(format, 'UTC')).toBeUndefined();
    });

    it.each(['', 'Mars/Olympus_Mons', 'Berlin'])('the zone "%s" is not known', (zone) => {
        expect(timeReader('H:i:s - d.m.Y', zone)).toBeUndefined();
    });
});

describe('how long a state has lasted', () => {
    it.each([
        ['0s', 0],
        ['4m 0s', 240],
        ['1h 0m 6s', 3606],
        ['30D 23h 59m 59s', 31 * 86_400 - 1],
        ['56Y 10M 23D 3h 24m 18s', seconds('2026-11-24T03:24:18Z')],
        // Units of the Ukrainian translation.
        ['1M. 0D 0h 1м 2s', 31 * 86_400 + 62],
    ])('%s', (words, expected) => {
        expect(secondsOf(words)).toBe(expected);
    });

    it('any length is found again', () => {
        for (let length = 1; length < 60 * 365 * 86_400; length = Math.ceil(length * 1.37)) {
            expect(secondsOf(duration(length)), duration(length)).toBe(length);
        }
    });

    it.each(['', 's', '-5s', '5', '5s 6', '1Y 1M 1D 1h 1m 1s 1x'])('"%s" says nothing', (words) => {
        expect(secondsOf(words)).toBeUndefined();
    });
});
