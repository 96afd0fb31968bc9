import {expect, onTestFinished, test} from 'vitest';
import {mustPass, runTool} from '../support/house/run_tool';
import {TemporaryTree} from '../support/house/temporary_tree';

const CHECK = ['check', '--error-on-warnings', '.'];
const CONFIGURATION = ['biome.json', '.gitignore', 'build/house/process_in_main.grit'];

test('lint', async () => {
    await mustPass('biome', CHECK);
});

test.each([
    ['another format', 'server-proxy/src/app/file.ts', 'export const a = "b"\n', 'format'],
    ['any', 'server-proxy/src/app/file.ts', 'export const a = (b: any): unknown => b;\n', 'noExplicitAny'],
    ['a default export', 'webapp/src/file.ts', 'export default 1;\n', 'noDefaultExport'],
    ['another file name', 'build/fileName.ts', 'export const a = 1;\n', 'useFilenamingConvention'],
    ['a log line of its own', 'server-proxy/src/app/file.ts', "console.log('a');\n", 'noConsole'],
    [
        'the environment',
        'server-proxy/src/cli/file.ts',
        'export const a = process.env;\n',
        'Only server-proxy/src/main.ts',
    ],
    [
        'the arguments',
        'server-proxy/src/cli/file.ts',
        'export const a = process.argv[2];\n',
        'Only server-proxy/src/main.ts',
    ],
    [
        'an end',
        'server-proxy/src/net/file.ts',
        'export const a = (): void => process.exit(1);\n',
        'Only server-proxy/src/main.ts',
    ],
])('%s is red', async (_, file, text, complaint) => {
    const tree = new TemporaryTree({[file]: text}, CONFIGURATION);
    onTestFinished(() => tree.remove());
    const {passed, output} = await runTool('biome', CHECK, tree.root);
    expect(output).toContain(complaint);
    expect(passed).toBe(false);
});

test('main.ts may touch the process', async () => {
    const text = 'process.exitCode = process.env.CODE === process.argv[2] ? 0 : 1;\n';
    const tree = new TemporaryTree({'server-proxy/src/main.ts': text}, CONFIGURATION);
    onTestFinished(() => tree.remove());
    expect((await runTool('biome', CHECK, tree.root)).output).not.toContain('×');
});
