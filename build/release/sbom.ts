// Software bill of materials: CycloneDX 1.6, JSON. One document for all platforms.
import {createHash} from 'node:crypto';
import {sha256} from './archive';
import {type BaseSystem, C_LIBRARY} from './base_system';
import type {BundledPackage} from './bundled_packages';
import type {CxxRuntime} from './cxx_runtime';
import {NODE_VERSION, type Platform} from './platforms';

export interface SbomInput {
    readonly name: string;
    readonly version: string;
    readonly license: string;
    readonly date: Date;
    readonly packages: readonly BundledPackage[];
    readonly platforms: readonly {
        readonly platform: Platform;
        readonly cxx: CxxRuntime;
        /** Of the image, if there is one. */
        readonly base?: BaseSystem | undefined;
    }[];
}

interface Component {
    readonly type: 'application' | 'library' | 'platform';
    readonly 'bom-ref': string;
    readonly name: string;
    readonly version: string;
    readonly purl: string;
    readonly [field: string]: unknown;
}

/** Package URL: a plus sign in the version is written `%2B`. */
const purl = (type: string, name: string, version: string): string =>
    `pkg:${type}/${name.replace('@', '%40')}@${encodeURIComponent(version)}`;

/** SPDX ids and expressions have fields of their own; anything else is only a name. */
const licenses = (license: string): {licenses?: readonly object[]} => {
    if (license === 'UNKNOWN') {
        return {};
    }
    if (/ (OR|AND|WITH) /.test(license)) {
        return {licenses: [{expression: license.replace(/^\(|\)$/g, '')}]};
    }
    return {licenses: [{license: /^[A-Za-z0-9.+-]+$/.test(license) ? {id: license} : {name: license}}]};
};

/** @returns a document that depends on nothing but its input */
export const sbom = (input: SbomInput): object => {
    const components = [
        ...input.packages.map(npmComponent),
        ...input.platforms.map(({platform}) => nodeComponent(platform)),
        ...input.platforms.flatMap(({platform, cxx}) => cxxComponents(platform, cxx)),
        ...input.platforms.flatMap(({platform, base}) => (base ? [baseComponent(platform, base)] : [])),
    ];
    const application: Component = {
        type: 'application',
        'bom-ref': purl('generic', input.name, input.version),
        name: input.name,
        version: input.version,
        purl: purl('generic', input.name, input.version),
        ...licenses(input.license),
    };
    const references = components.map((component) => component['bom-ref']);
    return {
        $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
        bomFormat: 'CycloneDX',
        specVersion: '1.6',
        serialNumber: serialNumber([application['bom-ref'], ...references].join('\n')),
        version: 1,
        metadata: {timestamp: input.date.toISOString(), component: application},
        components,
        dependencies: [{ref: application['bom-ref'], dependsOn: references}, ...references.map((ref) => ({ref}))],
    };
};

const npmComponent = ({name, version, license, integrity}: BundledPackage): Component => {
    const [, algorithm, hash] = /^(sha512)-(.+)$/.exec(integrity ?? '') ?? [];
    return {
        type: 'library',
        'bom-ref': purl('npm', name, version),
        name,
        version,
        purl: purl('npm', name, version),
        ...licenses(license),
        ...(algorithm && hash
            ? {hashes: [{alg: 'SHA-512', content: Buffer.from(hash, 'base64').toString('hex')}]}
            : {}),
    };
};

/** The platform's package on npm; the CPE is what Node's vulnerabilities are published under. */
const nodeComponent = ({runtime, name}: Platform): Component => ({
    type: 'platform',
    'bom-ref': purl('npm', runtime.package, NODE_VERSION),
    name: 'node',
    version: NODE_VERSION,
    description: `Node.js for ${name}`,
    purl: purl('npm', runtime.package, NODE_VERSION),
    cpe: `cpe:2.3:a:nodejs:node.js:${NODE_VERSION}:*:*:*:lts:*:*:*`,
    ...licenses('MIT'),
    hashes: [
        {alg: 'SHA-512', content: Buffer.from(runtime.integrity.slice('sha512-'.length), 'base64').toString('hex')},
    ],
});

const debianLibrary = (
    {debianArchitecture}: Platform,
    {name, version, description, licence}: Readonly<Record<'name' | 'version' | 'description' | 'licence', string>>,
): Component => {
    const reference = `${purl('deb/debian', name, version)}?arch=${debianArchitecture}`;
    return {type: 'library', 'bom-ref': reference, name, version, description, purl: reference, ...licenses(licence)};
};

const cxxComponents = (platform: Platform, {libraries}: CxxRuntime): Component[] =>
    libraries.map(({file, content, debianPackage: name, version}) => ({
        ...debianLibrary(platform, {
            name,
            version,
            description: `${file} for ${platform.name}`,
            licence: 'GPL-3.0-or-later WITH GCC-exception-3.1',
        }),
        hashes: [{alg: 'SHA-256', content: sha256(content)}],
    }));

const baseComponent = (platform: Platform, {version}: BaseSystem): Component =>
    debianLibrary(platform, {
        name: C_LIBRARY,
        version,
        description: `the C library in the container image for ${platform.name}`,
        licence: 'LGPL-2.1-or-later',
    });

/** A UUID derived from the content, so that equal builds have equal documents. */
const serialNumber = (content: string): string => {
    const digest = createHash('sha256').update(content).digest('hex');
    const parts = [digest.slice(0, 8), digest.slice(8, 12), `8${digest.slice(13, 16)}`, `a${digest.slice(17, 20)}`];
    return `urn:uuid:${[...parts, digest.slice(20, 32)].join('-')}`;
};
