import {afterEach, describe, expect, it, vi} from 'vitest';
import {HANDOVER} from '../../../../server-proxy/src/app/commands/shift';
import type {Language} from '../../../../server-proxy/src/domain/texts';
import {startHarness} from '../../../support/app/harness';
import {channelOf, messagesTo} from '../../../support/app/shift';
import {typedWhileSlow} from '../../../support/app/slow_command';

const JANE = 'userjane'.padEnd(26, '0');

/** Jane, who has acknowledged a problem, types it while Mattermost does not say for 20 seconds which channels Bob may read. */
const typed = async (language: Language = 'en') => {
    const harness = await startHarness();
    const bob = harness.chat.addUser('bob', {fullName: 'Bob Poe'});
    await harness.notify();
    await harness.acknowledge('new disk');
    await harness.app.idle();
    let reply: (mayRead: boolean) => void = () => undefined;
    const underWay = new Promise<void>((resolve) => {
        harness.chat.mayRead = () => {
            resolve();
            return new Promise((answered) => {
                reply = answered;
            });
        };
    });
    const call = {userId: JANE, channelId: channelOf(harness), rootId: 'root'.padEnd(26, '0'), args: '@bob', language};
    const said = await typedWhileSlow(harness, HANDOVER, call, underWay);
    const end = async (mayRead: boolean): Promise<void> => {
        harness.chat.mayRead = async () => mayRead;
        reply(mayRead);
        await harness.app.idle();
    };
    return {harness, bob, said, end, call};
};

describe('/openitcockpit handover @bob that takes more than 20 seconds', () => {
    afterEach(() => void vi.useRealTimers());

    it('says that it goes on, and does: Bob is asked once, and Jane is told', async () => {
        const {harness, bob, said, end, call} = await typed();
        expect(said).toBe('Still working on it; you will be told here how it ended.');
        expect(harness.chat.toldPosts).toEqual([]);
        await end(true);
        expect(messagesTo(harness, bob.id)).toHaveLength(1);
        expect(harness.chat.toldPosts).toEqual([
            {
                userId: JANE,
                post: {postId: call.rootId, channelId: call.channelId},
                content: {message: 'Bob Poe (@\u200bbob) is asked to take over 1 problem.', type: '', props: {}},
            },
        ]);
    });

    it('tells her why, in her language, if it is refused then', async () => {
        const {harness, bob, said, end} = await typed('de');
        expect(said).toBe('Die Übergabe läuft noch; das Ergebnis erscheint hier.');
        await end(false);
        expect(messagesTo(harness, bob.id)).toEqual([]);
        expect(harness.chat.toldPosts).toMatchObject([
            {userId: JANE, content: {message: 'Bob Poe (@\u200bbob) ist in keinem der Kanäle Ihrer Probleme.'}},
        ]);
    });

    it('leaves it in the log if Mattermost does not take that either', async () => {
        const {harness, end} = await typed();
        harness.chat.tellPost = () => Promise.reject(new Error('away'));
        await end(false);
        expect(harness.logger.lines.filter(({level}) => level !== 'info').map(({message}) => message)).toEqual([
            'A hand-over was refused',
            'Telling how a hand-over ended failed',
        ]);
    });
});
