import {defineConfig} from 'vitest/config';

/**
 * The tests a mutant meets: those of the folders that are mutated, which are fast and touch neither network nor clock.
 * No projects here: each of them would be started anew for each mutant.
 */
export default defineConfig({
    test: {
        include: ['test/unit/domain/**/*.test.ts', 'test/unit/app/**/*.test.ts'],
        testTimeout: 20_000,
    },
});
