import {existsSync, readFileSync} from 'node:fs';
import {readFile} from 'node:fs/promises';
import {DistError} from './cache';
import {cxxRuntime, hasCxxRuntime} from './cxx_runtime';
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

/** Fetches the parts of this machine's bundle, and every platform's Node. @returns why something is unavailable */
export const fetchDistParts = async (): Promise<string | undefined> => {
    try {
        for (const {runtime} of PLATFORMS) {
            await fetchRuntime(runtime);
        }
        const host = hostPlatform();
        if (host && cannotBuildHere() === '') {
            await cxxRuntime(host, await readFile((await fetchRuntime(host.runtime)).node));
        }
        return undefined;
    } catch (error) {
        if (error instanceof DistError) return error.message.replace(/\.$/, '');
        throw error;
    }
};
