import {afterEach, describe, expect, it, vi} from 'vitest';
import {SAVE} from '../../../../server-proxy/src/app/commands/save';
import type {Language} from '../../../../server-proxy/src/domain/texts';
import {startHarness} from '../../../support/app/harness';
import {typedWhileSlow} from '../../../support/app/slow_command';

/** Typed below the post of an acknowledged problem, while Mattermost does not say for 20 seconds whether Jane may act there. */
const typed = async (language: Language = 'en') => {
    const harness = await startHarness();
    await harness.notify();
    await harness.acknowledge('looking');
    await harness.app.idle();
    await harness.clock.sleep(5000);
    const [userId = ''] = harness.chat.users.keys();
    const {postId: rootId, channelId} = harness.post;
    let reply: (mayAct: boolean) => void = () => undefined;
    const asked = new Promise<void>((resolve) => {
        harness.chat.mayActIn = () => {
            resolve();
            return new Promise((answered) => {
                reply = answered;
            });
        };
    });
    const call = {userId, channelId, rootId, language, args: 'fan replaced'};
    const said = await typedWhileSlow(harness, SAVE, call, asked);
    const end = async (mayAct: boolean): Promise<void> => {
        reply(mayAct);
        await harness.app.idle();
    };
    return {harness, userId, said, end, sent: () => harness.monitoring.commands.slice(1)};
};

describe('/openitcockpit save that takes more than 20 seconds', () => {
    afterEach(() => void vi.useRealTimers());

    it('says that it goes on, and does: the words are saved once', async () => {
        const {harness, said, end, sent} = await typed();
        expect(said).toBe('Still working on it; the thread will say how it ended.');
        expect(sent()).toEqual([]);
        await end(true);
        expect(sent()).toMatchObject([{comment: 'fan replaced'}]);
        expect(harness.chat.replies.at(-1)?.message).toContain('fan replaced');
        expect(harness.chat.told).toMatchObject([
            {message: expect.stringMatching(/^openITCOCKPIT shows/), weight: 'info'},
        ]);
    });

    it('tells the person alone, in the thread, if it is refused then', async () => {
        const {harness, userId, said, end, sent} = await typed('de');
        expect(said).toBe('Das Speichern läuft noch; das Ergebnis erscheint im Thread.');
        await end(false);
        expect(harness.chat.told).toEqual([
            {userId, message: "You are not a member of this post's channel.", weight: 'warning'},
        ]);
        expect(sent()).toEqual([]);
    });
});
