import {execFile, execFileSync, execSync, fork, spawn, spawnSync} from 'node:child_process';
import {once} from 'node:events';
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {promisify} from 'node:util';
import {expect, it} from 'vitest';
import {FOREIGN_ADDRESS, FOREIGN_FILE} from './deeds';

const reads = `try { require('node:fs').existsSync('${FOREIGN_FILE}') } catch {}`;
const connects = `require('node:net').connect(9, '${FOREIGN_ADDRESS}').on('error', () => undefined)`;
const readsAsModule = `import {existsSync} from 'node:fs'; try { existsSync('${FOREIGN_FILE}') } catch {}`;
const env = {PATH: process.env.PATH ?? ''};

it('breach: a program reads', () => once(spawn(process.execPath, ['-e', reads], {env}), 'close'));
it('breach: a program connects', () => once(spawn(process.execPath, ['-e', connects], {env}), 'close'));
it('breach: a program that inherits the environment', () => {
    spawnSync(process.execPath, ['-e', reads]);
});
it('breach: a program of modules', () => {
    spawnSync(process.execPath, ['--input-type=module', '-e', readsAsModule], {env});
});
it('breach: through execFile', () => promisify(execFile)(process.execPath, ['-e', reads], {env}));
it('breach: through execFileSync', () => {
    execFileSync(process.execPath, ['-e', reads], {env});
});
it('breach: through a shell', () => {
    execSync(`'${process.execPath}' -e "$SCRIPT"`, {env: {...env, SCRIPT: reads}});
});
it('breach: a program that another one starts', () => {
    const outer = `require('node:child_process').spawnSync(process.execPath, ['-e', ${JSON.stringify(reads)}], {env: {}})`;
    spawnSync(process.execPath, ['-e', outer], {env});
});
it('breach: a program that says so itself', () => {
    const {stderr} = spawnSync(process.execPath, ['-e', `require('node:fs').readFileSync('${FOREIGN_FILE}')`], {env});
    expect(String(stderr)).toContain(FOREIGN_FILE);
});
it('breach: through fork', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'fork-'));
    const file = join(folder, 'reads.cjs');
    writeFileSync(file, reads);
    await once(fork(file, {env}), 'close');
    rmSync(folder, {recursive: true});
});

it('innocent: a program that stays', () => {
    expect(execFileSync(process.execPath, ['-p', '6 * 7'], {env, encoding: 'utf8'})).toBe('42\n');
});
