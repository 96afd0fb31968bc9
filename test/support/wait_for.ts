import {setTimeout as sleep} from 'node:timers/promises';

/** Looks until there is something to see; the test's own time-out is the only limit. */
export const waitFor = async <T>(attempt: () => Promise<T | undefined | false> | T | undefined | false): Promise<T> => {
    for (;;) {
        const found = await attempt();
        if (found !== undefined && found !== false) {
            return found;
        }
        await sleep(25);
    }
};
