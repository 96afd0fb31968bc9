// `npm run check`: everything that must be green before a commit is shared. Runs all steps and names those that failed.
import {spawnSync} from 'node:child_process';
import {inRepository} from './paths';

const STEPS: readonly (readonly [name: string, script: string, ...args: string[]])[] = [
    ['types', 'node_modules/typescript/bin/tsc', '-b'],
    ['lint, format, import walls', 'node_modules/@biomejs/biome/bin/biome', 'check', '--error-on-warnings'],
    ['dead code', 'node_modules/knip/bin/knip.js'],
    ['tests', 'build/run.mjs', 'build/test.ts'],
];

const failed = STEPS.filter(([name, script, ...args]) => {
    console.log(`\n── ${name}`);
    return (
        spawnSync(process.execPath, [inRepository(script), ...args], {cwd: inRepository(), stdio: 'inherit'}).status !==
        0
    );
});
console.log(failed.length === 0 ? '\nAll checks passed.' : `\nFailed: ${failed.map(([name]) => name).join(', ')}`);
process.exitCode = failed.length === 0 ? 0 : 1;
