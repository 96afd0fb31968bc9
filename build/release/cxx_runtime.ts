// The C++ runtime Node needs and Mattermost's own container image does not have: libstdc++ and libgcc, from Debian's
// packages for the platform, which apt verifies.
import {execFileSync} from 'node:child_process';
import {existsSync, readdirSync, readFileSync, readlinkSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {cached, DistError, isCached, withWorkFolder} from './cache';
import {aptFor} from './debian_packages';
import {readElf} from './elf_image';
import {type Platform, SHIPPED_LIBRARIES} from './platforms';

/** C library of Mattermost's current image, distroless Debian 12: what we ship must not need a newer one. */
const NEWEST_GLIBC = [2, 36] as const;

const LIBRARIES = [
    {file: 'libstdc++.so.6', debianPackage: 'libstdc++6'},
    {file: 'libgcc_s.so.1', debianPackage: 'libgcc-s1'},
] as const;

export interface CxxLibrary {
    readonly file: string;
    readonly content: Buffer;
    readonly debianPackage: string;
    /** Version of the Debian package, or `unknown` if the libraries came from a folder of yours. */
    readonly version: string;
}

export interface CxxRuntime {
    readonly libraries: readonly CxxLibrary[];
    /** Licence and source of the libraries. */
    readonly license: string;
}

/**
 * @param node the executable they are for
 * @throws DistError if they are unavailable, or do not fit the executable or Mattermost's image
 */
export const cxxRuntime = async (platform: Platform, node: Buffer): Promise<CxxRuntime> => {
    const given = process.env.CXX_RUNTIME_DIR;
    const folder = given ? join(given, platform.name) : await debianLibraries(platform);
    const missing = [...LIBRARIES.map(({file}) => file), 'LICENSE'].filter((file) => !existsSync(join(folder, file)));
    if (missing.length > 0) {
        throw new DistError(`${folder} lacks ${missing.join(', ')}.`);
    }
    const versions = existsSync(join(folder, 'versions.json'))
        ? (JSON.parse(readFileSync(join(folder, 'versions.json'), 'utf8')) as Record<string, string>)
        : {};
    const libraries = LIBRARIES.map(({file, debianPackage}) => {
        const content = readFileSync(join(folder, file));
        assertFits(platform, file, content, node);
        return {file, content, debianPackage, version: versions[debianPackage] ?? 'unknown'};
    });
    return {libraries, license: readFileSync(join(folder, 'LICENSE'), 'utf8')};
};

/** @throws DistError naming what is wrong with a library */
const assertFits = (platform: Platform, file: string, content: Buffer, node: Buffer): void => {
    const library = readElf(content);
    if (library.machine !== platform.machine) {
        throw new DistError(`${file} is made for ${library.machine}, not for ${platform.machine}.`);
    }
    const tooNew = library.neededVersions.find(({version}) => isNewerGlibc(version));
    if (tooNew) {
        throw new DistError(
            `${file} needs ${tooNew.version}, but Mattermost's image has GLIBC_${NEWEST_GLIBC.join('.')}: ` +
                'build on Debian 12, or point CXX_RUNTIME_DIR to older libraries.',
        );
    }
    const offered = new Set(library.strings.toString('latin1').split('\0'));
    const lacking = readElf(node).neededVersions.find(({library: of, version}) => of === file && !offered.has(version));
    if (lacking) {
        throw new DistError(`${file} lacks ${lacking.version}, which this Node needs: take a newer one.`);
    }
};

const isNewerGlibc = (version: string): boolean => {
    const [, major = '0', minor = '0'] = /^GLIBC_(\d+)\.(\d+)/.exec(version) ?? [];
    return Number(major) > NEWEST_GLIBC[0] || (Number(major) === NEWEST_GLIBC[0] && Number(minor) > NEWEST_GLIBC[1]);
};

const INSTEAD =
    'run this on Debian 12, or put libstdc++.so.6, libgcc_s.so.1 and their LICENSE into <folder>/<platform> and set ' +
    'CXX_RUNTIME_DIR=<folder>';

const keyOf = (platform: Platform): string => `cxx-runtime-${platform.name}`;

export const hasCxxRuntime = (platform: Platform): boolean =>
    Boolean(process.env.CXX_RUNTIME_DIR) || isCached(keyOf(platform));

const debianLibraries = (platform: Platform): Promise<string> =>
    cached(keyOf(platform), (folder) => withWorkFolder((work) => unpackDebian(platform, work, folder)));

const unpackDebian = async (platform: Platform, work: string, target: string): Promise<void> => {
    const apt = aptFor(platform.debianArchitecture, work, INSTEAD);
    const root = join(work, 'root');
    const fetched = apt.download(LIBRARIES.map(({debianPackage}) => debianPackage));
    for (const {path} of fetched) {
        execFileSync('dpkg-deb', ['-x', path, root]);
    }
    // One of the compiler's packages holds the licence of all its libraries; its name contains the version.
    const [base = ''] = readlinkSync(join(root, 'usr/share/doc/libstdc++6')).split('/');
    for (const {path} of apt.download([base])) {
        execFileSync('dpkg-deb', ['-x', path, root]);
    }
    for (const {file} of LIBRARIES) {
        writeFileSync(join(target, file), readFileSync(findLibrary(root, file)));
    }
    const versions = Object.fromEntries(fetched.map(({name, version}) => [name, version]));
    writeFileSync(join(target, 'versions.json'), JSON.stringify(versions));
    writeFileSync(join(target, 'LICENSE'), licenseText(root, base, fetched[0]?.version ?? ''));
};

/** The file a library's name links to; Debian gives it a longer name. */
const findLibrary = (root: string, name: string): string => {
    const found = readdirSync(root, {recursive: true, withFileTypes: true})
        .filter((entry) => entry.isFile() && entry.name.startsWith(name) && !entry.name.endsWith('.py'))
        .map((entry) => join(entry.parentPath, entry.name));
    const [library] = found;
    if (!library) throw new DistError(`Debian's packages do not hold ${name}: has the package been renamed?`);
    return library;
};

const licenseText = (root: string, basePackage: string, version: string): string => {
    const source = basePackage.replace(/-base$/, '');
    return [
        `libstdc++.so.6 and libgcc_s.so.1 in server/dist/${SHIPPED_LIBRARIES} are unmodified files of Debian's packages of`,
        `${source} ${version}. Debian offers their source as the source package ${source}, the same version:`,
        '`apt-get source` fetches it; the archive of old packages keeps it.',
        '',
        readFileSync(join(root, 'usr/share/doc', basePackage, 'copyright'), 'utf8'),
        '',
        readFileSync('/usr/share/common-licenses/GPL-3', 'utf8'),
    ].join('\n');
};
