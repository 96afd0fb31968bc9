import {execFile} from 'node:child_process';
import {inRepository} from '../../../build/paths';

export interface ToolResult {
    readonly passed: boolean;
    /** Everything it wrote, without colours. */
    readonly output: string;
}

const SCRIPTS = {
    tsc: 'node_modules/typescript/bin/tsc',
    biome: 'node_modules/@biomejs/biome/bin/biome',
    knip: 'node_modules/knip/bin/knip.js',
} as const;

/** Runs one of the tools that check the code. @param root the project, absolute */
export const runTool = (tool: keyof typeof SCRIPTS, args: readonly string[], root: string): Promise<ToolResult> =>
    new Promise((resolve) => {
        execFile(
            process.execPath,
            [inRepository(SCRIPTS[tool]), ...args],
            {cwd: root, env: {...process.env, NO_COLOR: '1', FORCE_COLOR: '0'}, maxBuffer: 16 * 1024 * 1024},
            (error, stdout, stderr) => resolve({passed: error === null, output: `${stdout}${stderr}`}),
        );
    });

/** The same for the repository. @throws with the tool's own output if it finds anything */
export const mustPass = async (tool: keyof typeof SCRIPTS, args: readonly string[]): Promise<void> => {
    const {passed, output} = await runTool(tool, args, inRepository());
    if (!passed) {
        throw new Error(output);
    }
};
