import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {buildSync} from 'esbuild';
import type {TestProject} from 'vitest/node';
import {inRepository} from '../../../build/paths';

declare module 'vitest' {
    interface ProvidedContext {
        readonly stayHome: {
            readonly clone: string;
            /** Contains `guard.cjs` and the guards' reports. */
            readonly folder: string;
        };
    }
}

/** Before the tests: bundles the guard into one file that a plain Node process can load. @returns removes it */
export const setup = (project: TestProject): (() => void) => {
    const folder = mkdtempSync(join(tmpdir(), 'stay-home-'));
    buildSync({
        entryPoints: [inRepository('test/support/stay_home/guard.ts')],
        outfile: join(folder, 'guard.cjs'),
        bundle: true,
        platform: 'node',
        format: 'cjs',
        target: 'node20',
    });
    project.provide('stayHome', {clone: inRepository(), folder});
    return () => rmSync(folder, {recursive: true, force: true});
};
