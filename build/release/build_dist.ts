// `npm run dist`: what is published, i.e. bundles with Node inside, checksums, SBOM and marketplace entry
// (docs/packaging.md).
import {execFileSync} from 'node:child_process';
import {readdir, readFile} from 'node:fs/promises';
import {basename, dirname, join} from 'node:path';
import type webpack from 'webpack';
import {checkManifest} from '../manifest';
import {inRepository} from '../paths';
import {runWebpack} from '../run_webpack';
import {webpackServer} from '../webpack_server';
import {webpackWebapp} from '../webpack_webapp';
import {type ArchiveFile, writeTarGz} from './archive';
import {type BaseSystem, baseSystem} from './base_system';
import {type BundledPackage, bundledPackages} from './bundled_packages';
import {DistError, withWorkFolder} from './cache';
import {type CxxRuntime, cxxRuntime} from './cxx_runtime';
import {entryExecutable} from './entry';
import {buildImage} from './image';
import {marketplaceList, staticMarketplace} from './marketplace';
import {fetchRuntime} from './node_runtime';
import {noticeText} from './notice';
import {buildPackages} from './packages';
import {executablePath, PLATFORMS, type Platform, PROGRAM_PATH, SHIPPED_LIBRARIES} from './platforms';
import type {ProjectLinks} from './project';
import {type PublishedFile, publish, signaturesOf} from './publish';
import {sbom} from './sbom';
import type {Signer} from './signing';
import {buildExecutable, prepareBlob} from './single_executable';

export interface DistOptions {
    readonly platforms: readonly Platform[];
    /** Receives the archives, SHA256SUMS, sbom.cdx.json and marketplace.json; results of earlier builds are removed. */
    readonly outputDirectory: string;
    /** Where the archives will be published, for the marketplace entry; empty if unknown. */
    readonly downloadUrl: string;
    /** For the manifest and the marketplace entry; left out while nobody says where the project is. */
    readonly links?: ProjectLinks;
    /** Also .deb, .rpm and container images. */
    readonly packages?: boolean;
    /** Signs archives, packages and checksums, and fills in the marketplace's signatures. */
    readonly signer?: Signer;
}

export interface BuiltArchive {
    readonly file: string;
    readonly bytes: number;
    readonly programBytes: number;
}

interface Halves {
    readonly server: Buffer;
    /** By file name. */
    readonly webapp: ReadonlyMap<string, Buffer>;
    readonly packages: readonly BundledPackage[];
}

type Manifest = Readonly<Record<string, unknown>> & {
    readonly id: string;
    readonly version: string;
    readonly icon_path: string;
    readonly webapp: {readonly bundle_path: string};
    readonly settings_schema: unknown;
};

/** @throws DistError if a part is unavailable, BundleError if the sources do not build */
export const buildDist = async (options: DistOptions): Promise<readonly BuiltArchive[]> => {
    const problems = checkManifest(inRepository());
    if (problems.length > 0) {
        throw new DistError(problems.join('\n'));
    }
    const manifest = linked(JSON.parse(await readFile(inRepository('plugin.json'), 'utf8')) as Manifest, options.links);
    const {version} = manifest;
    const date = buildDate();
    const halves = await buildHalves();
    const {packages: wanted = false} = options;
    const bundles = await Promise.all(
        options.platforms.map((each) => buildBundle(each, manifest, halves, date, wanted)),
    );
    const homepage = options.links?.homepage_url ?? '';
    const packages = wanted
        ? [
              ...(await buildPackages({version, homepage, date, bundles})),
              ...(await imagesOf(bundles, version, homepage, date)),
          ]
        : [];
    const binaries = [...bundles.map(({file, content}) => ({file, content})), ...packages];
    const signatures = await signaturesOf(binaries, options.signer);
    const documents = await documentsOf({options, manifest, date, halves, bundles, signatures});
    await publish(options.outputDirectory, [...binaries, ...documents], signatures, options.signer);
    return bundles.map(({file, content, programBytes}) => ({file, bytes: content.length, programBytes}));
};

interface BuiltBundle extends PublishedFile {
    readonly platform: Platform;
    readonly cxx: CxxRuntime;
    /** What the archive holds. */
    readonly files: readonly ArchiveFile[];
    /** For the image, if there will be one. */
    readonly base: BaseSystem | undefined;
    readonly programBytes: number;
}

const buildBundle = async (
    platform: Platform,
    manifest: Manifest,
    halves: Halves,
    date: Date,
    withBase: boolean,
): Promise<BuiltBundle> => {
    const node = await readFile((await fetchRuntime(platform.runtime)).node);
    const cxx = await cxxRuntime(platform, node);
    const base = withBase ? await baseSystem(platform, node) : undefined;
    const program = await buildExecutable(platform, await prepareBlob(halves.server, platform));
    const files = await bundleFiles({platform, manifest, halves, cxx, program});
    const content = await writeTarGz(files, date);
    const file = `${manifest.id}-${manifest.version}-${platform.name}.tar.gz`;
    return {platform, cxx, base, files, file, content, programBytes: program.length};
};

const imagesOf = (
    bundles: readonly BuiltBundle[],
    version: string,
    homepage: string,
    date: Date,
): Promise<PublishedFile[]> =>
    Promise.all(
        bundles.flatMap(({platform, files, base}) =>
            base ? [buildImage({platform, version, homepage, date, files, base: base.files})] : [],
        ),
    );

interface DocumentParts {
    readonly options: DistOptions;
    readonly manifest: Manifest;
    readonly date: Date;
    readonly halves: Halves;
    readonly bundles: readonly BuiltBundle[];
    readonly signatures: ReadonlyMap<string, Buffer>;
}

const documentsOf = async (parts: DocumentParts): Promise<PublishedFile[]> => {
    const {options, manifest, date, halves, bundles, signatures} = parts;
    const bom = sbom({
        name: manifest.id,
        version: manifest.version,
        license: 'MIT',
        date,
        packages: halves.packages,
        platforms: bundles,
    });
    const marketplace = marketplaceList({
        manifest,
        icon: await readFile(inRepository(manifest.icon_path)),
        date,
        downloadUrl: options.downloadUrl,
        archives: Object.fromEntries(bundles.map(({platform, file}) => [platform.name, file])),
        signatures,
    });
    const documents: readonly (readonly [string, object])[] = [
        ['sbom.cdx.json', bom],
        ['marketplace.json', marketplace],
        // Only what is signed can be installed from one.
        ...(options.signer ? staticMarketplace(marketplace) : []),
    ];
    return documents.map(([file, document]) => ({
        file,
        content: Buffer.from(`${JSON.stringify(document, undefined, 4)}\n`),
    }));
};

/** The links come before the long list of settings, where people look for them. */
const linked = ({settings_schema, ...manifest}: Manifest, links: ProjectLinks | undefined): Manifest => ({
    ...manifest,
    ...links,
    settings_schema,
});

/** Both bundles, built outside dist/, so that a developer's or a test's build there stays as it is. */
const buildHalves = (): Promise<Halves> =>
    withWorkFolder(async (folder) => {
        const build = (configuration: webpack.Configuration): Promise<webpack.Stats> => runWebpack(configuration);
        const builds = [
            await build(webpackWebapp(join(folder, 'webapp'))),
            await build(webpackServer(join(folder, 'server'))),
        ];
        return {
            webapp: await filesIn(join(folder, 'webapp')),
            server: await readFile(join(folder, 'server/main.js')),
            packages: bundledPackages(builds),
        };
    });

/** Sorted, so that two builds give the same archive. */
const filesIn = async (folder: string): Promise<ReadonlyMap<string, Buffer>> => {
    const read = async (name: string) => [name, await readFile(join(folder, name))] as const;
    return new Map(await Promise.all((await readdir(folder)).sort().map(read)));
};

interface BundleParts {
    readonly platform: Platform;
    readonly manifest: Manifest;
    readonly halves: Halves;
    readonly cxx: CxxRuntime;
    readonly program: Buffer;
}

/** The plugin's process gives it to the bot. */
const BOT_PICTURE = 'assets/bot.png';

const bundleFiles = async ({platform, manifest, halves, cxx, program}: BundleParts): Promise<ArchiveFile[]> => {
    const executableFile = executablePath(platform);
    const libraries = join(dirname(PROGRAM_PATH), SHIPPED_LIBRARIES);
    // Only this platform's executable: on others, Mattermost then reports that there is none, instead of failing to
    // start it.
    const ownManifest = {...manifest, server: {executables: {[platform.name]: executableFile}}};
    const {license} = await fetchRuntime(platform.runtime);
    const named = cxx.libraries.map(({debianPackage, version}) => `${debianPackage} ${version}`);
    const file = (path: string, content: Buffer | string, mode = 0o644): ArchiveFile => ({
        path: `${manifest.id}/${path}`,
        content: typeof content === 'string' ? Buffer.from(content) : content,
        mode,
    });
    return [
        file('plugin.json', `${JSON.stringify(ownManifest, undefined, 4)}\n`),
        file(executableFile, entryExecutable(platform.machine, basename(PROGRAM_PATH)), 0o755),
        file(PROGRAM_PATH, program, 0o755),
        ...cxx.libraries.map((library) => file(`${libraries}/${library.file}`, library.content)),
        ...[...halves.webapp].map(([name, content]) => file(join(dirname(manifest.webapp.bundle_path), name), content)),
        file(manifest.icon_path, await readFile(inRepository(manifest.icon_path))),
        file(BOT_PICTURE, await readFile(inRepository(BOT_PICTURE))),
        file('LICENSE', await readFile(inRepository('LICENSE'))),
        file('NOTICE.txt', noticeText(halves.packages, named)),
        file('licenses/node.txt', await readFile(license)),
        file('licenses/gcc_runtime.txt', cxx.license),
    ];
};

/** The commit's date, so that two builds give the same bytes; the current time outside a checkout. */
const buildDate = (): Date => {
    const given = process.env.SOURCE_DATE_EPOCH;
    if (given) {
        return new Date(Number(given) * 1000);
    }
    try {
        const seconds = execFileSync('git', ['log', '-1', '--format=%ct'], {
            cwd: inRepository(),
            encoding: 'utf8',
            stdio: ['ignore', 'pipe', 'ignore'],
        });
        return new Date(Number(seconds) * 1000);
    } catch {
        return new Date();
    }
};

/** @throws DistError naming the platforms there are */
export const platformsNamed = (names: readonly string[]): readonly Platform[] => {
    const unknown = names.filter((name) => !PLATFORMS.some((platform) => platform.name === name));
    if (unknown.length > 0) {
        const known = PLATFORMS.map(({name}) => name).join(', ');
        throw new DistError(`No bundle is built for ${unknown.join(', ')}: choose from ${known}.`);
    }
    return names.length === 0 ? PLATFORMS : PLATFORMS.filter(({name}) => names.includes(name));
};
