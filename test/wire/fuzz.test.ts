import {expect, test} from 'vitest';
import {runTarget, TARGETS} from '../fuzz/run_target';

// `npm run fuzz` does the same a million times
test.each(Object.keys(TARGETS))('%s: 5000 mutated inputs end well or in a typed error', async (name) => {
    const target = TARGETS[name]?.();
    const outcome = target && (await runTarget(target, 1, 5_000));
    expect(outcome?.findings).toEqual([]);
    expect(outcome?.inputs).toBe(5_000);
    expect(Object.keys(outcome?.labels ?? {}).length).toBeGreaterThan(2);
});
