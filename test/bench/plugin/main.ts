// `npm run bench:plugin`: our plugin beside a minimal one in Go, loaded by Mattermost's own SDK, in one run.
import {spawnSync} from 'node:child_process';
import {copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {cpus, tmpdir} from 'node:os';
import {join} from 'node:path';
import {buildAll} from '../../../build/build_all';
import {startControl} from '../../support/peer/control';
import {buildGoProgram} from '../../support/peer/go_program';
import {installPlugin} from '../../support/peer/plugin_folder';
import {printTable, quantile, type Row, row} from '../measure';

interface Measured {
    readonly name: string;
    readonly activation: readonly number[];
    readonly idle: number;
    readonly used: number;
    readonly times: Readonly<Record<string, readonly number[]>>;
    readonly perSecond: Readonly<Record<string, readonly number[]>>;
    /** Of the plugin's process for one call, one number a round. */
    readonly cpu: Readonly<Record<string, readonly number[]>>;
}

const ROUNDS = 6;
const REQUESTS = 2000;
const TOTAL = 80_000;

const measure = async (): Promise<readonly [Measured, Measured]> => {
    const host = buildGoProgram('test/peer/mattermosthost');
    const go = buildGoProgram('test/bench/plugin/go_plugin');
    if (host.skip || go.skip) {
        throw new Error(host.skip || go.skip);
    }
    const control = await startControl();
    const ours = await installPlugin(process.argv.includes('--launcher') ? 'launcher' : undefined);
    console.log(
        ours.form === 'bundle' ? 'Measured: the executable of the bundle.' : 'Measured: dist/server run by Node.',
    );
    const folder = mkdtempSync(join(tmpdir(), 'bench-plugin-'));
    mkdirSync(join(folder, 'benchplugin'));
    copyFileSync(go.file, join(folder, 'benchplugin/plugin'));
    const manifest = {id: 'benchplugin', name: 'Bench', version: '1.0.0', server: {executable: 'plugin'}};
    writeFileSync(join(folder, 'benchplugin/plugin.json'), JSON.stringify(manifest));
    const plugins = [
        {name: 'Go', pluginDir: folder, stored: {}},
        {name: 'ours', pluginDir: ours.directory, stored: control.settings.stored},
    ];
    const file = join(folder, 'settings.json');
    writeFileSync(file, JSON.stringify({plugins, rounds: ROUNDS, requests: REQUESTS, starts: 5, total: TOTAL}));
    const child = await run(host.file, file);
    await control.stop();
    await ours.remove();
    rmSync(folder, {recursive: true, force: true});
    return JSON.parse(child) as [Measured, Measured];
};

/** Asynchronously: the double of openITCOCKPIT answers from this process. */
const run = async (program: string, file: string): Promise<string> => {
    const {execFile} = await import('node:child_process');
    return new Promise((resolve, reject) =>
        execFile(program, ['bench', file], {maxBuffer: 2 ** 28}, (error, stdout, stderr) =>
            error ? reject(new Error(`${error.message}\n${stderr.slice(-2000)}`)) : resolve(stdout),
        ),
    );
};

/** Median of the rounds. */
const cpuOf = ({cpu}: Measured, name: string): string => quantile(cpu[name] ?? [], 0.5).toFixed(2);

const rowsOf = ([go, ours]: readonly [Measured, Measured]): Row[] => {
    const rows: Row[] = [];
    for (const [name, mine] of Object.entries(ours.times)) {
        const theirs = go.times[name] ?? [];
        const [p50, p99] = [0.5, 0.99].map((p) => [quantile(theirs, p), quantile(mine, p)] as const);
        if (!p50 || !p99) {
            continue;
        }
        const ratios = [p50[1] / p50[0], p99[1] / p99[0]] as const;
        const both = (index: 0 | 1) => `${p50[index].toFixed(2)} / ${p99[index].toFixed(2)} ms`;
        const isHttp = name !== 'MessageWillBePosted';
        rows.push(
            row(
                `${name}: Go → ours, p50 / p99`,
                `${both(0)} → ${both(1)}; ratio ${ratios[0].toFixed(2)} / ${ratios[1].toFixed(2)}; ` +
                    `CPU a call ${cpuOf(go, name)} → ${cpuOf(ours, name)} ms`,
                isHttp ? '≤ 0.8 / ≤ 1.0' : '',
                !isHttp || (ratios[0] <= 0.8 && ratios[1] <= 1),
            ),
        );
    }
    const activation = quantile(ours.activation, 0.5);
    rows.push(
        row(
            'activation, median of 5: Go → ours',
            `${quantile(go.activation, 0.5).toFixed(0)} → ${activation.toFixed(0)} ms`,
            '≤ 250 ms',
            activation <= 250,
        ),
        row(
            'resident memory, idle: Go → ours',
            `${go.idle.toFixed(0)} → ${ours.idle.toFixed(0)} MB`,
            '≤ 60 MB',
            ours.idle <= 60,
        ),
        row(
            `resident memory after ${TOTAL} requests: Go → ours`,
            `${go.used.toFixed(0)} → ${ours.used.toFixed(0)} MB`,
            '≤ 90 MB',
            ours.used <= 90,
        ),
    );
    return rows;
};

await buildAll();
if (!process.argv.includes('--launcher')) {
    const dist = spawnSync(process.execPath, ['build/run.mjs', 'build/dist.ts'], {stdio: 'ignore'});
    console.log(
        dist.status === 0 ? 'Measured: the executable of the bundle.' : 'npm run dist failed; see its message.',
    );
}
console.log(`${cpus().length} × ${cpus()[0]?.model}`);
printTable(rowsOf(await measure()));
process.exit(0);
