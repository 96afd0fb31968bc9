import {describe, expect, it} from 'vitest';
import {detailsParts} from '../../../../server-proxy/src/domain/details/details_parts';
import {detailsText} from '../../../../server-proxy/src/domain/details/details_text';
import type {ProblemDetails} from '../../../../server-proxy/src/domain/details/problem_details';
import {AppError} from '../../../../server-proxy/src/domain/errors';
import {MARKDOWN, PLAIN, type Style} from '../../../../server-proxy/src/domain/explain/explanation_style';
import {expectSameShape, HOSTILE} from '../../../support/hostile';

const AT = 1_795_480_000;

/** Everything in it is called like this. */
const detailsWith = (text: string, output = 'lost'): ProblemDetails => {
    const other = {host: text, service: text, state: 'CRITICAL'} as const;
    return {
        readAt: AT,
        now: {value: {state: 'CRITICAL', since: AT, checked: AT, output}},
        changes: {value: [{at: AT, state: 'CRITICAL', hard: false, output: text}]},
        before: {missing: new AppError('openitcockpit_bad_answer', text)},
        notified: {value: [{at: AT, state: 'CRITICAL', contact: text}]},
        said: {value: {at: AT, author: text, comment: text}},
        relatives: {value: [{...other, relation: 'parent'}]},
        elsewhere: {value: {rows: [other], complete: true}},
        together: {value: {rows: [{...other, since: AT, closed: AT}], ended: 'whole'}},
        configuration: {value: [{at: AT, action: 'edit', name: text, fields: [text], author: text}]},
    };
};

const tenTimes = (value: unknown): unknown => (Array.isArray(value) ? Array(10).fill(value[0]) : value);

/** Ten rows for one. */
const filled = (part: unknown): unknown => {
    if (typeof part !== 'object' || part === null || !('value' in part)) {
        return part;
    }
    const {value} = part;
    if (value === null || typeof value !== 'object' || Array.isArray(value)) {
        return {value: tenTimes(value)};
    }
    return {value: 'rows' in value ? {...value, rows: tenTimes(value.rows)} : value};
};

const told = (details: ProblemDetails, style: Style): string =>
    detailsText(detailsParts(details, {language: 'en', formatTime: () => 'then'}), style);

describe('details of objects with names that format, mention, link, hide or overflow', () => {
    it.each(HOSTILE)('%s: are text, each on its line', (what, text) => {
        expectSameShape(told(detailsWith(text), MARKDOWN), told(detailsWith('plain'), MARKDOWN), what);
    });

    it('still fit into a post where every list is full of the longest names', () => {
        const long = 'x'.repeat(10_000);
        const full = Object.fromEntries(
            Object.entries(detailsWith(long, long)).map(([name, part]) => [name, filled(part)]),
        ) as unknown as ProblemDetails;
        expect(told(full, MARKDOWN).length).toBeLessThan(16_383);
    });

    it.each(HOSTILE)('%s: cannot leave the block of the output, or hide in it', (what, text) => {
        const evil = told(detailsWith('plain', text), MARKDOWN);
        const block = evil.slice(evil.indexOf('```') + 3, evil.lastIndexOf('```'));
        expect(block, what).not.toMatch(/```|[\u202e\u2066\u2028]|@(?:all|channel|here)/);
        expect(evil.split('```')).toHaveLength(3);
    });

    it.each([...HOSTILE, ['a terminal’s commands', '\u001b[2J\u001b]0;x\u0007\u009b31m'] as const])(
        '%s: do nothing on a terminal',
        (_, text) => {
            const said = told(detailsWith(text, text), PLAIN);
            // biome-ignore lint/suspicious/noControlCharactersInRegex: their absence is the point
            expect(said).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202e\u2066]/);
        },
    );
});
