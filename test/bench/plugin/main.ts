// `npm run bench:plugin [-- --write]`: our plugin beside a minimal one in Go, loaded by Mattermost's own SDK, in one run, and beside the
// last committed run. `--launcher` measures dist/server, run by this Node, instead of the bundle.
import {execFile, spawnSync} from 'node:child_process';
import {copyFileSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {buildAll} from '../../../build/build_all';
import {NODE_VERSION} from '../../../build/release/platforms';
import {startControl} from '../../support/peer/control';
import {buildGoProgram} from '../../support/peer/go_program';
import {installPlugin} from '../../support/peer/plugin_folder';
import {builtBundle} from '../../support/real/plugin_door';
import {runBegins, showFigures} from '../figures';
import {type Measured, pluginRows} from './rows';

const ROUNDS = 6;
const REQUESTS = 2000;
const STARTS = 5;
const TOTAL = 80_000;

const measure = async (pluginDir: string): Promise<readonly [Measured, Measured]> => {
    const host = buildGoProgram('test/peer/mattermosthost');
    const go = buildGoProgram('test/bench/plugin/go_plugin');
    if (host.skip || go.skip) {
        throw new Error(host.skip || go.skip);
    }
    const control = await startControl();
    const folder = mkdtempSync(join(tmpdir(), 'bench-plugin-'));
    mkdirSync(join(folder, 'benchplugin'));
    copyFileSync(go.file, join(folder, 'benchplugin/plugin'));
    const manifest = {id: 'benchplugin', name: 'Bench', version: '1.0.0', server: {executable: 'plugin'}};
    writeFileSync(join(folder, 'benchplugin/plugin.json'), JSON.stringify(manifest));
    const plugins = [
        {name: 'Go', pluginDir: folder, stored: {}},
        {name: 'ours', pluginDir, stored: control.settings.stored},
    ];
    const file = join(folder, 'settings.json');
    writeFileSync(file, JSON.stringify({plugins, rounds: ROUNDS, requests: REQUESTS, starts: STARTS, total: TOTAL}));
    const child = await run(host.file, file);
    await control.stop();
    rmSync(folder, {recursive: true, force: true});
    return JSON.parse(child) as [Measured, Measured];
};

/** Asynchronously: the double of openITCOCKPIT answers from this process. */
const run = (program: string, file: string): Promise<string> =>
    new Promise((resolve, reject) =>
        execFile(program, ['bench', file], {maxBuffer: 2 ** 28}, (error, stdout, stderr) =>
            error ? reject(new Error(`${error.message}\n${stderr.slice(-2000)}`)) : resolve(stdout),
        ),
    );

const isLauncher = process.argv.includes('--launcher');
if (isLauncher && process.argv.includes('--write')) {
    throw new Error('Only what is shipped is written down: leave out --launcher or --write.');
}
const began = runBegins(isLauncher ? process.versions.node : NODE_VERSION);
await buildAll();
if (!isLauncher) {
    const dist = spawnSync(process.execPath, ['build/run.mjs', 'build/dist.ts'], {encoding: 'utf8'});
    if (dist.status !== 0) {
        throw new Error(`npm run dist failed, without which there is no bundle to measure: ${dist.stderr}`);
    }
}
const ours = await installPlugin(isLauncher ? 'launcher' : undefined);
const bundle = ours.form === 'bundle' ? builtBundle() : undefined;
const measured = await measure(ours.directory).finally(() => ours.remove());
const rows = pluginRows(measured, TOTAL, bundle === undefined ? undefined : statSync(bundle).size);
showFigures('npm run bench:plugin -- --write', began, rows);
process.exit(rows.every(({ok}) => ok) ? 0 : 1);
