import {execFileSync, spawn, spawnSync} from 'node:child_process';
import {once} from 'node:events';
import {chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {inRepository} from '../../build/paths';
import {baseSystem} from '../../build/release/base_system';
import {buildDist} from '../../build/release/build_dist';
import {cannotBuildHere, cannotEmulate, emulatorOf} from '../../build/release/dist_parts';
import {fetchRuntime} from '../../build/release/node_runtime';
import {hostPlatform, PLATFORMS, type Platform, PROGRAM_PATH} from '../../build/release/platforms';

const {version} = JSON.parse(readFileSync(inRepository('package.json'), 'utf8')) as {version: string};
const others = PLATFORMS.filter(({name}) => name !== hostPlatform()?.name);

/** The unpacked plugin beside the C library that images of its processor have. */
const unpackedWithLibrary = async (platform: Platform, folder: string): Promise<string> => {
    const outputDirectory = join(folder, 'dist');
    const [archive] = await buildDist({platforms: [platform], outputDirectory, downloadUrl: ''});
    execFileSync('tar', ['-xzf', join(outputDirectory, archive?.file ?? ''), '-C', folder]);
    const {files} = await baseSystem(platform, readFileSync((await fetchRuntime(platform.runtime)).node));
    for (const {path, content, mode} of files) {
        const at = join(folder, 'root', path);
        mkdirSync(dirname(at), {recursive: true});
        writeFileSync(at, content);
        chmodSync(at, mode ?? 0o644);
    }
    return join(folder, 'openitcockpit', PROGRAM_PATH);
};

describe.each(others)('the bundle for another processor: $name', (platform) => {
    const reason = cannotBuildHere() || cannotEmulate(platform);
    const because = reason === '' ? '' : ` (skipped: ${reason})`;

    describe.skipIf(reason !== '')(`in an emulator${because}`, () => {
        let folder: string;
        let argv: readonly string[];

        beforeAll(async () => {
            folder = mkdtempSync(join(tmpdir(), 'emulated-'));
            argv = ['-L', join(folder, 'root'), await unpackedWithLibrary(platform, folder)];
        });
        afterAll(() => rmSync(folder, {recursive: true, force: true}));

        test('is the command line', () => {
            const {status, stdout, stderr} = spawnSync(emulatorOf(platform), [...argv, '--version'], {
                encoding: 'utf8',
            });
            expect({status, stdout, stderr}).toEqual({status: 0, stdout: `${version}\n`, stderr: ''});
        });

        test('starts as Mattermost’s plugin process and offers its socket; SIGTERM ends it', async () => {
            const env = {MATTERMOST_PLUGIN: 'Securely message teams, anywhere.', PLUGIN_PROTOCOL_VERSIONS: '1'};
            const plugin = spawn(emulatorOf(platform), argv, {env: {PATH: process.env.PATH ?? '', ...env}});
            const ended = once(plugin, 'exit');
            const [line] = await once(plugin.stdout, 'data');
            expect(String(line)).toMatch(/^1\|1\|unix\|\/tmp\/[^|]+\|netrpc\|\n$/);
            plugin.kill('SIGTERM');
            expect(await ended).toEqual([0, null]);
        });
    });
});
