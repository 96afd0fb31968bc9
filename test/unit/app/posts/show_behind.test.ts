import {describe, expect, it} from 'vitest';
import {ALERT_PROP, type AlertProps} from '#contract';
import {type AlertRecord, isBehind} from '../../../../server-proxy/src/domain/alert/record';
import {AppError} from '../../../../server-proxy/src/domain/errors';
import {type AppHarness, KEY, problem, startHarness} from '../../../support/app/harness';
import {shownIn} from '../../../support/app/node';

const recordOf = async ({store}: AppHarness): Promise<AlertRecord> => {
    const record = await store.get(KEY);
    if (!record) {
        throw new Error('nothing is stored');
    }
    return record;
};
const output = ({post}: AppHarness): string => (post.props[ALERT_PROP] as AlertProps).output;

/** Stored, but the process ended before Mattermost took it. */
const crashed = async (last: Record<string, unknown> = {output: 'slower'}): Promise<AppHarness> => {
    const before = await startHarness();
    await before.notify(problem({output: 'slow'}));
    before.chat.failure = new AppError('mattermost_unreachable', 'Gone.');
    await before.notify(problem(last));
    await before.app.idle();
    before.chat.failure = undefined;
    return before;
};

const restarted = async (before: AppHarness): Promise<AppHarness> => {
    const after = await startHarness({}, before.folder, before.chat, before.monitoring);
    after.app.watch();
    after.app.rest();
    return after;
};

describe('after a start', () => {
    it('a post shows what a crash kept from it, and is not behind any more', async () => {
        const before = await crashed();
        expect(output(before)).toBe('slow');
        expect(isBehind(await recordOf(before))).toBe(true);
        const after = await restarted(before);
        await after.app.idle();
        expect(output(after)).toBe('slower');
        expect(after.chat.posts.size).toBe(1);
        expect(isBehind(await recordOf(after))).toBe(false);
    });

    it('also one that was closed meanwhile, within the last day', async () => {
        const before = await crashed({notificationtype: 'RECOVERY', state: '0', output: 'fine'});
        expect(shownIn(before.post).look).toBe('problem');
        const after = await restarted(before);
        await after.app.idle();
        expect(shownIn(after.post)).toMatchObject({look: 'recovered', output: 'fine'});
    });

    it('a post that shows all it has to is left alone, however old it is', async () => {
        const before = await startHarness();
        await before.notify(problem({output: 'slow'}));
        before.chat.failure = new AppError('mattermost_unreachable', 'Nobody may ask.');
        const after = await startHarness({}, before.folder, before.chat, before.monitoring);
        await after.clock.sleep(3_700_000);
        after.app.watch();
        after.app.rest();
        await after.app.idle();
        expect(after.logger.lines.filter(({level}) => level === 'error')).toEqual([]);
        expect(after.chat.history).toHaveLength(1);
    });

    it('a post that Mattermost does not take now either stays behind', async () => {
        const before = await crashed();
        before.chat.failure = new AppError('mattermost_unreachable', 'Still gone.');
        const after = await restarted(before);
        await after.app.idle();
        expect(output(after)).toBe('slow');
        expect(isBehind(await recordOf(after))).toBe(true);
        before.chat.failure = undefined;
        after.app.resume();
        await after.app.idle();
        expect(output(after)).toBe('slower');
        expect(isBehind(await recordOf(after))).toBe(false);
    });
});

describe('posts that Mattermost does not take', () => {
    it('are counted with their age, over every retry, until they show all', async () => {
        const harness = await startHarness();
        await harness.notify(problem({output: 'slow'}));
        expect(harness.app.postsBehind()).toEqual({count: 0});
        harness.chat.failure = new AppError('mattermost_unreachable', 'Gone.');
        await harness.notify(problem({output: 'slower'}));
        const {count, since} = harness.app.postsBehind();
        expect([count, typeof since]).toEqual([1, 'number']);
        await harness.clock.sleep(600_000);
        harness.app.resume();
        await harness.app.idle();
        expect(harness.app.postsBehind()).toEqual({count, since});
        harness.chat.failure = undefined;
        harness.app.resume();
        await harness.app.idle();
        expect([harness.app.postsBehind(), output(harness)]).toEqual([{count: 0}, 'slower']);
    });

    it('are not counted where trying again is no use: a finding says so', async () => {
        const harness = await startHarness();
        await harness.notify(problem({output: 'slow'}));
        harness.chat.failure = new AppError('mattermost_unreachable', 'Gone.');
        await harness.notify(problem({output: 'slower'}));
        harness.chat.failure = new AppError('mattermost_channel_archived', 'The channel is archived.');
        harness.app.resume();
        await harness.app.idle();
        expect(harness.app.postsBehind()).toEqual({count: 0});
        expect(harness.app.findings('problem')).toEqual([expect.stringContaining('archived')]);
    });
});
