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
            /** Holds `guard.cjs`, and what the guards write down. */
            readonly folder: string;
        };
    }
}

/** Before the tests: makes the guard one file that a process of plain Node can load. @returns removes it */
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
