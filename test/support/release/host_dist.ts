import {execFileSync} from 'node:child_process';
import {mkdirSync, mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {type BuiltArchive, buildDist, type DistOptions} from '../../../build/release/build_dist';
import {cannotBuildHere} from '../../../build/release/dist_parts';
import {executablePath, hostPlatform, type Platform, PROGRAM_PATH} from '../../../build/release/platforms';

export interface HostDist {
    readonly platform: Platform;
    readonly archive: BuiltArchive;
    /** What is published: archives, checksums, documents. */
    readonly directory: string;
    /** The plugin's folder, unpacked by tar as an administrator would. */
    readonly plugin: string;
    /** What Mattermost starts. */
    readonly executable: string;
    /** What that starts. */
    readonly program: string;
    remove(): void;
}

/** @param more for instance a signer: what `npm run release` adds */
export const buildHostDist = async (more: Partial<DistOptions> = {}): Promise<HostDist> => {
    const platform = hostPlatform();
    if (!platform) throw new Error(cannotBuildHere());
    const root = mkdtempSync(join(tmpdir(), 'dist-'));
    const [directory, unpacked] = [join(root, 'dist'), join(root, 'unpacked')];
    const options = {platforms: [platform], outputDirectory: directory, downloadUrl: '', ...more};
    const [archive] = await buildDist(options);
    if (!archive) throw new Error('buildDist returned no archive');
    mkdirSync(unpacked);
    execFileSync('tar', ['-xzf', join(directory, archive.file), '-C', unpacked]);
    const plugin = join(unpacked, 'openitcockpit');
    return {
        platform,
        archive,
        directory,
        plugin,
        executable: join(plugin, executablePath(platform)),
        program: join(plugin, PROGRAM_PATH),
        remove: () => rmSync(root, {recursive: true, force: true}),
    };
};
