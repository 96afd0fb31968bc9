import {defineConfig} from 'vitest/config';
import {inRepository} from '../../../../build/paths';

/** For test/unit/stay_home/guard.test.ts only: tests that the guard must fail, and some that it must not. */
export default defineConfig({
    root: inRepository(),
    test: {
        include: ['test/support/stay_home/breaches/*.test.ts'],
        globalSetup: 'test/support/stay_home/build_guard.ts',
        setupFiles: 'test/support/stay_home/setup.ts',
    },
});
