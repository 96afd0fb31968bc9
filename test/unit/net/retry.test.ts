import {expect, it} from 'vitest';
import {withRetries} from '../../../server-proxy/src/net/retry';

const failing = (times: number) => {
    const calls = {count: 0};
    const attempt = async (): Promise<string> => {
        calls.count += 1;
        if (calls.count <= times) {
            throw new Error(`failed ${calls.count}`);
        }
        return 'done';
    };
    return {calls, attempt};
};

it('tries until it succeeds, asking for each pause', async () => {
    const {attempt, calls} = failing(2);
    const asked: unknown[] = [];
    const pauseAfter = (error: unknown, tries: number): number => {
        asked.push([(error as Error).message, tries]);
        return 1;
    };
    expect(await withRetries(attempt, pauseAfter)).toBe('done');
    expect(calls.count).toBe(3);
    expect(asked).toEqual([
        ['failed 1', 1],
        ['failed 2', 2],
    ]);
});

it('throws the last failure when there is no pause for it', async () => {
    const {attempt, calls} = failing(9);
    const delays = [0, 0];
    await expect(withRetries(attempt, (_, tries) => delays[tries - 1])).rejects.toThrow('failed 3');
    expect(calls.count).toBe(3);
});
