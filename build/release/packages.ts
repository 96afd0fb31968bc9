// .deb and .rpm, for the servers that the plugin does not run on: one package with the program for each architecture, and
// one, for all of them, that runs it as a service.
import {execFile} from 'node:child_process';
import {mkdirSync, readFileSync} from 'node:fs';
import {readdir, readFile, writeFile} from 'node:fs/promises';
import {dirname, join} from 'node:path';
import {promisify} from 'node:util';
import {inRepository} from '../paths';
import type {ArchiveFile} from './archive';
import {withWorkFolder} from './cache';
import {nfpm} from './nfpm';
import type {Platform} from './platforms';
import {programFiles} from './program_files';
import type {PublishedFile} from './publish';

/** Also the folder below /opt and /etc, and the service. */
const NAME = 'openitcockpit-mattermost';
const SERVICE = `${NAME}-service`;
const OPT = `/opt/${NAME}`;

export interface PackageInput {
    /** Of plugin.json, e.g. 1.2.3 or 1.2.3-rc.1. */
    readonly version: string;
    /** Empty if unknown. */
    readonly homepage: string;
    readonly date: Date;
    /** The bundle's files for each platform. */
    readonly bundles: readonly {readonly platform: Platform; readonly files: readonly ArchiveFile[]}[];
}

interface Package {
    readonly name: string;
    /** As Debian names it; nfpm translates it for rpm. */
    readonly architecture: string;
    readonly description: string;
    /** Path on the system to content. */
    readonly files: readonly ArchiveFile[];
    /** That are the package's own. */
    readonly folders: readonly string[];
    readonly needs: Readonly<Record<Kind, readonly string[]>>;
    /** Scripts of the package manager: nfpm's name to path. */
    readonly scripts: Readonly<Record<string, string>>;
}

const KINDS = ['deb', 'rpm'] as const;
type Kind = (typeof KINDS)[number];

/**
 * Depends on nothing but its input.
 * @throws DistError if nfpm is unavailable
 */
export const buildPackages = async (input: PackageInput): Promise<readonly PublishedFile[]> => {
    const packages = [
        ...(await Promise.all(input.bundles.map(({platform, files}) => programPackage(platform, files)))),
        await servicePackage(input.version),
    ];
    const wanted = packages.flatMap((each) => KINDS.map((kind) => ({each, kind})));
    const built: PublishedFile[] = [];
    // One after the other: each compresses on all cores.
    for (const {each, kind} of wanted) {
        built.push(await buildPackage(each, kind, input));
    }
    return built;
};

const programPackage = async (platform: Platform, bundle: readonly ArchiveFile[]): Promise<Package> => {
    const placed = programFiles(bundle, OPT);
    const lines = await readdir(inRepository('assets/notification_commands'));
    return {
        name: NAME,
        architecture: platform.debianArchitecture,
        description: 'openITCOCKPIT for Mattermost: the program, for notification commands and checks',
        files: [
            ...placed,
            await ours('build/packaging/settings.env.example', `${OPT}/settings.env.example`),
            await ours('LICENSE', `/usr/share/doc/${NAME}/copyright`),
            ...(await Promise.all(
                lines.map((file) =>
                    ours(`assets/notification_commands/${file}`, `${OPT}/notification_commands/${file}`),
                ),
            )),
        ],
        folders: [`/etc/${NAME}`, ...foldersOf(OPT, placed), `${OPT}/notification_commands`],
        needs: {deb: ['libc6 (>= 2.28)'], rpm: ['glibc >= 2.28']},
        scripts: {},
    };
};

const servicePackage = async (version: string): Promise<Package> => {
    const packaged = 'build/packaging';
    const own = `${packaged}/service_package`;
    // Both packages write a pre-release with a tilde, which sorts before the release.
    const exact = version.replace('-', '~');
    return {
        name: SERVICE,
        architecture: 'all',
        description: 'openITCOCKPIT for Mattermost: the handler as a service beside Mattermost',
        files: [
            await ours(`${packaged}/${NAME}.service`, `/usr/lib/systemd/system/${NAME}.service`),
            await ours(`${own}/package.conf`, `/usr/lib/systemd/system/${NAME}.service.d/package.conf`),
            await ours(`${own}/user.conf`, `/usr/lib/sysusers.d/${NAME}.conf`),
            await ours('LICENSE', `/usr/share/doc/${SERVICE}/copyright`),
        ],
        folders: [`/usr/lib/systemd/system/${NAME}.service.d`],
        needs: {deb: [`${NAME} (= ${exact})`, 'systemd'], rpm: [`${NAME} = ${exact}`, 'systemd']},
        scripts: {
            postinstall: inRepository(own, 'postinstall.sh'),
            preremove: inRepository(own, 'preremove.sh'),
            postremove: inRepository(own, 'postremove.sh'),
        },
    };
};

/** rpm removes only folders that belong to the package. */
const foldersOf = (root: string, files: readonly ArchiveFile[]): string[] => [
    ...new Set([root, ...files.map(({path}) => dirname(path))]),
];

const ours = async (source: string, path: string): Promise<ArchiveFile> => ({
    path,
    content: await readFile(inRepository(source)),
    mode: 0o644,
});

const buildPackage = (each: Package, kind: Kind, input: PackageInput): Promise<PublishedFile> =>
    withWorkFolder(async (folder) => {
        const mtime = input.date.toISOString();
        const contents = await Promise.all(
            each.files.map(async ({path, content, mode}, index) => {
                const src = join(folder, String(index));
                await writeFile(src, content);
                return {src, dst: path, file_info: {mode, mtime, owner: 'root', group: 'root'}};
            }),
        );
        const folders = each.folders.map((dst) => ({dst, type: 'dir', file_info: {mode: 0o755, mtime}}));
        // nfpm reads YAML, which JSON is part of.
        const configuration = JSON.stringify({
            name: each.name,
            arch: each.architecture,
            platform: 'linux',
            version: input.version,
            section: 'net',
            priority: 'optional',
            maintainer: 'The openITCOCKPIT for Mattermost authors',
            description: each.description,
            homepage: input.homepage,
            license: 'MIT',
            mtime,
            contents: [...contents, ...folders],
            depends: each.needs[kind],
            scripts: each.scripts,
            rpm: {buildhost: 'localhost'},
        });
        await writeFile(join(folder, 'nfpm.yaml'), configuration);
        const out = join(folder, 'out');
        mkdirSync(out);
        const options = ['package', '--config', join(folder, 'nfpm.yaml'), '--packager', kind, '--target', out];
        await promisify(execFile)(await nfpm(), options);
        const [file = ''] = await readdir(out);
        return {file, content: readFileSync(join(out, file))};
    });
