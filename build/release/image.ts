// The service as a container image: an OCI image layout in a tar, which docker, podman and skopeo load. It is put together
// without a registry and without a container engine, so it depends on nothing but its parts.
import {promisify} from 'node:util';
import {gzip} from 'node:zlib';
import {type ArchiveFile, sha256, writeTar} from './archive';
import type {Platform} from './platforms';
import {programFiles} from './program_files';
import type {PublishedFile} from './publish';

/** Nobody else on the host: the number that distroless images use. */
export const IMAGE_USER = 65532;
const OPT = 'opt/openitcockpit-mattermost';
const ACCOUNT = `openitcockpit-mattermost:x:${IMAGE_USER}:${IMAGE_USER}`;

export interface ImageInput {
    readonly platform: Platform;
    readonly version: string;
    /** Empty if unknown. */
    readonly homepage: string;
    readonly date: Date;
    /** The bundle's files. */
    readonly files: readonly ArchiveFile[];
    /** The C library. */
    readonly base: readonly ArchiveFile[];
}

interface Blob {
    readonly content: Buffer;
    readonly descriptor: {readonly mediaType: string; readonly digest: string; readonly size: number};
}

/** @returns a tar with the layout of one image */
export const buildImage = async (input: ImageInput): Promise<PublishedFile> => {
    const {platform, version, date} = input;
    const tar = await layerOf(input);
    const layer = blob('application/vnd.oci.image.layer.v1.tar+gzip', await promisify(gzip)(tar, {level: 9}));
    const config = json('application/vnd.oci.image.config.v1+json', configOf(input, `sha256:${sha256(tar)}`));
    const manifest = json('application/vnd.oci.image.manifest.v1+json', {
        schemaVersion: 2,
        mediaType: 'application/vnd.oci.image.manifest.v1+json',
        config: config.descriptor,
        layers: [layer.descriptor],
        annotations: annotationsOf(input),
    });
    const reference = {'org.opencontainers.image.ref.name': `openitcockpit-mattermost:${version}`};
    const index = json('application/vnd.oci.image.index.v1+json', {
        schemaVersion: 2,
        mediaType: 'application/vnd.oci.image.index.v1+json',
        manifests: [
            {
                ...manifest.descriptor,
                platform: {os: 'linux', architecture: platform.debianArchitecture},
                annotations: reference,
            },
        ],
    });
    const layout = [
        file('oci-layout', JSON.stringify({imageLayoutVersion: '1.0.0'})),
        file('index.json', index.content),
        ...[layer, config, manifest].map(({content, descriptor}) =>
            file(`blobs/${descriptor.digest.replace(':', '/')}`, content),
        ),
    ];
    return {
        file: `openitcockpit-mattermost-${version}-${platform.name}.oci.tar`,
        content: await writeTar(layout, date),
    };
};

const layerOf = ({files, base, date}: ImageInput): Promise<Buffer> => {
    const accounts = [
        file('etc/passwd', `${ACCOUNT}::/data:/nonexistent\n`),
        file('etc/group', `${ACCOUNT.replace(/:\d+$/, '')}:\n`),
        file('etc/nsswitch.conf', 'hosts: files dns\n'),
    ];
    // A volume takes owner and mode from this folder. Nothing else may be written, so the root can be read-only.
    const data = [{path: 'data/', mode: 0o700, owner: IMAGE_USER}];
    return writeTar([...programFiles(files, OPT), ...base, ...accounts], date, data);
};

const configOf = (input: ImageInput, diffId: string): object => ({
    created: input.date.toISOString(),
    architecture: input.platform.debianArchitecture,
    os: 'linux',
    config: {
        User: `${IMAGE_USER}:${IMAGE_USER}`,
        ExposedPorts: {'8066/tcp': {}},
        // 0.0.0.0 inside the container: `-p` decides who can reach it.
        Env: [`PATH=/${OPT}`, 'LISTEN_ADDRESS=0.0.0.0:8066', 'DATA_FOLDER=/data'],
        Entrypoint: [`/${OPT}/server-proxy`],
        Cmd: ['serve'],
        Volumes: {'/data': {}},
        WorkingDir: '/data',
        StopSignal: 'SIGTERM',
        Labels: annotationsOf(input),
    },
    rootfs: {type: 'layers', diff_ids: [diffId]},
    history: [{created: input.date.toISOString(), created_by: 'npm run release'}],
});

const annotationsOf = ({version, homepage}: ImageInput): Readonly<Record<string, string>> => ({
    'org.opencontainers.image.title': 'openITCOCKPIT for Mattermost',
    'org.opencontainers.image.version': version,
    'org.opencontainers.image.licenses': 'MIT',
    ...(homepage === '' ? {} : {'org.opencontainers.image.url': homepage}),
});

const file = (path: string, content: Buffer | string): ArchiveFile => ({
    path,
    content: Buffer.from(content),
    mode: 0o644,
});

const blob = (mediaType: string, content: Buffer): Blob => ({
    content,
    descriptor: {mediaType, digest: `sha256:${sha256(content)}`, size: content.length},
});

const json = (mediaType: string, document: object): Blob => blob(mediaType, Buffer.from(JSON.stringify(document)));
