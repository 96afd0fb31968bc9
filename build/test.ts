// `npm test`: fetches what the tests need, builds, runs every test. Further arguments are passed to vitest.
import {spawnSync} from 'node:child_process';
import {buildAll} from './build_all';
import {inRepository} from './paths';
import {prepareTests} from './prepare_tests';

await prepareTests();
await buildAll();
const {status} = spawnSync(
    process.execPath,
    [inRepository('node_modules/vitest/vitest.mjs'), 'run', ...process.argv.slice(2)],
    {cwd: inRepository(), stdio: 'inherit', env: {...process.env, NO_COLOR: '1'}},
);
process.exitCode = status ?? 1;
