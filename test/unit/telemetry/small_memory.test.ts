import {execFileSync} from 'node:child_process';
import {expect, test} from 'vitest';
import {inRepository} from '../../../build/paths';

/** Functions that have been called once, of which one is called again, and objects of which few are left on each page. */
const PROGRAM = `
    const {getHeapCodeStatistics, getHeapStatistics} = await import('node:v8');
    const {forgetStart} = await import('${inRepository('server-proxy/src/telemetry/small_memory.ts')}');
    const body = 'globalThis.n = (globalThis.n ?? 0) + 1;'.repeat(100);
    const functions = Array.from({length: 500}, (_, at) => 'function () {' + body + 'return ' + at + ';}');
    const called = (0, eval)('[' + functions + ']');
    for (const each of called) each();
    let kept = Array.from({length: 200_000}, (_, at) => ({at}));
    kept = kept.filter(({at}) => at % 100 === 0);
    const figures = () => ({
        code: getHeapCodeStatistics().bytecode_and_metadata_size,
        used: getHeapStatistics().used_heap_size,
        pages: getHeapStatistics().total_heap_size,
    });
    const before = figures();
    forgetStart();
    console.log(JSON.stringify({before, after: figures(), again: called[7](), kept: kept.length}));`;

interface Figures {
    readonly code: number;
    readonly used: number;
    readonly pages: number;
}

interface Said {
    readonly before: Figures;
    readonly after: Figures;
    readonly again: number;
    readonly kept: number;
}

const run = (): Said => {
    const argv = ['--import', 'tsx', '--input-type=module', '-e', PROGRAM];
    return JSON.parse(execFileSync(process.execPath, argv, {encoding: 'utf8'})) as Said;
};

test('code that has run once and garbage are given back, and what is left works', () => {
    const {before, after, again, kept} = run();
    expect(after.code).toBeLessThan(before.code / 4);
    expect(after.used).toBeLessThan(before.used * 0.7);
    expect({again, kept}).toEqual({again: 7, kept: 2000});
});

const major = Number(process.versions.node.split('.')[0]);
const because = major < 22 ? ' (skipped: Node 20 keeps them)' : '';

test.skipIf(major < 22)(`almost empty pages are given back${because}`, () => {
    const {before, after} = run();
    expect(after.pages).toBeLessThan(before.pages / 2);
});
