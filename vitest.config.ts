import {defineConfig} from 'vitest/config';
import {LongestFirst} from './build/longest_first.ts';
import {REACT_19} from './build/react_19.ts';
import {SummaryReporter} from './build/summary_reporter.ts';

/**
 * One project a kind of test; `npm test` runs all of them. None asserts on time: the time-outs are far beyond what a busy
 * machine needs, and only end what hangs.
 */
const project = (name: string, include: string, extra: object = {}) => ({
    extends: true as const,
    test: {name, include: [include], sequence: {groupOrder: 1}, ...extra},
});

/**
 * A worker keeps what it has loaded from one file to the next: modules hold no state, and loading them anew for each of
 * hundreds of short files took longer than the tests.
 */
const ONE_PROCESS = {isolate: false};

export default defineConfig({
    test: {
        // Most tests wait for processes and sockets rather than compute: with four workers, two cores are idle for a quarter of the time.
        maxWorkers: 5,
        globalSetup: 'test/support/stay_home/build_guard.ts',
        setupFiles: 'test/support/stay_home/setup.ts',
        testTimeout: 60_000,
        hookTimeout: 60_000,
        expect: {poll: {timeout: 15_000}},
        sequence: {sequencer: LongestFirst},
        reporters: ['default', new SummaryReporter()],
        projects: [
            // First: what a compiler or a linter says explains what fails after it.
            project('house', 'test/house/**/*.test.ts', {
                testTimeout: 300_000,
                hookTimeout: 300_000,
                sequence: {groupOrder: 0},
            }),
            project('unit', 'test/unit/**/*.test.ts', ONE_PROCESS),
            // Searches thousands of histories: seconds on a quick machine, minutes on a busy one.
            project('property', 'test/property/**/*.test.ts', {testTimeout: 600_000, hookTimeout: 600_000}),
            project('contract', 'test/contract/**/*.test.ts', {testTimeout: 120_000}),
            project('component', 'test/component/**/*.test.tsx', {
                environment: 'jsdom',
                env: {REACT_MAJOR: '18'},
                setupFiles: 'test/support/webapp/react_complaints.ts',
            }),
            // As Mattermost 12 runs it.
            project('component-19', 'test/component/**/*.test.tsx', {
                environment: 'jsdom',
                env: {REACT_MAJOR: '19'},
                alias: REACT_19,
                globalSetup: 'build/react_19.ts',
                setupFiles: 'test/support/webapp/react_complaints.ts',
                // Loaded as they are, libraries get the React of the project: there would be two.
                server: {deps: {inline: [/@tanstack\/react-virtual/]}},
            }),
            project('wire', 'test/wire/**/*.test.ts', ONE_PROCESS),
            // The first start compiles Mattermost's plugin SDK, which takes a minute.
            project('peer', 'test/peer/**/*.test.ts', {testTimeout: 300_000, hookTimeout: 300_000}),
            project('bundle', 'test/bundle/**/*.test.ts'),
            project('dist', 'test/release/**/*.test.ts', {testTimeout: 120_000, hookTimeout: 300_000}),
            project('process', 'test/process/**/*.test.ts', {testTimeout: 120_000, hookTimeout: 120_000}),
            project('e2e', 'test/e2e/**/*.test.ts', {testTimeout: 120_000, hookTimeout: 120_000}),
            project('e2e-19', 'test/e2e/**/*_page.test.ts', {
                testTimeout: 120_000,
                hookTimeout: 120_000,
                env: {DEMO_REACT: '19'},
            }),
            project('real', 'test/real/**/*.test.ts', {
                testTimeout: 40_000,
                hookTimeout: 120_000,
                fileParallelism: false,
                sequence: {groupOrder: 2},
            }),
        ],
    },
});
