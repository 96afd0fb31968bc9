import {expect, onTestFinished, test} from 'vitest';
import {mustPass, runTool} from '../support/house/run_tool';
import {TemporaryTree} from '../support/house/temporary_tree';

/** A whole project without anything dead. */
const ALIVE = {
    'package.json': '{"name": "house", "type": "module", "dependencies": {"hono": "1"}}\n',
    'server-proxy/src/main.ts': "import {Hono} from 'hono';\nimport {used} from './used';\nnew Hono(used);\n",
    'server-proxy/src/used.ts': 'export const used = {};\n',
};

test('dead code', async () => {
    await mustPass('knip', []);
});

test('an export, a file and a dependency that nobody imports are red', async () => {
    const tree = new TemporaryTree(ALIVE, ['knip.json']);
    onTestFinished(() => tree.remove());
    expect(await runTool('knip', ['--no-config-hints'], tree.root)).toEqual({passed: true, output: ''});

    tree.write({
        'server-proxy/src/main.ts': "import {used} from './used';\n\nvoid used;\n",
        'server-proxy/src/used.ts': 'export const used = {};\nexport const unused = 1;\n',
        'server-proxy/src/lonely.ts': 'export const a = 1;\n',
    });
    const {passed, output} = await runTool('knip', ['--no-config-hints'], tree.root);
    expect(output).toMatch(/Unused files \(1\)\nserver-proxy\/src\/lonely\.ts/);
    expect(output).toMatch(/Unused dependencies \(1\)\nhono/);
    expect(output).toMatch(/Unused exports \(1\)\nunused/);
    expect(passed).toBe(false);
});
