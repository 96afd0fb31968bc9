import {cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {inRepository} from '../../../build/paths';
import {GENERATED} from '../../../build/settings/generated';
import {runProgram} from '../../support/run_program';

describe('what is generated', () => {
    it.each(Object.entries(GENERATED))('%s is up to date', (file, generate) => {
        const current = readFileSync(inRepository(file), 'utf8');
        expect(generate(current), `${file} is stale: run "npm run docs"`).toBe(current);
    });

    it('says where a table is missing', () => {
        expect(() => GENERATED['docs/settings.md']?.('# Settings\n')).toThrow(
            'docs/settings.md has no table for the section Essentials: write "<!-- settings Essentials:',
        );
    });
});

/** What the programs make of the new setting; runs in the copy. */
const PROBE = `
import {CONSOLE_LABELS, pluginSettings} from './server-proxy/src/config/plugin_source';
import {readSettings} from './server-proxy/src/config/read_settings';
import {readNotifySettings} from './server-proxy/src/cli/notify/settings';
import {redactedSettings} from './server-proxy/src/config/redact';

const wrong = (): string => {
    try {
        readSettings(pluginSettings({napminutes: 61}), CONSOLE_LABELS);
        return '';
    } catch (error) {
        return (error as Error).message;
    }
};
const serve = readSettings({NAP_MINUTES: '9'});
console.log(JSON.stringify([
    readSettings({}).NAP_MINUTES,
    serve.NAP_MINUTES,
    readSettings(pluginSettings({napminutes: 8})).NAP_MINUTES,
    readNotifySettings({...process.env, NAP_MINUTES: '7'}, undefined).NAP_MINUTES,
    redactedSettings(serve).NAP_MINUTES,
    wrong(),
]));
`;

/** The whole of what a new setting takes, but for its use. */
const ADDED = [
    {
        file: 'server-proxy/src/config/schema.ts',
        before: '    LANGUAGE: {',
        row: "    NAP_MINUTES: {label: 'Nap minutes', readBy: BOTH, check: (is) => is.integer(5, 0, 60)},\n",
    },
    {
        file: 'build/settings/texts_plugin.ts',
        before: '    LANGUAGE: {',
        row: "    NAP_MINUTES: {section: 'Posts', help: 'How many minutes to nap. Not with {USE_PROXY}.', example: '30'},\n",
    },
];

describe('a setting that is added to a copy of the repository, in two places', () => {
    let copy = '';
    const read = (file: string): string => readFileSync(join(copy, file), 'utf8');
    const run = (script: string) =>
        runProgram([process.execPath, '--import', createRequire(import.meta.url).resolve('tsx'), join(copy, script)]);

    beforeAll(async () => {
        copy = mkdtempSync(join(tmpdir(), 'one-more-setting-'));
        for (const name of ['package.json', 'plugin.json', 'build', 'docs/settings.md', 'server-proxy']) {
            cpSync(inRepository(name), join(copy, name), {recursive: true});
        }
        symlinkSync(inRepository('node_modules'), join(copy, 'node_modules'));
        for (const {file, before, row} of ADDED) {
            expect(read(file).split(before)).toHaveLength(2);
            writeFileSync(join(copy, file), read(file).replace(before, `${row}${before}`));
        }
        writeFileSync(join(copy, 'probe.ts'), PROBE);
        expect(await run('build/docs.ts')).toMatchObject({code: 0, stderr: ''});
    });
    afterAll(() => rmSync(copy, {recursive: true}));

    it('is on the settings page, with its default', () => {
        const {sections, settings} = JSON.parse(read('plugin.json')).settings_schema;
        const shown = {key: 'NapMinutes', display_name: 'Nap minutes', type: 'number', default: 5};
        expect(sections.find(({key}: {key: string}) => key === 'Posts').settings[0]).toEqual({
            ...shown,
            help_text: 'How many minutes to nap. Not with *Use proxy*.',
        });
        expect(settings).toContainEqual({key: 'NapMinutes', type: 'number', default: 5});
    });

    it('is in the documentation and in the file to start from', () => {
        expect(read('docs/settings.md')).toContain(
            '\n| `NAP_MINUTES` | Nap minutes | How many minutes to nap. Not with `USE_PROXY`. | `5` | `30` | no |\n',
        );
        expect(read('build/packaging/settings.env.example')).toContain(
            '\n# How many minutes to nap.\n# NAP_MINUTES=5\n',
        );
    });

    it('is read by all programs, named as on the page when it is wrong, and in the support packet', async () => {
        const {stdout, stderr} = await run('probe.ts');
        expect(stderr).toBe('');
        expect(JSON.parse(stdout)).toEqual([
            5,
            9,
            8,
            '7',
            9,
            'Wrong setting: Nap minutes must be a whole number from 0 to 60.',
        ]);
    });
});
