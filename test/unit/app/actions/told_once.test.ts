import {describe, expect, it} from 'vitest';
import {ACTION} from '#contract';
import {startHarness} from '../../../support/app/harness';

const CONFIRMED = 'openITCOCKPIT confirmed your acknowledgement.';

/** Acknowledged through the dialog, and confirmed. @returns lines of the thread, and words to the person */
const acknowledge = async (settings: Parameters<typeof startHarness>[0]) => {
    const harness = await startHarness(settings);
    await harness.notify();
    await harness.app.pressAction(harness.pressOf(ACTION.acknowledge));
    await harness.submit({comment: 'on it'});
    await harness.app.idle();
    return {
        lines: harness.chat.replies.map(({message}) => message),
        words: harness.chat.told.map(({message}) => message),
    };
};

describe('what went as wished is told once', () => {
    it('by the line in the thread, which the person sees as everybody does', async () => {
        const {lines, words} = await acknowledge({});
        expect(lines).toHaveLength(1);
        expect(words).toEqual([]);
    });

    it('to the person, where there is no such line', async () => {
        const {lines, words} = await acknowledge({threadLines: ['recovery']});
        expect(lines).toEqual([]);
        expect(words).toEqual([CONFIRMED]);
    });
});
