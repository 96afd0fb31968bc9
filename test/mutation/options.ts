import type {Stryker} from '@stryker-mutator/core';

type StrykerOptions = ConstructorParameters<typeof Stryker>[0];

/** Everything that is written lies here, out of git's, Biome's, Knip's and Vitest's sight. */
export const FOLDER = 'test-results/mutation';

/** Percent of the mutants that tests must notice. */
export const LEAST_SCORE = 85;

const FILES = [
    'server-proxy/src/domain/**/*.ts',
    'server-proxy/src/app/actions/**/*.ts',
    // Sentences, in English and German. That they are complete, different and in the docs is what test/unit/domain/
    // translations.test.ts and test/unit/docs are for; a mutant in them is a typing error, not a decision.
    '!server-proxy/src/domain/texts/**',
];

export interface Wanted {
    /** Files or patterns; empty for all. */
    readonly files: readonly string[];
    readonly concurrency: number;
    /** Keeps what was found for the next run, which then tries only what changed since. */
    readonly incremental: boolean;
}

export const strykerOptions = ({files, concurrency, incremental}: Wanted): StrykerOptions => ({
    mutate: files.length === 0 ? FILES : [...files],
    mutator: {
        excludedMutations: [
            // Another text where a name, an id or a sentence was: tells whether a text is quoted in a test, not whether
            // a decision is tested. With them half of all mutants would be texts.
            'StringLiteral',
        ],
    },
    testRunner: 'vitest',
    vitest: {configFile: 'test/mutation/vitest.config.ts'},
    coverageAnalysis: 'perTest',
    concurrency,
    incremental,
    incrementalFile: `${FOLDER}/incremental.json`,
    tempDirName: `${FOLDER}/sandbox`,
    // The sandbox is a copy; the tests that run there need the sources and little else.
    ignorePatterns: ['dist', '.tsbuild', 'test-results', 'docs/images'],
    // A loop without end is noticed by counting; only one that nobody counted has to run out of time, and a busy machine
    // must not look like one.
    timeoutMS: 20_000,
    // Tables and patterns are made while modules load, and decide as much as functions do: their mutants are wanted.
    ignoreStatic: false,
    warnings: {unknownOptions: true, preprocessorErrors: true, unserializableOptions: true, slow: false},
    reporters: ['clear-text', 'json', 'progress'],
    clearTextReporter: {allowColor: false, allowEmojis: false, logTests: false, reportTests: false},
    jsonReporter: {fileName: `${FOLDER}/mutation.json`},
    allowConsoleColors: false,
    thresholds: {high: 95, low: LEAST_SCORE, break: files.length === 0 ? LEAST_SCORE : null},
});
