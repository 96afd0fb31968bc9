import {DelegateBackoff, handleWhen, retry} from 'cockatiel';

/**
 * Retries what failed.
 * @param pauseAfter milliseconds to wait after the nth attempt (from 1) failed with this error; undefined: it is thrown
 */
export const withRetries = <T>(
    attempt: () => Promise<T>,
    pauseAfter: (error: unknown, tries: number) => number | undefined,
): Promise<T> => {
    let tries = 0;
    let pause: number | undefined;
    const isWorthwhile = handleWhen((error) => {
        tries += 1;
        pause = pauseAfter(error, tries);
        return pause !== undefined;
    });
    const policy = retry(isWorthwhile, {
        maxAttempts: Number.POSITIVE_INFINITY,
        backoff: new DelegateBackoff(() => pause ?? 0),
    });
    return policy.execute(attempt);
};
