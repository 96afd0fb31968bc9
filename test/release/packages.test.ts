import {execFileSync, spawnSync} from 'node:child_process';
import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import type {ArchiveFile} from '../../build/release/archive';
import {nfpmMissing} from '../../build/release/nfpm';
import {buildPackages} from '../../build/release/packages';
import {PLATFORMS, PROGRAM_PATH} from '../../build/release/platforms';
import {type CleanRoot, cleanRoot, cleanRootMissing} from '../support/release/clean_root';

const because = (reason: string): string => (reason === '' ? '' : ` (skipped: ${reason})`);
const missing = nfpmMissing();
const noRoot = missing || cleanRootMissing();
const noRpm = noRoot || (spawnSync('rpm', ['--version']).status === 0 ? '' : 'rpm is not installed');

/** Bundles whose program only says its version: what is tested here is what packages do with it. */
const packagesOf = (version: string) => {
    const file = (path: string, content: string, mode = 0o644): ArchiveFile => ({
        path: `openitcockpit/${path}`,
        content: Buffer.from(content),
        mode,
    });
    const bundles = PLATFORMS.map((platform) => ({
        platform,
        files: [
            file('plugin.json', '{}'),
            file(PROGRAM_PATH, `#!/bin/sh\necho ${version}\n`, 0o755),
            file('server/dist/lib/libgcc_s.so.1', 'a library'),
            file('webapp/dist/main.js', ''),
            file('LICENSE', 'MIT'),
            file('NOTICE.txt', ''),
            file('licenses/node.txt', ''),
        ],
    }));
    return buildPackages({version, homepage: 'https://forge.example.org/plugin', date: new Date(1e12), bundles});
};

describe.skipIf(missing !== '')(`the packages${because(missing)}`, () => {
    test('are one for each architecture and one for the service, as .deb and .rpm', async () => {
        const built = await packagesOf('1.2.3');
        expect(built.map(({file}) => file)).toEqual([
            'openitcockpit-mattermost_1.2.3_amd64.deb',
            'openitcockpit-mattermost-1.2.3-1.x86_64.rpm',
            'openitcockpit-mattermost_1.2.3_arm64.deb',
            'openitcockpit-mattermost-1.2.3-1.aarch64.rpm',
            'openitcockpit-mattermost-service_1.2.3_all.deb',
            'openitcockpit-mattermost-service-1.2.3-1.noarch.rpm',
        ]);
    });

    test('built twice are equal, byte for byte', async () => {
        const [one, two] = [await packagesOf('1.2.3'), await packagesOf('1.2.3')];
        for (const [index, {file, content}] of one.entries()) {
            expect(two[index]?.content.equals(content), file).toBe(true);
        }
    });
});

describe.skipIf(noRoot !== '')(`in a clean root${because(noRoot)}`, () => {
    let folder: string;
    let root: CleanRoot;

    beforeAll(async () => {
        folder = mkdtempSync(join(tmpdir(), 'packages-'));
        for (const version of ['1.2.3-rc.1', '1.2.3', '1.3.0']) {
            mkdirSync(join(folder, version));
            for (const {file, content} of await packagesOf(version))
                writeFileSync(join(folder, version, file), content);
        }
        root = await cleanRoot(folder);
    });
    afterAll(async () => {
        await root?.remove();
        rmSync(folder, {recursive: true, force: true});
    });

    /** What a script says, which has to succeed. */
    const inside = (script: string): string => {
        const {status, stdout, stderr} = root.run(script);
        expect({script, status, stderr: status === 0 ? '' : stderr}).toEqual({script, status: 0, stderr: ''});
        return stdout.trim();
    };
    const architecture = (): string => execFileSync('dpkg', ['--print-architecture'], {encoding: 'utf8'}).trim();
    const debs = (version: string): string => {
        const program = `/mnt/${version}/openitcockpit-mattermost_*_${architecture()}.deb`;
        return `${program} /mnt/${version}/openitcockpit-mattermost-service_*_all.deb`;
    };
    const state = 'cat /etc/openitcockpit-mattermost/settings.env /var/lib/openitcockpit-mattermost/alerts';

    /** The same life with both package managers. */
    const live = (manager: {
        install(version: string): string;
        upgrade(version: string): string;
        remove: string;
    }): void => {
        inside('test ! -e /opt/openitcockpit-mattermost');
        inside(manager.install('1.2.3'));
        expect(inside('/opt/openitcockpit-mattermost/server-proxy --version')).toBe('1.2.3');
        expect(inside('stat -c "%a %U" /etc/openitcockpit-mattermost/settings.env')).toBe('600 root');
        expect(inside('stat -c "%a %U %G" /var/lib/openitcockpit-mattermost')).toBe(
            '700 openitcockpit-mattermost openitcockpit-mattermost',
        );
        const secrets = inside(
            'grep -E "^(NOTIFICATION_TOKEN|SIGNING_SECRET)=" /etc/openitcockpit-mattermost/settings.env',
        );
        expect(secrets).toMatch(/^NOTIFICATION_TOKEN=[0-9a-f]{64}\nSIGNING_SECRET=[0-9a-f]{64}$/);
        expect(new Set(secrets.split(/[=\n]/)).size).toBe(4);
        inside('ls /opt/openitcockpit-mattermost/settings.env.example');
        inside('ls /opt/openitcockpit-mattermost/notification_commands/safe_host.txt');

        inside('echo LANGUAGE=de >> /etc/openitcockpit-mattermost/settings.env');
        inside('echo "an alert" > /var/lib/openitcockpit-mattermost/alerts');
        const kept = inside(state);
        expect(kept).toContain('LANGUAGE=de');
        inside(manager.upgrade('1.3.0'));
        expect(inside('/opt/openitcockpit-mattermost/server-proxy --version')).toBe('1.3.0');
        expect(inside(state)).toBe(kept);

        inside(manager.remove);
        inside('test ! -e /opt/openitcockpit-mattermost');
        inside('test ! -e /usr/lib/systemd/system/openitcockpit-mattermost.service');
        expect(inside(state)).toBe(kept);
        inside(manager.install('1.2.3'));
        expect(inside(state)).toBe(kept);
        inside(manager.remove);
        inside('rm -r /etc/openitcockpit-mattermost /var/lib/openitcockpit-mattermost');
    };

    test('.deb: installing brings program, unit, user and folders; an upgrade keeps the settings; a removal leaves the data', () => {
        const install = (version: string): string => `dpkg --install ${debs(version)}`;
        live({
            install,
            upgrade: install,
            remove: 'dpkg --purge openitcockpit-mattermost-service openitcockpit-mattermost',
        });
    });

    test.skipIf(noRpm !== '')(`.rpm: the same${because(noRpm)}`, () => {
        // This system is Debian: rpm knows nothing of its C library.
        const files = (version: string): string =>
            `/mnt/${version}/*.$(uname -m).rpm /mnt/${version}/openitcockpit-mattermost-service-*.rpm`;
        live({
            install: (version) => `rpm --install --nodeps ${files(version)}`,
            upgrade: (version) => `rpm --upgrade --nodeps ${files(version)}`,
            remove: 'rpm --erase openitcockpit-mattermost-service openitcockpit-mattermost',
        });
    });

    test('the service package is not installed without the program of its version', () => {
        const alone = root.run('dpkg --install /mnt/1.3.0/openitcockpit-mattermost-service_*_all.deb');
        expect(alone.status).toBe(1);
        expect(alone.stderr).toContain('depends on openitcockpit-mattermost (= 1.3.0)');
        inside('dpkg --purge openitcockpit-mattermost-service');
    });

    test('a package for another processor is refused, and both are named', () => {
        const other = PLATFORMS.map(({debianArchitecture}) => debianArchitecture).find(
            (each) => each !== architecture(),
        );
        const refused = root.run(`dpkg --install /mnt/1.3.0/openitcockpit-mattermost_*_${other}.deb`);
        expect(refused.status).toBe(1);
        expect(refused.stderr).toContain(`package architecture (${other}) does not match system (${architecture()})`);
        expect(root.run('test -e /opt/openitcockpit-mattermost').status).toBe(1);
    });

    test('a pre-release is older than its release', () => {
        inside(`dpkg --install ${debs('1.2.3-rc.1')}`);
        const [, version] = inside('dpkg-query --show openitcockpit-mattermost').split('\t');
        expect(version).toBe('1.2.3~rc.1');
        inside(`dpkg --compare-versions '${version}' lt 1.2.3`);
        inside('dpkg --purge openitcockpit-mattermost-service openitcockpit-mattermost');
    });

    test('systemd finds nothing wrong with the unit, which runs as the package’s user', () => {
        inside(`dpkg --install ${debs('1.2.3')}`);
        const {status, stdout, stderr} = root.run('systemd-analyze verify openitcockpit-mattermost.service');
        // It reads the machine's other units as well, and says what it thinks of them.
        const ours = `${stdout}${stderr}`
            .split('\n')
            .filter((line) => !/^\/\S+\.\w+:\d+: /.test(line) || line.includes('openitcockpit-mattermost'));
        expect({status, ours}).toEqual({status: 0, ours: ['']});
        const merged = inside('cat /usr/lib/systemd/system/openitcockpit-mattermost.service.d/package.conf');
        expect(merged).toMatch(/^DynamicUser=no\nUser=openitcockpit-mattermost$/m);
        inside('dpkg --purge openitcockpit-mattermost-service openitcockpit-mattermost');
    });
});
