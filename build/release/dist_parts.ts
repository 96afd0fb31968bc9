import {spawnSync} from 'node:child_process';
import {existsSync, readFileSync} from 'node:fs';
import {readFile} from 'node:fs/promises';
import {baseSystem, hasBaseSystem} from './base_system';
import {DistError} from './cache';
import {cxxRuntime, hasCxxRuntime} from './cxx_runtime';
import {nfpmMissing} from './nfpm';
import {fetchRuntime, hasRuntime} from './node_runtime';
import {hostPlatform, PLATFORMS, type Platform} from './platforms';

/** Why no bundle can be built on this machine; empty if it can. Other systems have the wrong C++ runtime, or none. */
export const cannotBuildHere = (): string => {
    if (!hostPlatform()) {
        return `no bundle is built for ${process.platform}-${process.arch}`;
    }
    const release = existsSync('/etc/os-release') ? readFileSync('/etc/os-release', 'utf8') : '';
    const debian12 = /^ID=debian$/m.test(release) && /^VERSION_ID="12"$/m.test(release);
    return debian12 || process.env.CXX_RUNTIME_DIR ? '' : 'needs Debian 12, or CXX_RUNTIME_DIR';
};

/** Why the bundle of another processor cannot be built and started here; empty if it can. */
export const cannotEmulate = (platform: Platform): string => {
    if (spawnSync(emulatorOf(platform), ['--version']).status !== 0) {
        return `needs ${emulatorOf(platform)}, of Debian's qemu-user`;
    }
    const isThere = hasRuntime(platform.runtime) && hasCxxRuntime(platform) && hasBaseSystem(platform);
    return isThere ? '' : `parts of ${platform.name} are not there: npm run test:prepare fetches them`;
};

export const emulatorOf = ({machine}: Platform): string => `qemu-${machine === 'arm64' ? 'aarch64' : 'x86_64'}`;

/** The parts `fetchDistParts` has yet to fetch; empty if none. */
export const distPartsMissing = (): string => {
    const host = hostPlatform();
    const runtimes = PLATFORMS.every(({runtime}) => hasRuntime(runtime));
    const all = runtimes && (!host || cannotBuildHere() !== '' || hasCxxRuntime(host));
    return all ? '' : 'Node or the C++ runtime of the bundles is not there: npm run test:prepare fetches them';
};

/** What packages and images need beyond a bundle, and has yet to be fetched; empty if nothing. */
export const packagePartsMissing = (): string => {
    const host = hostPlatform();
    const base =
        host && hasBaseSystem(host) ? '' : 'the C library of the images is not there: npm run test:prepare fetches it';
    return nfpmMissing() || base;
};

/** Fetches the parts of every platform's bundle and image. @returns why something is unavailable */
export const fetchDistParts = async (): Promise<string | undefined> => {
    try {
        for (const platform of PLATFORMS) {
            const node = await readFile((await fetchRuntime(platform.runtime)).node);
            if (hostPlatform() && cannotBuildHere() === '' && !process.env.CXX_RUNTIME_DIR) {
                await cxxRuntime(platform, node);
                await baseSystem(platform, node);
            }
        }
        return undefined;
    } catch (error) {
        if (error instanceof DistError) return error.message.replace(/\.$/, '');
        throw error;
    }
};
