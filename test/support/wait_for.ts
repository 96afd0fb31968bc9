import {setTimeout as sleep} from 'node:timers/promises';

/** Polls until there is a result; only the test's own timeout limits it. */
export const waitFor = async <T>(look: () => Promise<T | undefined | false> | T | undefined | false): Promise<T> => {
    for (;;) {
        const found = await look();
        if (found !== undefined && found !== false) {
            return found;
        }
        await sleep(25);
    }
};
