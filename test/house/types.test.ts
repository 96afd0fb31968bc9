import {expect, onTestFinished, test} from 'vitest';
import {mustPass, runTool} from '../support/house/run_tool';
import {TemporaryTree} from '../support/house/temporary_tree';

const PROJECTS = ['server-proxy/src/contract', 'server-proxy', 'webapp', 'build', 'test'];
/** One file of each project of `tsconfig.json`. */
const FILES = ['server-proxy/src/contract/index.ts', 'server-proxy/src/file.ts', 'webapp/src/file.ts'].concat([
    'build/file.ts',
    'test/file.ts',
]);

test('types', async () => {
    await mustPass('tsc', ['-b']);
});

test('a type error in any of the projects is red', async () => {
    const right = Object.fromEntries(FILES.map((file) => [file, 'export const count: number = 1;\n']));
    const tree = new TemporaryTree({...right, 'vitest.config.ts': 'export {};\n'}, [
        'tsconfig.json',
        'build/tsconfig.base.json',
        ...PROJECTS.map((project) => `${project}/tsconfig.json`),
    ]);
    onTestFinished(() => tree.remove());
    expect(await runTool('tsc', ['-b'], tree.root)).toEqual({passed: true, output: ''});

    tree.write(Object.fromEntries(FILES.map((file) => [file, "export const count: number = 'one';\n"])));
    const {passed, output} = await runTool('tsc', ['-b'], tree.root);
    expect(passed).toBe(false);
    expect(FILES.filter((file) => !output.includes(`${file}(1,14): error TS2322`))).toEqual([]);
});
