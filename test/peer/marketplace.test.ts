import {mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {createMessage, readPrivateKey, sign} from 'openpgp';
import {describe, expect, onTestFinished, test} from 'vitest';
import {inRepository} from '../../build/paths';
import {marketplaceList, staticMarketplace} from '../../build/release/marketplace';
import {buildGoProgram} from '../support/peer/go_program';
import {installFrom} from '../support/peer/marketplace_program';
import {serveFiles} from '../support/release/marketplace_server';
import {curveKey, rsaKey} from '../support/release/signing_keys';

const {file: program, skip} = buildGoProgram('test/peer/marketplace');
const ARCHIVE = 'openitcockpit-1.0.0-linux-amd64.tar.gz';
const PLATFORM = 'linux-amd64';

interface Offered {
    readonly marketplace: string;
    readonly asked: readonly string[];
    readonly archive: string;
    readonly publicKey: string;
}

/** Not through our signer, which refuses keys that Mattermost does not know: this shows that it is right to. */
const detached = async (armoredKey: string, content: Buffer): Promise<Buffer> =>
    Buffer.from(
        await sign({
            message: await createMessage({binary: content}),
            signingKeys: await readPrivateKey({armoredKey}),
            detached: true,
            format: 'binary',
        }),
    );

const offer = async (key: {privateKey: string; publicKey: string}, signed = true): Promise<Offered> => {
    const folder = mkdtempSync(join(tmpdir(), 'marketplace-'));
    const server = await serveFiles(folder);
    onTestFinished(async () => {
        await server.close();
        rmSync(folder, {recursive: true});
    });
    const archive = Buffer.from('what the plugin consists of');
    const list = marketplaceList({
        manifest: JSON.parse(readFileSync(inRepository('plugin.json'), 'utf8')),
        icon: Buffer.from('<svg/>'),
        date: new Date(0),
        downloadUrl: server.url,
        archives: {[PLATFORM]: ARCHIVE},
        signatures: new Map(signed ? [[ARCHIVE, await detached(key.privateKey, archive)]] : []),
    });
    writeFileSync(join(folder, ARCHIVE), archive);
    writeFileSync(join(folder, 'key.asc'), key.publicKey);
    for (const [path, entries] of staticMarketplace(list)) {
        mkdirSync(dirname(join(folder, path)), {recursive: true});
        writeFileSync(join(folder, path), JSON.stringify(entries));
    }
    return {
        marketplace: `${server.url}/marketplace/${PLATFORM}`,
        asked: server.asked,
        archive: join(folder, ARCHIVE),
        publicKey: join(folder, 'key.asc'),
    };
};

const install = ({marketplace, publicKey}: Offered) => installFrom(program, marketplace, PLATFORM, publicKey);
const {version} = JSON.parse(readFileSync(inRepository('package.json'), 'utf8')) as {version: string};

describe.skipIf(skip !== '')(`Mattermost’s libraries at a marketplace of files${skip && ` (skipped: ${skip})`}`, () => {
    test('find the plugin, its archive and its signature, with an RSA key', async () => {
        const offered = await offer(await rsaKey());
        expect(await install(offered)).toEqual({version});
        expect(offered.asked).toEqual([
            expect.stringMatching(
                /^\/marketplace\/linux-amd64\/api\/v1\/plugins\?.*&platform=linux-amd64&plugin_id=openitcockpit/,
            ),
            `/${ARCHIVE}`,
        ]);
    });

    test('find them with a key of a NIST curve', async () => {
        expect(await install(await offer(await curveKey('nistP256')))).toEqual({version});
    });

    test('refuse an archive of which one byte was changed', async () => {
        const offered = await offer(await rsaKey());
        const changed = readFileSync(offered.archive);
        changed[0] = (changed[0] ?? 0) ^ 1;
        writeFileSync(offered.archive, changed);
        expect(await install(offered)).toEqual({refused: expect.stringMatching(/^signature: .*invalid signature/)});
    });

    test('refuse what somebody else has signed', async () => {
        const offered = await offer(await rsaKey());
        writeFileSync(offered.publicKey, (await rsaKey()).publicKey);
        expect(await install(offered)).toEqual({refused: expect.stringMatching(/^signature: .*unknown entity/)});
    });

    test('refuse what nobody has signed', async () => {
        expect(await install(await offer(await rsaKey(), false))).toEqual({
            refused: expect.stringMatching(/^signature: /),
        });
    });

    test('cannot verify a key of Curve25519, which is why a release refuses one', async () => {
        expect(await install(await offer(await curveKey('curve25519Legacy')))).toEqual({
            refused: expect.stringMatching(/^signature: .*unsupported/),
        });
    });
});
