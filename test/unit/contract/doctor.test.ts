import {describe, expect, it} from 'vitest';
import {DOCTOR_HOPS, LIMIT, parseDoctorAnswer} from '#contract';

const HOP = {name: 'settings', result: 'ok', milliseconds: 3, sentence: 'The settings are complete.'};

describe('an answer of Doctor', () => {
    it('may name every hop, and what to press', () => {
        const hops = DOCTOR_HOPS.map((name) => ({...HOP, name, milliseconds: null}));
        const press = {post_id: 'p', action_id: 'doctor'};
        expect(parseDoctorAnswer({hops})).toEqual({hops});
        expect(parseDoctorAnswer({hops: [HOP], press})).toEqual({hops: [HOP], press});
        const expected = {host_uuid: 'u', host_name: 'web01', mark: 'm', asked_at: 1};
        expect(parseDoctorAnswer({hops: [], expected})).toEqual({hops: [], expected});
    });

    it.each([
        ['nothing', undefined],
        ['an unknown hop', {hops: [{...HOP, name: 'weather'}]}],
        ['an unknown result', {hops: [{...HOP, result: 'perhaps'}]}],
        ['a time before the start', {hops: [{...HOP, milliseconds: -1}]}],
        ['an endless sentence', {hops: [{...HOP, sentence: 'x'.repeat(LIMIT.message + 1)}]}],
        ['more hops than there are', {hops: Array.from({length: DOCTOR_HOPS.length + 1}, () => HOP)}],
        ['half of what to press', {hops: [], press: {post_id: 'p'}}],
        ['half of what is expected', {hops: [], expected: {host_name: 'web01'}}],
    ])('is not understood: %s', (_, answer) => {
        expect(parseDoctorAnswer(answer)).toBeUndefined();
    });
});
