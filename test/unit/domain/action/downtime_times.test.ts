import {describe, expect, it} from 'vitest';
import {FIELD} from '#contract';
import {FieldError} from '../../../../server-proxy/src/domain/action/dialog';
import {type DowntimeOptions, parseDowntime} from '../../../../server-proxy/src/domain/action/downtime_dialog';
import {endOfPreset, parsePreset, presetLabel} from '../../../../server-proxy/src/domain/action/downtime_presets';
import {parseLength, parseMoment} from '../../../../server-proxy/src/domain/action/free_time';

const BERLIN = 'Europe/Berlin';
const at = (text: string) => Date.parse(text) / 1000;
/** Tuesday, 15:00 in Berlin. */
const NOW = at('2026-11-24T14:00:00Z');
const read = (raw: string, which: 'first' | 'last' = 'first') => parseMoment(raw, {zone: BERLIN, after: NOW, which});

describe('a time written by hand', () => {
    it.each([
        ['16:30', '2026-11-24T15:30:00Z'],
        ['16.30 Uhr', '2026-11-24T15:30:00Z'],
        ['4:30 pm', '2026-11-24T15:30:00Z'],
        ['4:30PM', '2026-11-24T15:30:00Z'],
        ['17 Uhr', '2026-11-24T16:00:00Z'],
        ['5pm', '2026-11-24T16:00:00Z'],
        ['1 am', '2026-11-25T00:00:00Z'],
        ['15:00', '2026-11-25T14:00:00Z'],
        ['12 am', '2026-11-24T23:00:00Z'],
        ['12:15 pm', '2026-11-25T11:15:00Z'],
        ['14:59', '2026-11-25T13:59:00Z'],
        ['00:00', '2026-11-24T23:00:00Z'],
        ['2026-12-31 14:30', '2026-12-31T13:30:00Z'],
        ['2026-12-31T14:30', '2026-12-31T13:30:00Z'],
        ['2026-12-31T14:30:00', '2026-12-31T13:30:00Z'],
        ['31.12.2026 14:30', '2026-12-31T13:30:00Z'],
        ['31.12.26, 14:30 Uhr', '2026-12-31T13:30:00Z'],
        ['31.12. 14:30', '2026-12-31T13:30:00Z'],
        ['1.2. 08:00', '2027-02-01T07:00:00Z'],
        [' 24.11.   16:30 ', '2026-11-24T15:30:00Z'],
        ['24. 11. 2026 16:30', '2026-11-24T15:30:00Z'],
        ['24.11.2020 10:00', '2020-11-24T09:00:00Z'],
        ['23.11. 15:00', '2026-11-23T14:00:00Z'],
        ['23.11. 14:59', '2027-11-23T13:59:00Z'],
        ['2020-01-01 10:00', '2020-01-01T09:00:00Z'],
    ])('%s', (raw, moment) => expect(read(raw)).toBe(at(moment)));

    it.each([
        '',
        'soon',
        '24:00',
        '25:00',
        'um 5 Uhr',
        '5 Uhr frueh',
        'am 24.11. 16:30',
        'on 2026-12-31 14:30',
        '0026-12-31 14:30',
        '12:60',
        '13 pm',
        '0 am',
        '2026-02-30 10:00',
        '31.4. 10:00',
        '24.11.',
        '2026-12-31',
        '14',
        '14:30Z',
        '2026-12-31T14:30:00.000Z',
        '12:30; rm -rf',
        `${'1'.repeat(5000)}:00`,
        '1h',
    ])('not %j', (raw) => expect(read(raw)).toBeUndefined());

    it('the end of an hour that comes twice is the later one', () => {
        expect(read('2027-10-31 02:30')).toBe(at('2027-10-31T00:30:00Z'));
        expect(read('2027-10-31 02:30', 'last')).toBe(at('2027-10-31T01:30:00Z'));
    });
});

describe('a length written by hand', () => {
    it.each([
        ['90m', 5400],
        ['1h', 3600],
        ['1h30m', 5400],
        ['+2 h', 7200],
        ['1 hour 30 minutes', 5400],
        ['2 Stunden', 7200],
        ['45 Min.', 2700],
        ['1 Tag 2 Std', 93_600],
        ['2d', 172_800],
        ['1 day', 86_400],
        ['12h', 43_200],
        ['1 hr', 3600],
        ['1 Stunde', 3600],
        ['45 min', 2700],
        ['1 minute', 60],
        ['2 Minuten', 120],
    ])('%s', (raw, seconds) => expect(parseLength(raw)).toBe(seconds));

    it.each(['', '+', '0m', '90', 'h', '1h 2h', '-1h', '14:30'])('not %j', (raw) =>
        expect(parseLength(raw)).toBeUndefined(),
    );
});

describe('a ready length', () => {
    const endOf = (preset: string, start = NOW) => {
        const parsed = parsePreset(preset);
        return parsed && endOfPreset(parsed, start, BERLIN);
    };

    it.each([
        ['30m', '2026-11-24T14:30:00Z'],
        ['2 d', '2026-11-26T14:00:00Z'],
        ['tomorrow 08:00', '2026-11-25T07:00:00Z'],
        ['Monday 8:00', '2026-11-30T07:00:00Z'],
        ['tuesday 16:00', '2026-11-24T15:00:00Z'],
        ['tuesday 14:00', '2026-12-01T13:00:00Z'],
        ['tuesday 15:00', '2026-12-01T14:00:00Z'],
        ['sunday 08:00', '2026-11-29T07:00:00Z'],
        ['saturday  08:00', '2026-11-28T07:00:00Z'],
        [' 1H ', '2026-11-24T15:00:00Z'],
    ])('%s', (preset, end) => expect(endOf(preset)).toBe(at(end)));

    it('until tomorrow is a wall-clock time also when the clocks change in the night', () => {
        expect(endOf('tomorrow 08:00', at('2026-10-24T14:00:00Z'))).toBe(at('2026-10-25T07:00:00Z'));
        expect(endOf('tomorrow 08:00', at('2027-03-27T14:00:00Z'))).toBe(at('2027-03-28T06:00:00Z'));
    });

    it.each([
        '',
        '0m',
        '30',
        'h',
        'someday 08:00',
        'monday',
        'monday 24:00',
        'tomorrow 8',
        '1e3m',
        '1hx',
        'next monday 08:00',
        'monday 08:000',
    ])('not %j', (preset) => expect(parsePreset(preset)).toBeUndefined());

    it.each([
        ['30m', '30 minutes', '30 Minuten'],
        ['1h', '1 hour', '1 Stunde'],
        ['90m', '90 minutes', '90 Minuten'],
        ['2d', '2 days', '2 Tage'],
        ['tomorrow 08:00', 'until tomorrow, 08:00', 'bis morgen, 08:00'],
        ['monday 7:05', 'until Monday, 07:05', 'bis Montag, 07:05'],
    ])('%s is called %s and %s', (text, en, de) => {
        const preset = parsePreset(text);
        expect(preset && [presetLabel(preset, 'en'), presetLabel(preset, 'de')]).toEqual([en, de]);
    });
});

describe('a downtime form', () => {
    const OPTIONS: DowntimeOptions = {
        language: 'en',
        defaults: {commentRequired: false, commentMinLength: 3, sticky: true, notify: false},
        presets: ['1h', 'tomorrow 08:00'],
        zone: BERLIN,
        nowSeconds: NOW,
    };
    const parse = (fields: object, options: Partial<DowntimeOptions> = {}) =>
        parseDowntime({[FIELD.length]: '1h', ...fields}, {...OPTIONS, ...options});

    it('begins now and lasts as long as chosen', () => {
        expect(parse({})).toEqual({start: NOW, end: NOW + 3600, comment: 'Downtime', hostAndServices: false});
    });

    it('counts a length from a start that lies ahead', () => {
        expect(parse({start: '20:00'})).toMatchObject({start: NOW + 5 * 3600, end: NOW + 6 * 3600});
        expect(parse({start: '2026-11-26 20:00', length: 'tomorrow 08:00'}).end).toBe(at('2026-11-27T07:00:00Z'));
    });

    it('a written end counts more than the length: a time, or a length of its own', () => {
        expect(parse({end: '15:45'}).end).toBe(NOW + 2700);
        expect(parse({end: '90m'}).end).toBe(NOW + 5400);
        expect(parse({end: '14:00'}).end).toBe(NOW + 23 * 3600);
    });

    it('a start that passed while the form was open is now', () => {
        expect(parse({start: '14:55'}).start).toBe(NOW);
    });

    it('takes hostile text as text', () => {
        expect(parse({comment: 'x"$(touch f1)`touch f2`;\nDEL_ALL'}).comment).not.toMatch(/[`"$;\n]/);
    });

    it.each([
        [null, FIELD.length],
        ['text', FIELD.length],
        [{length: ['1h']}, FIELD.length],
        [{length: '1h', start: '2020-01-01 10:00'}, FIELD.start],
        [{length: '1h', start: '2028-01-01 10:00'}, FIELD.start],
        [{length: '1h', end: '2026-11-24 14:00'}, FIELD.end],
        [{length: '1h', end: '91d'}, FIELD.end],
        [{length: '1h', start: '16:00', end: '2026-11-24 16:00'}, FIELD.end],
    ])('%j is refused at %s', (submission, field) => {
        const refusal = (() => {
            try {
                return parseDowntime(submission, OPTIONS);
            } catch (error) {
                return error;
            }
        })();
        expect(refusal).toBeInstanceOf(FieldError);
        expect(refusal).toMatchObject({field});
    });
});
