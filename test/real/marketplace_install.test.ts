import {spawnSync} from 'node:child_process';
import {appendFileSync, copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {basename, dirname, join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {PLUGIN_ID} from '#contract';
import {inRepository} from '../../build/paths';
import {marketplaceList, staticMarketplace} from '../../build/release/marketplace';
import {hostPlatform} from '../../build/release/platforms';
import {openSigner} from '../../build/release/signing';
import {PluginAdmin} from '../support/real/plugin_admin';
import {builtBundle} from '../support/real/plugin_door';
import {type FileServer, serveFiles} from '../support/release/marketplace_server';
import {rsaKey} from '../support/release/signing_keys';

// Run on Mattermost 11.6. test/peer/marketplace.test.ts does the same with the libraries of one.

const {MATTERMOST_URL = '', MATTERMOST_ADMIN_TOKEN = '', MATTERMOST_TRUST_KEY = ''} = process.env;
const bundle = builtBundle();
const platform = hostPlatform()?.name ?? '';
const NEEDS = 'needs MATTERMOST_URL, MATTERMOST_ADMIN_TOKEN, MATTERMOST_TRUST_KEY and a bundle made by npm run dist';

if (MATTERMOST_URL && MATTERMOST_ADMIN_TOKEN && MATTERMOST_TRUST_KEY && bundle) {
    describe('a marketplace of files, at a real Mattermost', () => {
        const admin = new PluginAdmin(MATTERMOST_URL.replace(/\/+$/, ''), MATTERMOST_ADMIN_TOKEN);
        const {version} = JSON.parse(readFileSync(inRepository('package.json'), 'utf8')) as {version: string};
        let folder: string;
        let server: FileServer;
        let archive: string;

        beforeAll(async () => {
            folder = mkdtempSync(join(tmpdir(), 'marketplace-'));
            server = await serveFiles(folder);
            archive = join(folder, basename(bundle));
            const signer = await openSigner((await rsaKey()).privateKey, '');
            const list = marketplaceList({
                manifest: JSON.parse(readFileSync(inRepository('plugin.json'), 'utf8')),
                icon: readFileSync(inRepository('assets/icon.svg')),
                date: new Date(),
                downloadUrl: server.url,
                archives: {[platform]: basename(bundle)},
                signatures: new Map([[basename(bundle), await signer.sign(readFileSync(bundle))]]),
            });
            for (const [path, entries] of staticMarketplace(list)) {
                mkdirSync(dirname(join(folder, path)), {recursive: true});
                writeFileSync(join(folder, path), JSON.stringify(entries));
            }
            const key = join(folder, 'release_of_a_test.asc');
            writeFileSync(key, signer.publicKey);
            const trusted = spawnSync('/bin/sh', ['-c', `${MATTERMOST_TRUST_KEY} "$1"`, 'sh', key], {encoding: 'utf8'});
            expect(trusted.status, trusted.stderr).toBe(0);
            await admin.useMarketplace(`${server.url}/marketplace/${platform}`);
        });
        afterAll(async () => {
            await server?.close();
            rmSync(folder, {recursive: true, force: true});
        });

        it('refuses the bundle if one byte was changed', async () => {
            copyFileSync(bundle, archive);
            appendFileSync(archive, '\0');
            await expect(admin.installFromMarketplace(PLUGIN_ID, version)).rejects.toThrow(
                'api.plugin.verify_plugin.app_error',
            );
        });

        it('installs the signed bundle', async () => {
            copyFileSync(bundle, archive);
            await admin.installFromMarketplace(PLUGIN_ID, version);
            await admin.enable(PLUGIN_ID);
            await admin.remove(PLUGIN_ID);
        });
    });
} else {
    describe('a marketplace of files, at a real Mattermost', () => {
        it.skip(NEEDS, () => undefined);
    });
}
