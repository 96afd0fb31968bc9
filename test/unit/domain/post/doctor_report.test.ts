import {describe, expect, it} from 'vitest';
import type {DoctorHop} from '#contract';
import {hopLine, isWell, reportPost} from '../../../../server-proxy/src/domain/post/doctor_report';
import {textsOf} from '../../../../server-proxy/src/domain/texts';

const texts = textsOf('en').doctor;
const [first = 'settings'] = Object.keys(texts.names) as DoctorHop['name'][];
const hop = (more: Partial<DoctorHop> = {}): DoctorHop => ({
    name: first,
    result: 'ok',
    milliseconds: 12,
    sentence: '',
    ...more,
});

describe('a report', () => {
    it('is well while nothing failed', () => {
        expect(isWell([hop(), hop({result: 'note'}), hop({result: 'skipped'})])).toBe(true);
        expect(isWell([hop(), hop({result: 'failed'}), hop()])).toBe(false);
    });

    it('has a line of a terminal for each hop, in columns', () => {
        expect(hopLine(hop(), 'en')).toBe(`✓ ${texts.names[first].padEnd(20)}    12 ms  ${texts.verdicts.ok}`);
        expect(hopLine(hop({result: 'failed', milliseconds: null, sentence: 'Refused.'}), 'en')).toBe(
            `✗ ${texts.names[first].padEnd(20)}           Refused.`,
        );
    });

    it('has no spaces behind a hop that says nothing', () => {
        expect(hopLine(hop({sentence: 'Reached. '}), 'en')).toMatch(/Reached\.$/);
    });

    it('has a line of Markdown for each hop, in which nothing formats or links', () => {
        const report = reportPost(
            [hop(), hop({result: 'failed', milliseconds: null, sentence: '*no* @all'})],
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
        ['done', [hop({result: 'failed'})], texts.notYet],
    ] as const)('says how far it is: %s', (state, hops, heading) =>
        expect(reportPost(hops, 'en', state).split('\n')[1]).toBe(`**${heading}**`),
    );

    it('says what it waits for in its last line', () => {
        expect(reportPost([], 'en', 'running', 'web_01*').split('\n').at(-1)).toBe(
            ':hourglass_flowing_sand: web_01\\*',
        );
    });
});
