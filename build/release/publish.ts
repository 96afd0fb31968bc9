import {mkdirSync, readdirSync, rmSync} from 'node:fs';
import {writeFile} from 'node:fs/promises';
import {dirname, join} from 'node:path';
import {sha256} from './archive';
import type {Signer} from './signing';

export interface PublishedFile {
    /** Below the folder that is published, with forward slashes. */
    readonly file: string;
    readonly content: Buffer;
}

/** The public key of whoever signed, for `PluginSettings.SignaturePublicKeyFiles` and `gpg --import`. */
export const PUBLIC_KEY_FILE = 'openitcockpit-release-key.asc';

const SUMS = 'SHA256SUMS';

/** What an earlier build may have left: nobody should publish it with another version's checksums. */
const isOurs = (file: string): boolean =>
    /^openitcockpit[-_].*\.(tar\.gz|deb|rpm|oci\.tar|asc)(\.sig)?$/.test(file) ||
    file === `${SUMS}.sig` ||
    file === 'marketplace';

/** @returns the detached signature of each file; empty without a signer */
export const signaturesOf = async (
    files: readonly PublishedFile[],
    signer: Signer | undefined,
): Promise<ReadonlyMap<string, Buffer>> => {
    if (!signer) {
        return new Map();
    }
    const signed = files.map(async ({file, content}) => [file, await signer.sign(content)] as const);
    return new Map(await Promise.all(signed));
};

/**
 * Writes the files, their checksums and, with a signer, the checksums' signature and the public key.
 * @param signatures of the files that have one of their own
 */
export const publish = async (
    directory: string,
    files: readonly PublishedFile[],
    signatures: ReadonlyMap<string, Buffer>,
    signer: Signer | undefined,
): Promise<void> => {
    mkdirSync(directory, {recursive: true});
    for (const old of readdirSync(directory).filter(isOurs)) {
        rmSync(join(directory, old), {recursive: true});
    }
    const key = signer ? [{file: PUBLIC_KEY_FILE, content: Buffer.from(signer.publicKey)}] : [];
    const beside = [...signatures].map(([file, content]) => ({file: `${file}.sig`, content}));
    const all = [...files, ...beside, ...key];
    const sums = {
        file: SUMS,
        content: Buffer.from(all.map(({file, content}) => `${sha256(content)}  ${file}\n`).join('')),
    };
    const sealed = signer ? [{file: `${SUMS}.sig`, content: await signer.sign(sums.content)}] : [];
    for (const {file, content} of [...all, sums, ...sealed]) {
        mkdirSync(dirname(join(directory, file)), {recursive: true});
        await writeFile(join(directory, file), content);
    }
};
