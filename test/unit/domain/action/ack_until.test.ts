import {describe, expect, it} from 'vitest';
import {FIELD} from '#contract';
import {extended, parseUntil, untilElements} from '../../../../server-proxy/src/domain/action/ack_until';
import {FieldError} from '../../../../server-proxy/src/domain/action/dialog';
import {hasDialogDates} from '../../../../server-proxy/src/domain/mattermost_versions';

/** Tuesday, 24 November 2026, 14:00 in Berlin. */
const NOW = Date.parse('2026-11-24T13:00:00Z') / 1000;
const OPTIONS = {language: 'en', zone: 'Europe/Berlin', nowSeconds: NOW} as const;
const HOUR = 3600;

const at = (text: string): number => Date.parse(text) / 1000;
const until = (fields: Record<string, unknown>) => parseUntil(fields, OPTIONS);
const refusal = (fields: Record<string, unknown>): {field: string; message: string} => {
    try {
        until(fields);
    } catch (error) {
        if (error instanceof FieldError) {
            return {field: error.field, message: error.message};
        }
        throw error;
    }
    throw new Error('was taken');
};

describe('until when an acknowledgement lasts', () => {
    it.each([
        ['nothing was chosen', {}],
        ['it recovers', {length: 'recovers'}],
        ['an untouched field of the native dialog', {length: 'recovers', end: null}],
    ])('until the problem recovers: %s', (_what, fields) => {
        expect(until(fields)).toBeUndefined();
    });

    it.each([
        ['one hour', {length: '1h'}, NOW + HOUR, HOUR],
        ['four hours', {length: '4h'}, NOW + 4 * HOUR, 4 * HOUR],
        ['tomorrow, 08:00 in their zone', {length: 'tomorrow 08:00'}, at('2026-11-25T07:00:00Z'), 24 * HOUR],
        ['a time', {end: '16:00'}, at('2026-11-24T15:00:00Z'), 2 * HOUR],
        ['a time that has passed today is tomorrow’s', {end: '08:00'}, at('2026-11-25T07:00:00Z'), 18 * HOUR],
        ['a date and a time', {end: '2026-11-30 10:00'}, at('2026-11-30T09:00:00Z'), 6 * 24 * HOUR - 4 * HOUR],
        ['as Germans write it', {end: '30.11. 10:00'}, at('2026-11-30T09:00:00Z'), 6 * 24 * HOUR - 4 * HOUR],
        ['a length', {end: '90m'}, NOW + 5400, 5400],
        ['what the web part’s picker sends', {end: '2026-11-24T16:00'}, at('2026-11-24T15:00:00Z'), 2 * HOUR],
        ['what the native element sends', {end: '2026-11-24T15:00:00Z'}, at('2026-11-24T15:00:00Z'), 2 * HOUR],
        ['the same with an offset', {end: '2026-11-24T16:00:00+01:00'}, at('2026-11-24T15:00:00Z'), 2 * HOUR],
        ['an end that was typed beats the choice', {length: '1h', end: '90m'}, NOW + 5400, 5400],
    ])('%s', (_what, fields, end, lasts) => {
        expect(until(fields)).toEqual({until: end, lasts});
    });

    it.each(['2026-11-23 10:00', '2026-11-24T12:59:59Z', '24.11.2026 13:59'])(
        'an until in the past is refused at its field: %s',
        (end) => {
            expect(refusal({end})).toEqual({field: FIELD.end, message: 'This end is in the past.'});
        },
    );

    it.each(['soon', '25:00', '2026-02-30 10:00', '2026-13-45T99:00:00Z', '0m', 'tomorrow', '-1h', 'x'.repeat(5000)])(
        'an unreadable until is refused with how to write it: %s',
        (end) => {
            expect(refusal({end})).toMatchObject({field: FIELD.end, message: expect.stringContaining('16:00')});
        },
    );

    it.each(['2027-11-25 10:00', '9999-12-31T23:59:59Z', '400d'])(
        'an until far beyond a year is refused: %s',
        (end) => {
            expect(refusal({end})).toMatchObject({field: FIELD.end, message: expect.stringContaining('365 days')});
        },
    );

    it('a choice that was not offered is refused, whatever the client sent', () => {
        expect(refusal({length: '2d'})).toMatchObject({field: FIELD.length});
    });

    it('is extended by as long again, from now if it is over, and at most to a year from now', () => {
        expect(extended({until: NOW + 100, lasts: HOUR}, NOW)).toBe(NOW + 100 + HOUR);
        expect(extended({until: NOW - 100, lasts: HOUR}, NOW)).toBe(NOW + HOUR);
        const year = 365 * 24 * HOUR;
        expect(extended({until: NOW + year, lasts: year}, NOW)).toBe(NOW + year);
    });
});

describe('the fields of the dialog', () => {
    it('offer the choices in the person’s language, and name their zone', () => {
        const [choice, time] = untilElements({language: 'de', zone: 'Europe/Berlin'}, false);
        expect(choice?.options?.map(({text}) => text)).toEqual([
            'bis das Problem behoben ist',
            '1 Stunde',
            '4 Stunden',
            'bis morgen, 08:00',
        ]);
        expect(time).toMatchObject({type: 'text', help_text: expect.stringContaining('Europe/Berlin')});
    });

    it('stay within what every Mattermost takes', () => {
        for (const language of ['en', 'de'] as const) {
            for (const element of untilElements({language, zone: 'America/Argentina/ComodRivadavia'}, true)) {
                expect(element.display_name.length).toBeLessThanOrEqual(24);
                expect(element.help_text?.length ?? 0).toBeLessThanOrEqual(150);
            }
        }
    });

    it.each([
        ['5.37.0', false],
        ['11.0.4', false],
        ['11.1.0', true],
        ['11.6.0', true],
        ['12.0.0', true],
        ['', false],
    ])('Mattermost %s has the element for a date and a time: %s', (version, has) => {
        expect(hasDialogDates(version)).toBe(has);
    });
});
