import {setFlagsFromString} from 'node:v8';
import {runInNewContext} from 'node:vm';

const START_UP_MS = 3000;

/**
 * The handler runs for long with little to do: with V8's defaults, garbage grows to many times what is alive.
 * Measured in docs/optimisations.md.
 */
export const keepMemorySmall = (): void => {
    // Later, because with the flag Node compiles its own modules instead of using its embedded code cache.
    setTimeout(() => {
        setFlagsFromString('--optimize-for-size');
        // The flag alone makes V8 collect the whole heap so often that requests wait.
        setFlagsFromString('--heap-growing-percent=25');
        forgetStart();
    }, START_UP_MS).unref();
};

/**
 * Gives back what only the start needed: garbage, the compiled code of all functions that are not running (V8 compiles again those that are
 * called again, and takes a function for old only after many collections), and the pages that this leaves almost empty.
 */
export const forgetStart = (): void => {
    setFlagsFromString('--expose-gc');
    setFlagsFromString('--stress-flush-code');
    const collect = runInNewContext('gc') as (options?: {type: 'major'; flavor: 'last-resort'}) => void;
    collect();
    // The first keeps almost empty pages, as V8 expects them to be needed again. Node 20 does not know this one, and does less.
    collect({type: 'major', flavor: 'last-resort'});
    setFlagsFromString('--no-stress-flush-code');
};
