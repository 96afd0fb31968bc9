import {existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, describe, expect, test, vi} from 'vitest';
import {platformsNamed} from '../../build/release/build_dist';
import {DistError} from '../../build/release/cache';
import {cxxRuntime} from '../../build/release/cxx_runtime';
import {cannotBuildHere, distPartsMissing} from '../../build/release/dist_parts';
import {readElf, SEGMENT, TAG} from '../../build/release/elf_image';
import {fetchRuntime} from '../../build/release/node_runtime';
import {hostPlatform, PLATFORMS, type Platform} from '../../build/release/platforms';
import {buildExecutable} from '../../build/release/single_executable';

const missing = distPartsMissing();
const here = cannotBuildHere() || missing;
const because = here === '' ? '' : ` (skipped: ${here})`;

describe.skipIf(missing !== '').each(PLATFORMS)(`Node for $name${missing && ` (skipped: ${missing})`}`, (platform) => {
    test('takes the program, in one pass, and keeps everything else', async () => {
        const original = readElf(readFileSync((await fetchRuntime(platform.runtime)).node));
        const blob = Buffer.from('the program');
        const executable = await buildExecutable(platform, blob);
        const image = readElf(executable);
        expect(image.machine).toBe(platform.machine);
        expect(image.contentOf(SEGMENT.interpreter)).toEqual(original.contentOf(SEGMENT.interpreter));
        expect(image.namesOf(TAG.needed)).toEqual(original.namesOf(TAG.needed));
        expect(image.neededVersions).toEqual(original.neededVersions);
        expect(image.namesOf(TAG.runPath)).toEqual([[...platform.systemLibraries, '$ORIGIN/lib'].join(':')]);
        const notes = image.contentOf(SEGMENT.note);
        expect(notes.subarray(0, original.contentOf(SEGMENT.note).length)).toEqual(original.contentOf(SEGMENT.note));
        expect(notes.includes(blob)).toBe(true);
        expect(executable.includes('NODE_SEA_FUSE_fce680ab2cc467b6e072b8b5df1996b2:1')).toBe(true);
    });

    test('starts on glibc 2.28, the oldest one Node supports', async () => {
        const {neededVersions} = readElf(readFileSync((await fetchRuntime(platform.runtime)).node));
        const minors = neededVersions.flatMap(({version}) => /^GLIBC_2\.(\d+)/.exec(version)?.[1] ?? []);
        expect(Math.max(...minors.map(Number))).toBe(28);
    });
});

describe('npm', () => {
    let folder = '';

    afterEach(() => {
        vi.unstubAllEnvs();
        rmSync(folder, {recursive: true, force: true});
    });

    /** An npm of ours, first in the path. `$5` is the folder it shall put the archive into. */
    const npmThat = (script: string): void => {
        folder = mkdtempSync(join(tmpdir(), 'npm-'));
        writeFileSync(join(folder, 'npm'), `#!/bin/sh\n${script}\n`, {mode: 0o755});
        vi.stubEnv('PATH', `${folder}:${process.env.PATH}`);
    };
    const refused = async (): Promise<unknown> =>
        fetchRuntime({package: 'node-none', integrity: 'sha512-expected'}).catch((error: unknown) => error);

    test('that delivers another archive than expected is not believed', async () => {
        npmThat(`echo other > "$5/node.tgz"; echo '[{"filename": "node.tgz"}]'`);
        const error = await refused();
        expect(error).toBeInstanceOf(DistError);
        expect(error).toHaveProperty(
            'message',
            expect.stringMatching(
                /^node-none@.* from npm is not the archive this build expects \(sha512-.+platforms\.ts/,
            ),
        );
    });

    test('that delivers nothing is named', async () => {
        npmThat('exit 1');
        const error = await refused();
        expect(error).toBeInstanceOf(DistError);
        expect(error).toHaveProperty(
            'message',
            expect.stringMatching(/^npm could not download node-none@.*reachable\?/),
        );
    });
});

test('a platform nobody builds for is named', () => {
    expect(() => platformsNamed(['linux-amd64', 'plan9-386'])).toThrow(
        'No bundle is built for plan9-386: choose from linux-amd64, linux-arm64.',
    );
    expect(platformsNamed([])).toBe(PLATFORMS);
});

describe.skipIf(here !== '')(`the C++ runtime${because}`, () => {
    let folder = '';

    afterEach(() => {
        vi.unstubAllEnvs();
        rmSync(folder, {recursive: true, force: true});
    });

    const host = (): Platform => {
        const platform = hostPlatform();
        if (!platform) throw new Error(here);
        return platform;
    };
    const node = async (): Promise<Buffer> => readFileSync((await fetchRuntime(host().runtime)).node);

    /** The libraries as they are, in a folder of ours, with one of them changed. */
    const withLibrary = async (change: (libstdcxx: Buffer) => Buffer, license = 'GPL'): Promise<string> => {
        const {libraries} = await cxxRuntime(host(), await node());
        folder = mkdtempSync(join(tmpdir(), 'cxx-'));
        mkdirSync(join(folder, host().name));
        for (const {file, content} of libraries) {
            const changed = file.startsWith('libstdc++') ? change(Buffer.from(content)) : content;
            writeFileSync(join(folder, host().name, file), changed);
        }
        if (license !== '') writeFileSync(join(folder, host().name, 'LICENSE'), license);
        vi.stubEnv('CXX_RUNTIME_DIR', folder);
        return folder;
    };
    const replaced =
        (from: string, to: string) =>
        (content: Buffer): Buffer => {
            content.write(to, content.indexOf(from), 'latin1');
            return content;
        };

    test('comes from Debian, with its version and licence', async () => {
        const {libraries, license} = await cxxRuntime(host(), await node());
        expect(libraries.map(({file}) => file)).toEqual(['libstdc++.so.6', 'libgcc_s.so.1']);
        for (const {version} of libraries) expect(version).toMatch(/^\d+\.\d+\.\d+-/);
        expect(license).toContain('source package gcc-');
    });

    test('may come from a folder', async () => {
        await withLibrary((content) => content);
        const {libraries, license} = await cxxRuntime(host(), await node());
        expect(libraries.map(({version}) => version)).toEqual(['unknown', 'unknown']);
        expect(license).toBe('GPL');
    });

    test('is refused without its licence', async () => {
        const given = await withLibrary((content) => content, '');
        expect(existsSync(join(given, host().name, 'LICENSE'))).toBe(false);
        await expect(cxxRuntime(host(), await node())).rejects.toThrow(/lacks LICENSE\.$/);
    });

    test('is refused when it needs a newer C library than Mattermost’s image has', async () => {
        await withLibrary(replaced('GLIBC_2.36\0', 'GLIBC_2.38\0'));
        await expect(cxxRuntime(host(), await node())).rejects.toThrow(
            /^libstdc\+\+\.so\.6 needs GLIBC_2\.38, but Mattermost's image has GLIBC_2\.36: build on Debian 12/,
        );
    });

    test('is refused when Node needs a newer one', async () => {
        await withLibrary(replaced('GLIBCXX_3.4.21\0', 'GLIBCXX_3.4.xx\0'));
        await expect(cxxRuntime(host(), await node())).rejects.toThrow(/^libstdc\+\+\.so\.6 lacks GLIBCXX_3\.4\.21/);
    });

    test('is refused when it is of another processor', async () => {
        await withLibrary((content) => {
            content.writeUInt16LE(8, 18);
            return content;
        });
        await expect(cxxRuntime(host(), await node())).rejects.toThrow(/is made for machine 8, not for/);
    });
});
