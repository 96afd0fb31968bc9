import {vi} from 'vitest';
import type {
    CommandAnswer,
    CommandApplication,
    CommandCall,
    Subcommand,
} from '../../../server-proxy/src/app/commands/command';
import type {AppHarness} from './harness';

/**
 * Types a subcommand that is still at work after 20 seconds, which pass at once. Real timers must be put back at the end of
 * a test: `vi.useRealTimers()`.
 * @param underWay it has begun what takes so long
 * @returns what is answered
 */
export const typedWhileSlow = async (
    harness: AppHarness,
    command: Subcommand,
    call: Pick<CommandCall, 'userId' | 'channelId' | 'rootId' | 'args' | 'language'>,
    underWay: Promise<void>,
): Promise<CommandAnswer> => {
    vi.useFakeTimers({toFake: ['setTimeout', 'clearTimeout']});
    let said: CommandAnswer | undefined;
    const answer = Promise.resolve(
        command.run({
            ...call,
            teamId: 'ops',
            triggerId: '',
            siteUrl: '',
            timeZone: 'UTC',
            health: {status: 'up', version: '1.2.3', reasons: []},
            sendSupport: undefined,
            application: harness.app as unknown as CommandApplication,
        }),
    ).then((text) => {
        said = text;
        return text;
    });
    await underWay;
    await vi.advanceTimersByTimeAsync(19_900);
    if (said !== undefined) {
        throw new Error('it was answered before the 20 seconds were over');
    }
    await vi.advanceTimersByTimeAsync(200);
    const text = await answer;
    vi.useRealTimers();
    return text;
};
