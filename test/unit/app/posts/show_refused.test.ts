import {describe, expect, it} from 'vitest';
import {isBehind} from '../../../../server-proxy/src/domain/alert/record';
import {AppError} from '../../../../server-proxy/src/domain/errors';
import {KEY, problem, startHarness} from '../../../support/app/harness';

describe('a post in a channel that was closed to us', () => {
    it('is not taken for shown, and is asked for once', async () => {
        const harness = await startHarness();
        await harness.notify();
        let asked = 0;
        harness.chat.updatePost = async () => {
            asked += 1;
            throw new AppError('mattermost_channel_archived', 'archived');
        };
        await harness.notify(problem({state: '1', laststatechange: '1795490010'}));
        await harness.app.idle();
        const record = await harness.store.get(KEY);
        expect(record && isBehind(record)).toBe(true);
        expect(asked).toBe(1);
    });
});
