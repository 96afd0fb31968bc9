import {describe, expect, it} from 'vitest';
import {ALERT_PROP, type AlertProps} from '#contract';
import {AppError} from '../../../server-proxy/src/domain/errors';
import {type AppHarness, problem, startHarness} from '../../support/app/harness';

const output = ({post}: AppHarness): string => (post.props[ALERT_PROP] as AlertProps).output;

/** Stored, but the process ended before Mattermost took it. */
const crashed = async (): Promise<AppHarness> => {
    const before = await startHarness();
    await before.notify(problem({output: 'slow'}));
    before.chat.failure = new AppError('mattermost_unreachable', 'Gone.');
    await before.notify(problem({output: 'slower'}));
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
    it('a post shows what a crash kept from it', async () => {
        const before = await crashed();
        expect(output(before)).toBe('slow');
        const after = await restarted(before);
        await after.app.idle();
        expect(output(after)).toBe('slower');
        expect(after.chat.posts.size).toBe(1);
    });

    it('a post that changed long ago is left alone', async () => {
        const before = await startHarness();
        await before.notify(problem({output: 'slow'}));
        before.chat.failure = new AppError('mattermost_unreachable', 'Nobody may ask.');
        const after = await startHarness({}, before.folder, before.chat, before.monitoring);
        await after.clock.sleep(3_700_000);
        after.app.watch();
        after.app.rest();
        await after.app.idle();
        expect(after.logger.lines.filter(({level}) => level === 'error')).toEqual([]);
    });
});
