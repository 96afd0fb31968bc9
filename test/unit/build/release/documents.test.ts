import {describe, expect, test} from 'vitest';
import type {BundledPackage} from '../../../../build/release/bundled_packages';
import {marketplaceList, staticMarketplace} from '../../../../build/release/marketplace';
import {noticeText} from '../../../../build/release/notice';
import {PLATFORMS} from '../../../../build/release/platforms';
import {sbom} from '../../../../build/release/sbom';

const PACKAGES: readonly BundledPackage[] = [
    {
        name: '@scope/one',
        version: '1.0.0+build',
        license: '(MIT OR Apache-2.0)',
        licenseText: 'Copyright of one',
        integrity: `sha512-${Buffer.from('hash').toString('base64')}`,
    },
    {name: 'two', version: '2.0.0', license: 'UNKNOWN', licenseText: '', integrity: undefined},
];
const CXX = {
    libraries: [{file: 'lib.so.1', content: Buffer.from('x'), debianPackage: 'lib1', version: '1-2+deb12u1'}],
    license: 'GPL',
};

describe('the SBOM', () => {
    const build = (packages = PACKAGES): Record<string, unknown> =>
        sbom({
            name: 'plugin',
            version: '0.1.0',
            license: 'MIT',
            date: new Date(0),
            packages,
            platforms: PLATFORMS.map((platform) => ({platform, cxx: CXX})),
        }) as Record<string, unknown>;

    test('names packages by their package URL, with what is known of hash and licence', () => {
        expect(build().components).toEqual(
            expect.arrayContaining([
                expect.objectContaining({
                    purl: 'pkg:npm/%40scope/one@1.0.0%2Bbuild',
                    licenses: [{expression: 'MIT OR Apache-2.0'}],
                    hashes: [{alg: 'SHA-512', content: Buffer.from('hash').toString('hex')}],
                }),
                {
                    type: 'library',
                    'bom-ref': 'pkg:npm/two@2.0.0',
                    name: 'two',
                    version: '2.0.0',
                    purl: 'pkg:npm/two@2.0.0',
                },
                expect.objectContaining({
                    purl: 'pkg:deb/debian/lib1@1-2%2Bdeb12u1?arch=arm64',
                    licenses: [{expression: 'GPL-3.0-or-later WITH GCC-exception-3.1'}],
                }),
            ]),
        );
    });

    test('has one component a runtime, findable by the name its vulnerabilities are published under', () => {
        const runtimes = (build().components as {type: string; cpe?: string}[]).filter(({type}) => type === 'platform');
        expect(runtimes).toHaveLength(PLATFORMS.length);
        expect(runtimes[0]?.cpe).toMatch(/^cpe:2\.3:a:nodejs:node\.js:\d+\.\d+\.\d+:/);
    });

    test('refers to each component once', () => {
        const document = build();
        const components = (document.components as {'bom-ref': string}[]).map((each) => each['bom-ref']);
        const [application, ...others] = document.dependencies as {ref: string; dependsOn?: string[]}[];
        expect(new Set(components).size).toBe(components.length);
        expect(application?.dependsOn).toEqual(components);
        expect(others.map(({ref}) => ref)).toEqual(components);
    });

    test('lists the C library of images, if there are any', () => {
        const [platform] = PLATFORMS;
        if (!platform) throw new Error('No platform is built for.');
        const platforms = [{platform, cxx: CXX, base: {files: [], version: '2.36-9'}}];
        const names = (bom: object): unknown[] =>
            (bom as {components: {name: string; purl: string}[]}).components.map(({purl}) => purl);
        const input = {name: 'plugin', version: '1.0.0', license: 'MIT', date: new Date(0), packages: [], platforms};
        expect(names(sbom(input))).toContain('pkg:deb/debian/libc6@2.36-9?arch=amd64');
        expect(names(sbom({...input, platforms: [{platform, cxx: CXX}]})).join()).not.toContain('libc6');
    });

    test('has a serial number of its content', () => {
        expect(build().serialNumber).toMatch(
            /^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/,
        );
        expect(build().serialNumber).toBe(build().serialNumber);
        expect(build([]).serialNumber).not.toBe(build().serialNumber);
    });
});

describe('the marketplace entry', () => {
    const list = (downloadUrl: string): readonly object[] =>
        marketplaceList({
            manifest: {id: 'plugin', homepage_url: 'https://example.org'},
            icon: Buffer.from('<svg/>'),
            date: new Date(0),
            downloadUrl,
            archives: {'linux-amd64': 'a.tar.gz', 'linux-arm64': 'b.tar.gz'},
        });

    test('says where each platform is found', () => {
        expect(list('https://downloads.example.org/0.1/')).toEqual([
            expect.objectContaining({
                homepage_url: 'https://example.org',
                icon_data: `data:image/svg+xml;base64,${Buffer.from('<svg/>').toString('base64')}`,
                download_url: 'https://downloads.example.org/0.1/a.tar.gz',
                manifest: {id: 'plugin', homepage_url: 'https://example.org'},
                platforms: {
                    'linux-amd64': {download_url: 'https://downloads.example.org/0.1/a.tar.gz', signature: ''},
                    'linux-arm64': {download_url: 'https://downloads.example.org/0.1/b.tar.gz', signature: ''},
                },
                updated_at: '1970-01-01T00:00:00.000Z',
            }),
        ]);
    });

    test('has bare names as long as nobody says where they will be', () => {
        expect(list('')).toEqual([expect.objectContaining({download_url: 'a.tar.gz'})]);
    });
});

describe('a marketplace of files', () => {
    const list = marketplaceList({
        manifest: {id: 'plugin', homepage_url: 'https://example.org', release_notes_url: 'https://example.org/notes'},
        icon: Buffer.from('<svg/>'),
        date: new Date(0),
        downloadUrl: 'https://downloads.example.org',
        archives: {'linux-amd64': 'a.tar.gz', 'linux-arm64': 'b.tar.gz'},
        signatures: new Map([
            ['a.tar.gz', Buffer.from('signature of a')],
            ['b.tar.gz', Buffer.from('signature of b')],
        ]),
    });

    test('answers each platform with its archive and the signature of that', () => {
        const files = staticMarketplace(list);
        expect([...files.keys()]).toEqual([
            'marketplace/linux-amd64/api/v1/plugins',
            'marketplace/linux-arm64/api/v1/plugins',
        ]);
        expect(files.get('marketplace/linux-arm64/api/v1/plugins')).toEqual([
            expect.objectContaining({
                download_url: 'https://downloads.example.org/b.tar.gz',
                signature: Buffer.from('signature of b').toString('base64'),
                homepage_url: 'https://example.org',
                release_notes_url: 'https://example.org/notes',
                icon_data: expect.stringMatching(/^data:image\/svg\+xml;base64,/),
                manifest: expect.objectContaining({id: 'plugin'}),
            }),
        ]);
    });

    test('is made of the list, where servers that know no platforms find the first', () => {
        expect(list).toEqual([
            expect.objectContaining({
                download_url: 'https://downloads.example.org/a.tar.gz',
                signature: Buffer.from('signature of a').toString('base64'),
            }),
        ]);
    });
});

describe('the notice', () => {
    test('names every part and brings the licence texts', () => {
        const text = noticeText(PACKAGES, ['libstdc++6 12', 'libgcc-s1 12']);
        expect(text).toContain('@scope/one 1.0.0+build: (MIT OR Apache-2.0)');
        expect(text).toContain('Copyright of one');
        expect(text).toContain('The package ships no licence text; it states: UNKNOWN.');
        expect(text).toContain('libstdc++6 12, libgcc-s1 12');
    });
});
