import {readFileSync} from 'node:fs';
import {describe, expect, it} from 'vitest';
import {inRepository} from '../../../build/paths';
import {SDK_VERSIONS} from '../../../build/sdk_versions';
import {readSettings} from '../../../server-proxy/src/config/read_settings';
import {readDocument} from '../../support/documents';
import {MATTERMOST_VERSIONS} from '../../support/mattermost/version_rules';
import {compatibilityTable, type PeerResult, REAL_SERVERS, readResults} from '../../support/peer/compatibility';

const {text} = readDocument('README.md');

const {min_server_version: oldest, settings_schema: schema} = JSON.parse(
    readFileSync(inRepository('plugin.json'), 'utf8'),
) as {
    min_server_version: string;
    settings_schema: {sections: {settings: {display_name: string}[]}[]};
};

/** Cells of the table row that begins so. */
const row = (beginning: string): string => text.split('\n').find((line) => line.startsWith(`| ${beginning} |`)) ?? '';

describe('README.md', () => {
    it('names the oldest Mattermost that plugin.json admits', () => {
        expect(row('Mattermost, as a plugin')).toContain(`| ${oldest.replace(/\.0$/, '')} or newer |`);
    });

    it('what Mattermost says of an old server, another processor and a file that is too large is on the troubleshooting page', () => {
        const page = readDocument('docs/troubleshooting_connection.md').text;
        expect(page).toContain(`*plugin requires Mattermost ${oldest}*`);
        expect(page.replace(/\s+/g, ' ')).toContain('*backend executable not found for environment*');
        expect(page).toMatch(/client_max_body_size.*\n.*Maximum File Size/);
    });

    it('names every version of which there are recordings', () => {
        const {recordings} = JSON.parse(
            readFileSync(inRepository('test/fixtures/openitcockpit/recordings.json'), 'utf8'),
        ) as {recordings: {versions: string[]}[]};
        const recorded = [...new Set(recordings.flatMap(({versions}) => versions))];
        expect(recorded).toHaveLength(3);
        expect(recorded.filter((version) => !row('openITCOCKPIT').includes(version))).toEqual([]);
        const service = row('Mattermost, with the handler as a separate service');
        expect(MATTERMOST_VERSIONS.filter((version) => !service.includes(version))).toEqual([]);
    });

    it('calls settings what the System Console calls them', () => {
        const names = schema.sections.flatMap(({settings}) => settings.map(({display_name}) => display_name));
        const table = text.split('## The most important settings')[1]?.split('\n## ')[0] ?? '';
        const told = [...table.matchAll(/^\| ([^|]+) \| [^|]+ \|$/gm)]
            .flatMap(([, cell = '']) => cell.split(', '))
            .filter((name) => name !== 'Setting' && name !== '---');
        expect(told.length).toBeGreaterThan(10);
        expect(told.filter((name) => !names.includes(name))).toEqual([]);
    });

    it('tells how long changes and queued actions wait unless somebody changes it', () => {
        const {RECONCILE_INTERVAL, QUEUE_MAX_AGE} = readSettings({});
        expect(text).toContain(`*Reconcile interval* (${RECONCILE_INTERVAL} seconds unless you change it)`);
        expect(QUEUE_MAX_AGE).toBe(60);
        expect(text).toContain('for an hour unless you change *Longest wait in the queue*');
    });
});

const passed = (mattermost: string, sdk: string): PeerResult => ({mattermost, sdk, checks: 9, failed: [], again: []});

describe('README.md, Mattermost by version', () => {
    it('is what the last run of every plugin SDK found', () => {
        const [, region = ''] =
            /<!-- figures: npm run peers -- --write -->\n([\s\S]*?)<!-- end of figures -->/.exec(text) ?? [];
        expect(region.trim().split('\n')).toEqual(compatibilityTable(readResults()));
    });

    it('names the real server that plugin.json asks for, and no check that failed', () => {
        expect(`${REAL_SERVERS.at(-1)?.[0]}.0`).toBe(oldest);
        expect(readResults().flatMap(({failed}) => failed)).toEqual([]);
    });

    it('has a row for every version, whatever became of it', () => {
        const table = compatibilityTable([
            {...passed('9.11', 'v0.1.6'), failed: ['wire: a frame'], again: ['http: a storm']},
            {...passed('10.3', 'v0.1.9'), missing: 'Go could not download it'},
            passed('11.6', 'v0.3.0'),
        ]).join('\n');
        expect(SDK_VERSIONS.filter(({mattermost}) => !table.includes(`| ${mattermost} |`))).toEqual([]);
        expect(table).toContain('| 11.6 | real server | a real 11.6.0; 9 of 9 checks passed with plugin SDK v0.3.0 |');
        expect(table).toContain('| 10.3 | *not run* | Go could not download it |');
        expect(table).toContain('| 10.5 | *not run* | plugin SDK v0.1.10 was not tried yet |');
        expect(table).toContain(
            '8 of 9 checks passed with plugin SDK v0.1.6, 1 of them only when tried again alone; failed: wire: a frame',
        );
        expect(table).toContain('| 12.x | *not run* |');
    });
});

describe('build/sdk_versions.ts', () => {
    it.each(SDK_VERSIONS)('$mattermost: the module file requires $sdk', ({modFile, sdk}) => {
        const module = readFileSync(inRepository('test/peer/mattermosthost', modFile), 'utf8');
        expect(module).toContain(`github.com/mattermost/mattermost/server/public ${sdk}\n`);
    });
});
