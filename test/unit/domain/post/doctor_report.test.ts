import {describe, expect, it} from 'vitest';
import type {DoctorStep} from '#contract';
import {isWell, reportPost, stepLine} from '../../../../server-proxy/src/domain/post/doctor_report';
import {textsOf} from '../../../../server-proxy/src/domain/texts';

const texts = textsOf('en').doctor;
const [first = 'settings'] = Object.keys(texts.names) as DoctorStep['name'][];
const step = (more: Partial<DoctorStep> = {}): DoctorStep => ({
    name: first,
    result: 'ok',
    milliseconds: 12,
    sentence: '',
    ...more,
});

describe('a report', () => {
    it('is well while nothing failed', () => {
        expect(isWell([step(), step({result: 'note'}), step({result: 'skipped'})])).toBe(true);
        expect(isWell([step(), step({result: 'failed'}), step()])).toBe(false);
    });

    it('has a line of a terminal for each step, in columns', () => {
        expect(stepLine(step(), 'en')).toBe(`✓ ${texts.names[first].padEnd(20)}    12 ms  ${texts.verdicts.ok}`);
        expect(stepLine(step({result: 'failed', milliseconds: null, sentence: 'Refused.'}), 'en')).toBe(
            `✗ ${texts.names[first].padEnd(20)}           Refused.`,
        );
    });

    it('has no spaces behind a step that says nothing', () => {
        expect(stepLine(step({sentence: 'Reached. '}), 'en')).toMatch(/Reached\.$/);
    });

    it('has a line of Markdown for each step, in which nothing formats or links', () => {
        const report = reportPost(
            [step(), step({result: 'failed', milliseconds: null, sentence: '*no* @all'})],
            'en',
            'done',
        );
        const [, , well, failed, ...more] = report.split('\n');
        expect(well).toBe(`:white_check_mark: **${texts.names[first]}** (12 ms): ${texts.verdicts.ok}`);
        expect(failed).toBe(`:x: **${texts.names[first]}**: \\*no\\* @\u200ball`);
        expect(more).toEqual([]);
    });

    it.each([
        ['running', [], texts.running],
        ['press', [], texts.pressNow],
        ['done', [], texts.allWell],
        ['done', [step({result: 'failed'})], texts.notYet],
    ] as const)('says how far it is: %s', (state, steps, heading) =>
        expect(reportPost(steps, 'en', state).split('\n')[1]).toBe(`**${heading}**`),
    );

    it('says what it waits for in its last line', () => {
        expect(reportPost([], 'en', 'running', 'web_01*').split('\n').at(-1)).toBe(
            ':hourglass_flowing_sand: web_01\\*',
        );
    });
});
