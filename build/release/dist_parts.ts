import {existsSync, readFileSync} from 'node:fs';
import {readFile} from 'node:fs/promises';
import {baseSystem, hasBaseSystem} from './base_system';
import {DistError} from './cache';
import {cxxRuntime, hasCxxRuntime} from './cxx_runtime';
import {nfpmMissing} from './nfpm';
import {fetchRuntime, hasRuntime} from './node_runtime';
import {hostPlatform, PLATFORMS} from './platforms';

/** Why no bundle can be built on this machine; empty if it can. Other systems have the wrong C++ runtime, or none. */
export const cannotBuildHere = (): string => {
    if (!hostPlatform()) {
        return `no bundle is built for ${process.platform}-${process.arch}`;
    }
    const release = existsSync('/etc/os-release') ? readFileSync('/etc/os-release', 'utf8') : '';
    const debian12 = /^ID=debian$/m.test(release) && /^VERSION_ID="12"$/m.test(release);
    return debian12 || process.env.CXX_RUNTIME_DIR ? '' : 'needs Debian 12, or CXX_RUNTIME_DIR';
};

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

/** Fetches the parts of this machine's bundle, and every platform's Node. @returns why something is unavailable */
export const fetchDistParts = async (): Promise<string | undefined> => {
    try {
        for (const {runtime} of PLATFORMS) {
            await fetchRuntime(runtime);
        }
        const host = hostPlatform();
        if (host && cannotBuildHere() === '') {
            const node = await readFile((await fetchRuntime(host.runtime)).node);
            await cxxRuntime(host, node);
            if (!process.env.CXX_RUNTIME_DIR) await baseSystem(host, node);
        }
        return undefined;
    } catch (error) {
        if (error instanceof DistError) return error.message.replace(/\.$/, '');
        throw error;
    }
};
