import {defineConfig} from 'vitest/config';
import {BaseSequencer, type TestSpecification} from 'vitest/node';

/** Whatever tests the mutated folder itself first: a mutant's run ends with the first test that fails. */
class NearestFirst extends BaseSequencer {
    override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
        const rank = ({moduleId}: TestSpecification): number => (moduleId.includes('/unit/domain/') ? 0 : 1);
        const named = [...files].sort((a, b) => (a.moduleId < b.moduleId ? -1 : 1));
        return named.sort((a, b) => rank(a) - rank(b));
    }
}

/**
 * The tests a mutant meets: those of the folders that are mutated, which are fast and touch neither network nor clock.
 * No projects here: each of them would be started anew for each mutant.
 */
export default defineConfig({
    test: {
        include: ['test/unit/domain/**/*.test.ts', 'test/unit/app/**/*.test.ts'],
        // It cuts the power at each step of an action, and takes as long as all other tests together.
        exclude: ['test/unit/app/actions/fault_injection.test.ts'],
        // Stryker starts a new worker for each mutant; within it, the modules need not be loaded again for each file.
        isolate: false,
        sequence: {sequencer: NearestFirst},
        testTimeout: 20_000,
    },
});
