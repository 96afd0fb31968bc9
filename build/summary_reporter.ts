import type {Reporter, TestCase, TestModule} from 'vitest/node';

/** Ends a run with what was skipped and why (the test's name says so), then the counts on a separate line. */
export class SummaryReporter implements Reporter {
    onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
        const tests = modules.flatMap((module) => [...module.children.allTests()]);
        const count = (state: string): number => tests.filter((test) => test.result().state === state).length;
        for (const skipped of tests.filter((test) => test.result().state === 'skipped')) {
            process.stdout.write(`skipped: ${reasonOf(skipped)}\n`);
        }
        // A file that fails outside its tests: on import, or after the last of them.
        const broken = modules.filter((module) => module.errors().length > 0);
        const failed = count('failed') + broken.length + errors.length;
        process.stdout.write(`\n${count('passed')} passed, ${failed} failed, ${count('skipped')} skipped\n`);
    }
}

const reasonOf = (test: TestCase): string => {
    const {result} = {result: test.result()};
    const note = result.state === 'skipped' && result.note ? ` (${result.note})` : '';
    return `${test.fullName}${note}`;
};
