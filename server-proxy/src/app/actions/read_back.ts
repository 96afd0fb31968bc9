import {asAppError} from '../../domain/errors';
import type {AppContext} from '../app_context';

/** Most acknowledgements show after 1.2 to 3.9 s: pauses that grow slowly find them soon without many requests. */
const GROWTH = 1.15;

/**
 * Asks until there is an answer or time is up, with growing pauses. A failed attempt is not an answer: openITCOCKPIT may
 * be back for the next one. If even the last attempt fails, its error is thrown.
 * @param attempt gets `last = true` when no further attempt will follow
 */
export const poll = async <T>(
    context: Pick<AppContext, 'clock' | 'settings' | 'logger'>,
    deadlineMs: number,
    attempt: (last: boolean) => Promise<T | undefined>,
): Promise<T | undefined> => {
    const {clock, settings, logger} = context;
    const end = clock.monotonic() + deadlineMs;
    let pause = settings.readBack.firstDelayMs;
    for (;;) {
        await clock.sleep(Math.min(pause, Math.max(0, end - clock.monotonic())));
        const last = clock.monotonic() >= end;
        try {
            const found = await attempt(last);
            if (found !== undefined || last) {
                return found;
            }
        } catch (error) {
            if (last) {
                throw error;
            }
            logger.debug('Reading back failed; trying again', {error: asAppError(error)});
        }
        pause = Math.min(pause * GROWTH, settings.readBack.maxDelayMs);
    }
};
