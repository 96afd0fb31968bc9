import {existsSync, mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {beforeAll, describe, expect, it} from 'vitest';
import {inRepository} from '../../../build/paths';
import config from '../../../vitest.config';
import {runProgram} from '../../support/run_program';
import {FOREIGN_ADDRESS, FOREIGN_FILE, FOREIGN_NAME} from '../../support/stay_home/breaches/deeds';

interface Outcome {
    readonly title: string;
    readonly status: string;
    readonly failureMessages: readonly string[];
}

/** Runs tests that break the rule, in a Vitest of their own. */
const runBreaches = async (): Promise<readonly Outcome[]> => {
    const folder = mkdtempSync(join(tmpdir(), 'breaches-'));
    const outputFile = join(folder, 'report.json');
    const {stderr} = await runProgram(
        [
            process.execPath,
            inRepository('node_modules/vitest/vitest.mjs'),
            'run',
            `--config=${inRepository('test/support/stay_home/breaches/vitest.config.ts')}`,
            '--reporter=json',
            `--outputFile=${outputFile}`,
        ],
        // The breaches are theirs, not this test's.
        {NODE_OPTIONS: ''},
    );
    expect(existsSync(outputFile), stderr).toBe(true);
    const report = JSON.parse(readFileSync(outputFile, 'utf8')) as {testResults: {assertionResults: Outcome[]}[]};
    rmSync(folder, {recursive: true});
    return report.testResults.flatMap(({assertionResults}) => assertionResults);
};

describe('a test that leaves home', () => {
    let outcomes: readonly Outcome[];
    beforeAll(async () => {
        outcomes = await runBreaches();
    }, 60_000);

    it('fails, even when the code under test swallows the error, and names path or address', () => {
        const breaches = outcomes.filter(({title}) => title.startsWith('breach: '));
        expect(breaches.length).toBeGreaterThan(20);
        const named = [FOREIGN_FILE, FOREIGN_ADDRESS, FOREIGN_NAME];
        const unseen = breaches.filter(({failureMessages}) =>
            failureMessages.every((message) => !named.some((name) => message.includes(name))),
        );
        expect(unseen).toEqual([]);
    });

    it('is told apart from one that stays: temporary folder, loopback, names that exist nowhere', () => {
        const innocent = outcomes.filter(({title}) => title.startsWith('innocent: '));
        expect(innocent.length).toBeGreaterThan(4);
        expect(innocent.filter(({status}) => status !== 'passed')).toEqual([]);
    });

    it('is told who did it: the test, or a program that it started', () => {
        const messageOf = (wanted: string): string =>
            outcomes.find(({title}) => title === wanted)?.failureMessages.join('\n') ?? '';
        expect(messageOf('breach: looks for the settings file')).toContain(
            `This test uses settings of this machine: ${FOREIGN_FILE}.`,
        );
        expect(messageOf('breach: a program connects')).toContain(
            `A program that this test started connects beyond this machine: ${FOREIGN_ADDRESS}, port 9.`,
        );
    });
});

describe('the guard is in force', () => {
    it.fails('here: this test fails on purpose', () => {
        try {
            existsSync(FOREIGN_FILE);
        } catch {
            // as code that tries another place does
        }
    });

    it('in every project', () => {
        const {setupFiles, globalSetup, projects = []} = config.test ?? {};
        expect([setupFiles, globalSetup]).toEqual([
            'test/support/stay_home/setup.ts',
            'test/support/stay_home/build_guard.ts',
        ]);
        expect(projects.length).toBeGreaterThan(5);
        expect(
            projects.filter((project) => !(typeof project === 'object' && 'extends' in project && project.extends)),
        ).toEqual([]);
    });
});
