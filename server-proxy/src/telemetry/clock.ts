import {setTimeout} from 'node:timers/promises';
import type {Clock} from '../app/telemetry';

export const systemClock: Clock = {
    now: () => Date.now(),
    monotonic: () => performance.now(),
    sleep: async (milliseconds, signal) => {
        await setTimeout(milliseconds, undefined, signal ? {signal} : {});
    },
};
