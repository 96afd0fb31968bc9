import {gunzipSync} from 'node:zlib';
import {extract} from 'tar-stream';
import {describe, expect, test} from 'vitest';
import {type ArchiveFile, sha256} from '../../../../build/release/archive';
import {buildImage, IMAGE_USER} from '../../../../build/release/image';
import {PLATFORMS, type Platform, PROGRAM_PATH} from '../../../../build/release/platforms';

interface Entry {
    readonly type: string | null | undefined;
    readonly mode: number | undefined;
    readonly uid: number | undefined;
    readonly content: Buffer;
}

const entriesOf = async (tar: Buffer): Promise<Map<string, Entry>> => {
    const entries = new Map<string, Entry>();
    const reader = extract();
    reader.end(tar);
    for await (const entry of reader) {
        const chunks: Buffer[] = [];
        for await (const chunk of entry) chunks.push(chunk as Buffer);
        const {name, type, mode, uid} = entry.header;
        entries.set(name, {type, mode, uid, content: Buffer.concat(chunks)});
    }
    return entries;
};

const imageOf = (platform: Platform) => {
    const file = (path: string, mode = 0o644): ArchiveFile => ({path, content: Buffer.from(path), mode});
    return buildImage({
        platform,
        version: '1.2.3',
        homepage: 'https://forge.example.org/plugin',
        date: new Date(1e12),
        files: [
            file('openitcockpit/plugin.json'),
            file('openitcockpit/webapp/dist/main.js'),
            file(`openitcockpit/${PROGRAM_PATH}`, 0o755),
            file('openitcockpit/server/dist/lib/libgcc_s.so.1'),
            file('openitcockpit/LICENSE'),
        ],
        base: [file('lib/libc.so.6')],
    });
};

describe.each(PLATFORMS)('the image for $name', (platform) => {
    const open = async () => {
        const {file, content} = await imageOf(platform);
        const layout = await entriesOf(content);
        const blob = (digest: string): Buffer =>
            layout.get(`blobs/${digest.replace(':', '/')}`)?.content ?? Buffer.alloc(0);
        const json = (bytes: Buffer | undefined) => JSON.parse(String(bytes));
        const index = json(layout.get('index.json')?.content);
        const manifest = json(blob(index.manifests[0].digest));
        return {file, layout, index, manifest, blob, config: json(blob(manifest.config.digest))};
    };

    test('is an OCI image layout of one image, in which every digest and size is right', async () => {
        const {file, layout, index, manifest, blob, config} = await open();
        expect(file).toBe(`openitcockpit-mattermost-1.2.3-${platform.name}.oci.tar`);
        expect(JSON.parse(String(layout.get('oci-layout')?.content))).toEqual({imageLayoutVersion: '1.0.0'});
        expect(index.manifests[0]).toMatchObject({
            mediaType: 'application/vnd.oci.image.manifest.v1+json',
            platform: {os: 'linux', architecture: platform.debianArchitecture},
            annotations: {'org.opencontainers.image.ref.name': 'openitcockpit-mattermost:1.2.3'},
        });
        for (const {digest, size} of [index.manifests[0], manifest.config, ...manifest.layers]) {
            expect(`sha256:${sha256(blob(digest))}`).toBe(digest);
            expect(blob(digest)).toHaveLength(size);
        }
        expect(config.rootfs.diff_ids).toEqual([`sha256:${sha256(gunzipSync(blob(manifest.layers[0].digest)))}`]);
    });

    test('runs serve as an ordinary user who owns the data folder and nothing else', async () => {
        const {manifest, blob, config} = await open();
        expect(config).toMatchObject({
            os: 'linux',
            architecture: platform.debianArchitecture,
            config: {
                User: `${IMAGE_USER}:${IMAGE_USER}`,
                Entrypoint: ['/opt/openitcockpit-mattermost/server-proxy'],
                Cmd: ['serve'],
                Volumes: {'/data': {}},
                StopSignal: 'SIGTERM',
                Env: expect.arrayContaining(['DATA_FOLDER=/data', 'LISTEN_ADDRESS=0.0.0.0:8066']),
            },
        });
        const root = await entriesOf(gunzipSync(blob(manifest.layers[0].digest)));
        expect(root.get('data/')).toMatchObject({type: 'directory', mode: 0o700, uid: IMAGE_USER});
        expect([...root].filter(([, {uid}]) => uid !== 0).map(([path]) => path)).toEqual(['data/']);
        expect(root.get('opt/openitcockpit-mattermost/server-proxy')).toMatchObject({mode: 0o755});
        expect([...root].filter(([, {type}]) => type === 'file').map(([path]) => path)).toEqual([
            'etc/group',
            'etc/nsswitch.conf',
            'etc/passwd',
            'lib/libc.so.6',
            'opt/openitcockpit-mattermost/LICENSE',
            'opt/openitcockpit-mattermost/lib/libgcc_s.so.1',
            'opt/openitcockpit-mattermost/server-proxy',
        ]);
    });

    test('is the same whenever it is built', async () => {
        expect((await imageOf(platform)).content.equals((await imageOf(platform)).content)).toBe(true);
    });
});
