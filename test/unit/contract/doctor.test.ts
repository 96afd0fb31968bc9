import {describe, expect, it} from 'vitest';
import {DOCTOR_STEPS, LIMIT, parseDoctorAnswer} from '#contract';

const STEP = {name: 'settings', result: 'ok', milliseconds: 3, sentence: 'The settings are complete.'};

describe('an answer of Doctor', () => {
    it('may name every step, and what to press', () => {
        const steps = DOCTOR_STEPS.map((name) => ({...STEP, name, milliseconds: null}));
        const press = {post_id: 'p', action_id: 'doctor'};
        expect(parseDoctorAnswer({steps})).toEqual({steps});
        expect(parseDoctorAnswer({steps: [STEP], press})).toEqual({steps: [STEP], press});
        const expected = {host_uuid: 'u', host_name: 'web01', mark: 'm', asked_at: 1};
        expect(parseDoctorAnswer({steps: [], expected})).toEqual({steps: [], expected});
    });

    it.each([
        ['nothing', undefined],
        ['an unknown step', {steps: [{...STEP, name: 'weather'}]}],
        ['an unknown result', {steps: [{...STEP, result: 'perhaps'}]}],
        ['a time before the start', {steps: [{...STEP, milliseconds: -1}]}],
        ['an endless sentence', {steps: [{...STEP, sentence: 'x'.repeat(LIMIT.message + 1)}]}],
        ['more steps than there are', {steps: Array.from({length: DOCTOR_STEPS.length + 1}, () => STEP)}],
        ['half of what to press', {steps: [], press: {post_id: 'p'}}],
        ['half of what is expected', {steps: [], expected: {host_name: 'web01'}}],
    ])('is not understood: %s', (_, answer) => {
        expect(parseDoctorAnswer(answer)).toBeUndefined();
    });
});
