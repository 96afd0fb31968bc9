// `npm test`: builds, finds or installs Chromium, runs every test. Further arguments go to vitest.
import {spawnSync} from 'node:child_process';
import {buildAll} from './build_all';
import {ensureChromium} from './chromium';
import {inRepository} from './paths';

const noChromium = ensureChromium();
if (noChromium) {
    console.log(`Tests in a browser are skipped: ${noChromium}.`);
}
await buildAll();
const {status} = spawnSync(
    process.execPath,
    [inRepository('node_modules/vitest/vitest.mjs'), 'run', ...process.argv.slice(2)],
    {cwd: inRepository(), stdio: 'inherit', env: {...process.env, NO_COLOR: '1'}},
);
process.exitCode = status ?? 1;
