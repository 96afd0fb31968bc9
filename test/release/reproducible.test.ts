import {execFile, execFileSync} from 'node:child_process';
import {cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {promisify} from 'node:util';
import {describe, expect, onTestFinished, test} from 'vitest';
import {inRepository} from '../../build/paths';
import {cannotBuildHere, distPartsMissing, packagePartsMissing} from '../../build/release/dist_parts';
import {hostPlatform} from '../../build/release/platforms';

const here = cannotBuildHere() || distPartsMissing() || packagePartsMissing();
const because = here === '' ? '' : ` (skipped: ${here})`;
const TEN_MINUTES = 600_000;

/** What somebody else has: the sources in another place, and dependencies of their own. */
const copyOfTheSources = (prefix: string): string => {
    const folder = mkdtempSync(join(tmpdir(), prefix));
    onTestFinished(() => rmSync(folder, {recursive: true, force: true}));
    const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
        cwd: inRepository(),
        encoding: 'utf8',
    });
    for (const file of listed.split('\0').filter((name) => name !== '')) {
        mkdirSync(dirname(join(folder, file)), {recursive: true});
        cpSync(inRepository(file), join(folder, file));
    }
    // Hard links, where they are possible: a copy would be half a gigabyte.
    const modules = [inRepository('node_modules'), join(folder, 'node_modules')];
    const linked = ['-a', '--link', ...modules];
    try {
        execFileSync('cp', linked, {stdio: 'ignore'});
    } catch {
        rmSync(modules[1] ?? '', {recursive: true, force: true});
        execFileSync('cp', ['-a', ...modules]);
    }
    return folder;
};

const sumsOf = async (folder: string, umask: string, env: Readonly<Record<string, string>>): Promise<string> => {
    // Not build/run.mjs, which would bring dependencies that are older than the copied lock file up to date.
    const script = `umask ${umask}; exec node --import tsx build/dist.ts ${hostPlatform()?.name} --packages`;
    const epoch = {SOURCE_DATE_EPOCH: '1700000000', PROJECT_URL: 'https://forge.example.org/plugin'};
    await promisify(execFile)('sh', ['-c', script], {cwd: folder, env: {...process.env, ...epoch, ...env}});
    return readFileSync(join(folder, 'dist/SHA256SUMS'), 'utf8');
};

describe.skipIf(here !== '')(`the same sources${because}`, () => {
    test('built in two folders, in other time zones and languages, give the same bytes', {
        timeout: TEN_MINUTES,
    }, async () => {
        const first = await sumsOf(copyOfTheSources('a-'), '022', {TZ: 'UTC', LC_ALL: 'C'});
        const second = await sumsOf(copyOfTheSources('another-place-'), '077', {
            TZ: 'Pacific/Auckland',
            LC_ALL: 'de_DE.UTF-8',
        });
        expect(first).toMatch(/\.tar\.gz\n.*\.deb\n.*\.rpm\n/s);
        expect(second).toBe(first);
    });
});
