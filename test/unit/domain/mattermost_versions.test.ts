import {readFileSync} from 'node:fs';
import {describe, expect, it} from 'vitest';
import {inRepository} from '../../../build/paths';
import {
    NEWEST_TESTED_MATTERMOST,
    OLDEST_MATTERMOST,
    versionRemark,
} from '../../../server-proxy/src/domain/mattermost_versions';
import {readDocument} from '../../support/documents';

const said = (version: string, door: 'plugin' | 'service' = 'plugin', language: 'en' | 'de' = 'en') =>
    versionRemark(version, door)?.said(language);

describe('the version of Mattermost', () => {
    it.each(['11.1.0', '11.6.0', '11.6.4', '11.6', '', 'unknown', 'v11', '99999.1.0'])(
        '%j is nothing to remark on',
        (version) => {
            expect(versionRemark(version, 'plugin')).toBeUndefined();
        },
    );

    it.each([
        ['11.0.9', 'plugin', '11.1'],
        ['9.11.0', 'plugin', '11.1'],
        ['5.36.1', 'service', '5.37'],
    ] as const)('%s as a %s is older than what is supported', (version, door, oldest) => {
        expect(versionRemark(version, door)?.weight).toBe('problem');
        expect(said(version, door)).toContain(`Mattermost ${version} is older than ${oldest}`);
        expect(said(version, door, 'de')).toContain(`Mattermost ${version} ist älter als ${oldest}`);
    });

    it('of years ago is fine for the service', () => {
        expect(versionRemark('7.0.0', 'service')).toBeUndefined();
    });

    it.each(['11.7.0', '12.1.0', '13.0.0-rc1'])(
        '%s is newer than all that were tested: it runs, and is noted',
        (version) => {
            expect(versionRemark(version, 'plugin')?.weight).toBe('note');
            expect(said(version)).toContain(`Not tested with Mattermost ${version.replace('-rc1', '')}`);
            expect(said(version, 'service', 'de')).toContain('Nicht getestet mit Mattermost');
        },
    );

    it('is told without anything else that the server sends', () => {
        expect(said('13.0.0 @all [click](http://evil)')).not.toMatch(/evil|@all/);
    });

    it('is the one that plugin.json and README name', () => {
        const {min_server_version: oldest} = JSON.parse(readFileSync(inRepository('plugin.json'), 'utf8')) as {
            min_server_version: string;
        };
        expect(oldest).toBe(`${OLDEST_MATTERMOST.plugin}.0`);
        const rows = readDocument('README.md').text.split('\n');
        const row = (name: string) => rows.find((line) => line.startsWith(`| ${name} |`));
        expect(row('Mattermost, as a plugin')).toContain(`a real ${NEWEST_TESTED_MATTERMOST}.0`);
        expect(row('Mattermost, with the handler as a separate service')).toContain(
            `${OLDEST_MATTERMOST.service} or newer`,
        );
    });
});
