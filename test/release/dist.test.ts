import {spawnSync} from 'node:child_process';
import {once} from 'node:events';
import {existsSync, readdirSync, readFileSync, rmSync, statSync} from 'node:fs';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import * as z from 'zod';
import {inRepository} from '../../build/paths';
import {sha256} from '../../build/release/archive';
import {cannotBuildHere, distPartsMissing} from '../../build/release/dist_parts';
import {embedInElf} from '../../build/release/elf';
import {ElfError, readElf, TAG} from '../../build/release/elf_image';
import {NODE_VERSION} from '../../build/release/platforms';
import {cannotChangeRoot, type GlibcRoot, glibcRoot} from '../support/release/glibc_root';
import {buildHostDist, type HostDist} from '../support/release/host_dist';

const here = cannotBuildHere() || distPartsMissing();
const noRoot = cannotChangeRoot();
const because = (reason: string): string => (reason === '' ? '' : ` (skipped: ${reason})`);
const {version} = JSON.parse(readFileSync(inRepository('package.json'), 'utf8')) as {version: string};

describe.skipIf(here !== '')(`npm run dist${because(here)}`, () => {
    let dist: HostDist;

    beforeAll(async () => {
        dist = await buildHostDist();
    });
    afterAll(() => dist?.remove());

    const inPlugin = (path: string): Buffer => readFileSync(join(dist.plugin, path));
    const published = (path: string): Buffer => readFileSync(join(dist.directory, path));
    const document = (path: string): unknown => JSON.parse(published(path).toString());

    describe('the bundle', () => {
        test('has one folder with everything the plugin consists of, and nothing else', () => {
            const files = readdirSync(dist.plugin, {recursive: true, withFileTypes: true})
                .filter((entry) => entry.isFile())
                .map((entry) => join(entry.parentPath, entry.name).slice(dist.plugin.length + 1));
            expect(files.sort()).toEqual([
                'LICENSE',
                'NOTICE.txt',
                'assets/bot.png',
                'assets/icon.svg',
                'licenses/gcc_runtime.txt',
                'licenses/node.txt',
                'plugin.json',
                'server/dist/lib/libgcc_s.so.1',
                'server/dist/lib/libstdc++.so.6',
                `server/dist/plugin-${dist.platform.name}`,
                'server/dist/server-proxy',
                'webapp/dist/main.js',
                expect.stringMatching(/^webapp\/dist\/panel_[0-9a-f]{20}\.js$/),
                expect.stringMatching(/^webapp\/dist\/subscriptions_[0-9a-f]{20}\.js$/),
            ]);
            expect(readdirSync(join(dist.plugin, '..'))).toEqual(['openitcockpit']);
        });

        test('is at most 41 MB: proxies in front of Mattermost often allow 50', () => {
            expect(statSync(join(dist.directory, dist.archive.file)).size).toBeLessThanOrEqual(41_000_000);
            expect(dist.archive.bytes).toBe(statSync(join(dist.directory, dist.archive.file)).size);
        });

        test('names exactly one executable, which may be executed, as the program may, and files that exist', () => {
            const manifest = JSON.parse(inPlugin('plugin.json').toString());
            expect(manifest.server).toEqual({
                executables: {[dist.platform.name]: `server/dist/plugin-${dist.platform.name}`},
            });
            for (const file of [dist.executable, dist.program]) expect(statSync(file).mode & 0o777).toBe(0o755);
            expect(statSync(join(dist.plugin, 'plugin.json')).mode & 0o777).toBe(0o644);
            expect(existsSync(join(dist.plugin, manifest.webapp.bundle_path))).toBe(true);
            expect(existsSync(join(dist.plugin, manifest.icon_path))).toBe(true);
        });

        test('brings the licences of what it ships', () => {
            expect(inPlugin('licenses/node.txt').toString()).toMatch(/^Node\.js is licensed for use as follows/);
            const gcc = inPlugin('licenses/gcc_runtime.txt').toString();
            expect(gcc).toContain('GCC RUNTIME LIBRARY EXCEPTION');
            expect(gcc).toContain('GNU GENERAL PUBLIC LICENSE');
            const notice = inPlugin('NOTICE.txt').toString();
            for (const name of Object.keys(
                JSON.parse(readFileSync(inRepository('package.json'), 'utf8')).dependencies,
            )) {
                expect(notice).toMatch(new RegExp(`^ {4}${name} \\d.*: `, 'm'));
            }
            expect(notice).not.toContain('ships no licence text; it states: UNKNOWN');
        });
    });

    describe('the executable', () => {
        const run = (argv: readonly string[], env: Record<string, string> = {}) => {
            const {status, stdout, stderr} = spawnSync(dist.executable, argv, {encoding: 'utf8', env});
            return {status, stdout, stderr};
        };

        test('is so small that Mattermost, which hashes it twice, takes no time', () => {
            expect(statSync(dist.executable).size).toBeLessThan(1000);
        });

        test('finds the C++ runtime of the system first and ours last', () => {
            const image = readElf(readFileSync(dist.program));
            expect(image.machine).toBe(dist.platform.machine);
            expect(image.namesOf(TAG.runPath)).toEqual([[...dist.platform.systemLibraries, '$ORIGIN/lib'].join(':')]);
            expect(image.namesOf(TAG.needed)).toEqual(expect.arrayContaining(['libstdc++.so.6', 'libgcc_s.so.1']));
        });

        test('is the command line: version, help, notify', () => {
            expect(run(['--version'])).toEqual({status: 0, stdout: `${version}\n`, stderr: ''});
            expect(run(['--help']).stdout).toMatch(/^Usage: /);
            expect(run(['notify', '--help'])).toEqual({
                status: 0,
                stdout: expect.stringMatching(/^Usage: .*notify/),
                stderr: '',
            });
        });

        test('does not care for NODE_OPTIONS of the server that starts it', () => {
            const result = run(['--version'], {NODE_OPTIONS: '--require /nonexistent.js'});
            expect(result).toEqual({status: 0, stdout: `${version}\n`, stderr: ''});
        });

        test('says nothing of the machine it was built on', () => {
            for (const file of [dist.executable, dist.program]) {
                expect(readFileSync(file).includes(inRepository())).toBe(false);
            }
        });

        test('is made of an unmodified Node only', () => {
            const embedding = {blob: Buffer.alloc(8), runPath: ['/lib']};
            expect(() => embedInElf(readFileSync(dist.program), embedding)).toThrow(ElfError);
            expect(() => embedInElf(inPlugin('server/dist/lib/libgcc_s.so.1'), embedding)).toThrow(/official Node/);
            expect(() => embedInElf(inPlugin('webapp/dist/main.js'), embedding)).toThrow(/not a 64-bit .* ELF file/);
        });
    });

    describe.skipIf(noRoot !== '')(`in a root that holds only the C library${because(noRoot)}`, () => {
        let root: GlibcRoot;

        beforeAll(() => {
            root = glibcRoot(dist.platform, dist.plugin);
        });
        afterAll(() => root?.remove());

        test('Mattermost’s plugin process starts and offers its socket; closing ends it', async () => {
            const env = {MATTERMOST_PLUGIN: 'Securely message teams, anywhere.', PLUGIN_PROTOCOL_VERSIONS: '1'};
            const plugin = root.start(root.executable, env);
            const ended = once(plugin, 'exit');
            const [line] = await once(plugin.stdout ?? plugin, 'data');
            expect(String(line)).toMatch(/^1\|1\|unix\|\/tmp\/[^|]+\|netrpc\|\n$/);
            plugin.kill('SIGTERM');
            expect(await ended).toEqual([0, null]);
        });

        test('the executable starts with the libraries beside it, and not without them', () => {
            expect(root.run(root.executable, '--version')).toEqual({status: 0, stdout: `${version}\n`, stderr: ''});
            rmSync(join(root.folder, 'plugins/openitcockpit/server/dist/lib'), {recursive: true});
            const without = root.run(root.executable, '--version');
            expect(without.status).toBe(127);
            expect(without.stderr).toContain('libstdc++.so.6: cannot open shared object file');
        });
    });

    describe('beside the bundle', () => {
        test('SHA256SUMS fits every file', () => {
            const lines = published('SHA256SUMS').toString().trim().split('\n');
            const sums = Object.fromEntries(lines.map((line) => line.split('  ').reverse()));
            const files = readdirSync(dist.directory).filter((file) => file !== 'SHA256SUMS');
            expect(sums).toEqual(Object.fromEntries(files.map((file) => [file, sha256(published(file))])));
            expect(files.sort()).toEqual(['marketplace.json', dist.archive.file, 'sbom.cdx.json'].sort());
        });

        test('the SBOM is CycloneDX 1.6 and knows the runtime, the C++ libraries and the bundled packages', () => {
            const component = z.object({
                type: z.enum(['application', 'library', 'platform']),
                'bom-ref': z.string(),
                name: z.string(),
                version: z.string(),
                purl: z.string().startsWith('pkg:'),
                hashes: z.array(z.object({alg: z.enum(['SHA-256', 'SHA-512']), content: z.hex()})).optional(),
            });
            const bom = z
                .object({
                    bomFormat: z.literal('CycloneDX'),
                    specVersion: z.literal('1.6'),
                    serialNumber: z.string().startsWith('urn:uuid:'),
                    version: z.literal(1),
                    metadata: z.object({timestamp: z.iso.datetime(), component}),
                    components: z.array(component),
                    dependencies: z.array(z.object({ref: z.string(), dependsOn: z.array(z.string()).optional()})),
                })
                .parse(document('sbom.cdx.json'));
            const names = bom.components.map(({name}) => name);
            expect(names).toEqual(expect.arrayContaining(['hono', 'axios', 'zod', 'node', 'libstdc++6', 'libgcc-s1']));
            expect(names).not.toContain('vitest');
            expect(bom.components.find(({name}) => name === 'node')?.version).toBe(NODE_VERSION);
            const library = bom.components.find(({name}) => name === 'libgcc-s1');
            expect(library?.hashes?.[0]?.content).toBe(sha256(inPlugin('server/dist/lib/libgcc_s.so.1')));
        });

        test('the marketplace entry carries the whole manifest and this archive', () => {
            const manifest = JSON.parse(inPlugin('plugin.json').toString());
            expect(document('marketplace.json')).toEqual([
                expect.objectContaining({
                    manifest: {
                        ...manifest,
                        server: {executables: expect.objectContaining(manifest.server.executables)},
                    },
                    platforms: {[dist.platform.name]: {download_url: dist.archive.file, signature: ''}},
                    icon_data: expect.stringMatching(/^data:image\/svg\+xml;base64,/),
                }),
            ]);
        });
    });
});
