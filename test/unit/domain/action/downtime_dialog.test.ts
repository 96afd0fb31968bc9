import {describe, expect, it} from 'vitest';
import {FIELD} from '#contract';
import {verifyDialogState} from '../../../../server-proxy/src/domain/action/action_token';
import {FieldError} from '../../../../server-proxy/src/domain/action/dialog';
import {
    type DowntimeOptions,
    parseDowntime,
    renderDowntimeDialog,
} from '../../../../server-proxy/src/domain/action/downtime_dialog';
import {hostRecordOf, NOW, POST_ID, recordOf} from '../../../support/records';

const DAY = 86_400;
const STATE = {
    key: 'k',
    postId: POST_ID,
    channelId: 'c',
    userId: 'u',
    nonce: 'n',
    dialog: 'schedule_downtime',
} as const;
const OPTIONS: DowntimeOptions = {
    language: 'en',
    defaults: {commentRequired: true, commentMinLength: 3, sticky: true, notify: false},
    presets: ['1h', 'nonsense', '2d'],
    zone: 'Europe/Berlin',
    nowSeconds: NOW,
};
const OPTIONAL = {...OPTIONS, defaults: {...OPTIONS.defaults, commentRequired: false}};

describe('the dialog of a downtime', () => {
    const render = (record = recordOf(), options = OPTIONS) =>
        renderDowntimeDialog(record, STATE, {...options, secret: 's'});
    const element = (name: string, dialog = render()) => dialog.elements.find((one) => one.name === name);

    it('is bound to post, person and channel, and keeps within Mattermost’s limits', () => {
        const dialog = render();
        expect(dialog.callback_id).toContain(POST_ID);
        expect(dialog.notify_on_cancel).toBe(false);
        expect(verifyDialogState(dialog.state, ['s'], NOW)).toMatchObject(STATE);
        for (const {display_name, help_text = ''} of dialog.elements) {
            expect(display_name.length).toBeLessThanOrEqual(24);
            expect(help_text.length).toBeLessThanOrEqual(150);
        }
    });

    it('offers the lengths of the settings that are understood, the first is chosen', () => {
        expect(element(FIELD.length)).toMatchObject({
            type: 'select',
            default: '1h',
            options: [
                {text: '1 hour', value: '1h'},
                {text: '2 days', value: '2d'},
            ],
        });
        expect(element(FIELD.length, render(recordOf(), {...OPTIONS, presets: []}))?.default).toBe('');
    });

    it('needs neither start nor end nor length, and says whose zone counts', () => {
        const names = [FIELD.length, FIELD.start, FIELD.end];
        expect(names.map((name) => element(name)?.optional)).toEqual([true, true, true]);
        expect(element(FIELD.start)).toMatchObject({type: 'text', max_length: 40});
        expect(element(FIELD.start)?.help_text).toContain('Europe/Berlin');
    });

    it('asks for as much of a comment as the settings do', () => {
        expect(element(FIELD.comment)).toMatchObject({optional: false, min_length: 3, max_length: 1000});
        expect(element(FIELD.comment, render(recordOf(), OPTIONAL))).toMatchObject({optional: true, min_length: 0});
    });

    it('takes the services of a host along unless told otherwise', () => {
        expect(element(FIELD.hostAndServices, render(hostRecordOf()))?.default).toBe('true');
        expect(element(FIELD.hostAndServices)).toBeUndefined();
    });
});

describe('a submitted downtime', () => {
    const at = (text: string) => Date.parse(text) / 1000;
    /** 15:00 in Berlin. */
    const now = at('2026-11-24T14:00:00Z');
    const parse = (fields: object, options: Partial<DowntimeOptions> = {}) =>
        parseDowntime({length: '1h', ...fields}, {...OPTIONAL, nowSeconds: now, ...options});
    const refusal = (fields: object): unknown => {
        try {
            return parse(fields);
        } catch (error) {
            return error instanceof FieldError ? [error.field, error.message] : error;
        }
    };

    it('may last 90 days and not a second longer', () => {
        expect(parse({end: '90d'}).end).toBe(now + 90 * DAY);
        expect(refusal({end: '90d 1m'})).toEqual([FIELD.end, 'A downtime may last at most 90 days.']);
    });

    it('may begin a year ahead at most', () => {
        expect(parse({start: '2027-11-24 15:00'}).start).toBe(now + 365 * DAY);
        expect(refusal({start: '2027-11-24 15:01'})).toEqual([FIELD.start, 'The start may be at most 365 days ahead.']);
    });

    it('begins now when its start passed in the last ten minutes, not before', () => {
        expect(parse({start: '2026-11-24 14:50'}).start).toBe(now);
        expect(refusal({start: '2026-11-24 14:49'})).toEqual([
            FIELD.start,
            'The start is in the past. Leave it empty to start now.',
        ]);
    });

    it.each([
        [{start: 'soon'}, FIELD.start, 'This is not a valid time: write it like 14:30 or 2026-12-31 14:30.'],
        [{end: 'later'}, FIELD.end, 'This is not a valid time: write it like 14:30 or 2026-12-31 14:30.'],
        [{end: '2026-11-24 15:00'}, FIELD.end, 'The end must come after the start.'],
        [{length: '2h'}, FIELD.length, 'Choose one of the lengths, or enter an end.'],
        [{length: 'nonsense'}, FIELD.length, 'Choose one of the lengths, or enter an end.'],
    ])('%j is refused at %s', (fields, field, sentence) => expect(refusal(fields)).toEqual([field, sentence]));

    it('blank times are none', () => {
        expect(parse({start: '  ', end: ' '})).toMatchObject({start: now, end: now + 3600});
    });

    it('without a length must have an end', () => {
        expect(parse({length: '', end: '90m'}).end).toBe(now + 5400);
        expect(refusal({length: ''})).toEqual([FIELD.length, 'Choose one of the lengths, or enter an end.']);
    });

    it('names the field of an end that came before the start', () => {
        expect(refusal({start: '20:00', end: '2026-11-24 19:00'})).toEqual([
            FIELD.end,
            'The end must come after the start.',
        ]);
    });

    it('takes services along only when asked to', () => {
        expect(parse({host_and_services: 'true'}).hostAndServices).toBe(true);
        expect(parse({}).hostAndServices).toBe(false);
    });

    it('ends at the later of two moments when clocks are put back, and begins at the first', () => {
        const night = {nowSeconds: at('2027-10-30T20:00:00Z')};
        expect(parse({start: '2027-10-31 02:15', end: '2027-10-31 02:30'}, night)).toMatchObject({
            start: at('2027-10-31T00:15:00Z'),
            end: at('2027-10-31T01:30:00Z'),
        });
    });
});
