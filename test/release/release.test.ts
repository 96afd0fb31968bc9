import {appendFileSync, copyFileSync, cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, onTestFinished, test} from 'vitest';
import {inRepository} from '../../build/paths';
import {sha256} from '../../build/release/archive';
import {checkRelease} from '../../build/release/check_release';
import {cannotBuildHere, distPartsMissing, packagePartsMissing} from '../../build/release/dist_parts';
import {projectLinks} from '../../build/release/project';
import {PUBLIC_KEY_FILE} from '../../build/release/publish';
import {openSigner} from '../../build/release/signing';
import {buildGoProgram} from '../support/peer/go_program';
import {installFrom} from '../support/peer/marketplace_program';
import {type CleanRoot, cleanRoot, cleanRootMissing} from '../support/release/clean_root';
import {type Container, crunMissing, startContainer} from '../support/release/container';
import {buildHostDist, type HostDist} from '../support/release/host_dist';
import {type FileServer, serveFiles} from '../support/release/marketplace_server';
import {rsaKey} from '../support/release/signing_keys';

const here = cannotBuildHere() || distPartsMissing() || packagePartsMissing();
const noRoot = cleanRootMissing();
const noCrun = crunMissing();
const mattermost = buildGoProgram('test/peer/marketplace');
const because = (reason: string): string => (reason === '' ? '' : ` (skipped: ${reason})`);
const {version} = JSON.parse(readFileSync(inRepository('package.json'), 'utf8')) as {version: string};
const PROJECT = 'https://forge.example.org/team/plugin';

describe.skipIf(here !== '')(`npm run release${because(here)}`, () => {
    let dist: HostDist;
    let server: FileServer;
    let served: string;

    beforeAll(async () => {
        served = mkdtempSync(join(tmpdir(), 'served-'));
        server = await serveFiles(served);
        dist = await buildHostDist({
            packages: true,
            signer: await openSigner((await rsaKey()).privateKey, ''),
            links: projectLinks(PROJECT, version),
            downloadUrl: server.url,
        });
        cpSync(dist.directory, served, {recursive: true});
    });
    afterAll(async () => {
        await server?.close();
        dist?.remove();
        rmSync(served, {recursive: true, force: true});
    });

    /** A copy of what is published, to change something in. */
    const downloaded = (): string => {
        const folder = mkdtempSync(join(tmpdir(), 'downloaded-'));
        onTestFinished(() => rmSync(folder, {recursive: true}));
        cpSync(dist.directory, folder, {recursive: true});
        return folder;
    };

    test('signs archives and packages, and the checksums of everything', async () => {
        const signed = await checkRelease(dist.directory);
        expect(signed.filter((file) => file.endsWith('.tar.gz'))).toEqual([dist.archive.file]);
        expect(signed.filter((file) => file.endsWith('.deb'))).toHaveLength(2);
        expect(signed.filter((file) => file.endsWith('.rpm'))).toHaveLength(2);
        const sums = readFileSync(join(dist.directory, 'SHA256SUMS'), 'utf8');
        for (const file of ['sbom.cdx.json', 'marketplace.json', PUBLIC_KEY_FILE, `${dist.archive.file}.sig`]) {
            expect(sums).toMatch(new RegExp(`^[0-9a-f]{64}  ${file.replaceAll('.', '\\.')}$`, 'm'));
        }
    });

    test('leaves nothing that a changed byte would not give away', async () => {
        const folder = downloaded();
        const archive = join(folder, dist.archive.file);
        const content = readFileSync(archive);
        content[1000] = (content[1000] ?? 0) ^ 1;
        writeFileSync(archive, content);
        await expect(checkRelease(folder)).rejects.toThrow(
            `${dist.archive.file} is not the file that SHA256SUMS lists.`,
        );
        // Whoever changes the archive can change the checksums too, but not sign them.
        const sums = readFileSync(join(folder, 'SHA256SUMS'), 'utf8');
        const line = new RegExp(`^[0-9a-f]{64}(?=  ${dist.archive.file.replaceAll('.', '\\.')}$)`, 'm');
        writeFileSync(join(folder, 'SHA256SUMS'), sums.replace(line, sha256(content)));
        await expect(checkRelease(folder)).rejects.toThrow('SHA256SUMS: The signature does not fit');
    });

    test('refuses a signature of another file', async () => {
        const folder = downloaded();
        copyFileSync(join(folder, 'SHA256SUMS.sig'), join(folder, `${dist.archive.file}.sig`));
        await expect(checkRelease(folder)).rejects.toThrow(
            `${dist.archive.file}.sig is not the file that SHA256SUMS lists.`,
        );
    });

    test('lists what its images hold in the SBOM too', () => {
        const {components} = JSON.parse(readFileSync(join(dist.directory, 'sbom.cdx.json'), 'utf8'));
        expect(components).toContainEqual(
            expect.objectContaining({name: 'libc6', version: expect.stringMatching(/^2\.36-/), type: 'library'}),
        );
    });

    test('names this project in the manifest and in the marketplace entry', () => {
        const manifest = JSON.parse(readFileSync(join(dist.plugin, 'plugin.json'), 'utf8'));
        const links = {
            homepage_url: PROJECT,
            support_url: `${PROJECT}/issues`,
            release_notes_url: `${PROJECT}/releases/tag/v${version}`,
        };
        expect(manifest).toMatchObject({id: 'openitcockpit', ...links});
        const [entry] = JSON.parse(readFileSync(join(dist.directory, 'marketplace.json'), 'utf8'));
        expect(entry).toMatchObject({
            homepage_url: links.homepage_url,
            release_notes_url: links.release_notes_url,
            icon_data: expect.stringMatching(/^data:image\/svg\+xml;base64,/),
            manifest: links,
        });
        expect(entry.signature).toBe(readFileSync(join(dist.directory, `${dist.archive.file}.sig`)).toString('base64'));
        expect(JSON.stringify(entry)).not.toContain('openitcockpit.io');
    });

    describe.skipIf(mattermost.skip !== '')(`at a marketplace of files${because(mattermost.skip)}`, () => {
        const install = () =>
            installFrom(
                mattermost.file,
                `${server.url}/marketplace/${dist.platform.name}`,
                dist.platform.name,
                join(served, PUBLIC_KEY_FILE),
            );

        test('the signed bundle is found and verified with Mattermost’s libraries; one changed byte is refused', async () => {
            expect(await install()).toEqual({version});
            appendFileSync(join(served, dist.archive.file), '\0');
            expect(await install()).toEqual({refused: expect.stringMatching(/^signature: .*invalid signature/)});
        });
    });

    describe.skipIf(noCrun !== '')(`its image, in crun${because(noCrun)}`, () => {
        let container: Container;

        beforeAll(async () => {
            const image = join(dist.directory, `openitcockpit-mattermost-${version}-${dist.platform.name}.oci.tar`);
            container = await startContainer(image, {
                LISTEN_ADDRESS: '127.0.0.1:0',
                MATTERMOST_URL: 'http://127.0.0.1:9',
                MATTERMOST_BOT_TOKEN: 'bot-token',
                NOTIFICATION_TOKEN: 'notification-token-of-the-tests',
                SIGNING_SECRET: 'signing-secret-of-the-tests',
            });
        });
        afterAll(() => container?.remove());

        test('serve runs as nobody else on the host, and can write nothing but its data', async () => {
            const url = await container.listening();
            expect((await fetch(`${url}/api/v1/health`)).status).toBe(200);
            expect(container.user).toEqual({uid: 65_532, gid: 65_532});
            expect(container.status()).toMatchObject({
                Uid: '65532\t65532\t65532\t65532',
                CapEff: '0000000000000000',
                NoNewPrivs: '1',
            });
            expect(container.exec('server-proxy', '--version')).toEqual({status: 0, stdout: `${version}\n`});
            expect(container.written()).not.toEqual([]);
            expect(await container.stop()).toBe(0);
        });
    });

    describe.skipIf(noRoot !== '')(`its packages in a clean root${because(noRoot)}`, () => {
        let root: CleanRoot;

        beforeAll(async () => {
            root = await cleanRoot(dist.directory);
        });
        afterAll(() => root?.remove());

        const program = '/opt/openitcockpit-mattermost/server-proxy';

        test('bring notify, check and serve, which runs as its own user with the settings of the example', () => {
            const installed = root.run('dpkg --install /mnt/*.deb');
            expect(installed.status, installed.stderr).toBe(0);
            expect(root.run(`${program} --version`)).toEqual({status: 0, stdout: `${version}\n`, stderr: ''});
            for (const command of ['notify', 'check']) {
                expect(root.run(`${program} ${command} --help`)).toMatchObject({
                    status: 0,
                    stdout: expect.stringMatching(new RegExp(`^Usage: .*${command}`)),
                });
            }
            // As systemd starts it: the settings in the environment, and no other rights than the user's.
            const {status, stdout, stderr} = root.run(`
                set -a; . /etc/openitcockpit-mattermost/settings.env; set +a
                export MATTERMOST_URL=http://127.0.0.1:9 OPENITCOCKPIT_URL= OPENITCOCKPIT_API_KEY= LISTEN_ADDRESS=127.0.0.1:0
                export DATA_FOLDER=/var/lib/openitcockpit-mattermost
                : >/tmp/serve.log
                chroot --userspec=openitcockpit-mattermost / ${program} serve >/tmp/serve.log 2>&1 &
                until grep -q Listening /tmp/serve.log; do kill -0 $! || { cat /tmp/serve.log; exit 1; }; sleep 0.2; done
                kill -TERM $!
                wait $!`);
            expect({status, stderr, stdout}).toEqual({status: 0, stderr: '', stdout: ''});
            expect(root.run('stat -c %U /var/lib/openitcockpit-mattermost/*').stdout).toMatch(
                /^openitcockpit-mattermost$/m,
            );
        });
    });
});
