import {existsSync, readFileSync} from 'node:fs';
import {describe, expect, it} from 'vitest';
import {inRepository} from '../../../build/paths';
import {CONSOLE_LABELS} from '../../../server-proxy/src/config/plugin_source';
import {readSettings} from '../../../server-proxy/src/config/read_settings';
import {SECRET_SETTINGS, SETTING_NAMES} from '../../../server-proxy/src/config/schema';
import {readDocument} from '../../support/documents';
import {PLUGIN_ONLY} from '../../support/plugin_only';

interface Row {
    readonly name: string;
    /** Its name in the System Console; a dash for none. */
    readonly label: string;
    /** As written in the table, without code style; `empty` for none. */
    readonly preset: string;
    readonly secret: boolean;
}

/** `| `NAME` | System Console | meaning | default | example | secret |` */
const rows: Row[] = [
    ...readDocument('docs/settings.md').text.matchAll(/^\| `([A-Z_]+)` \|([^|]*)\|[^|]*\|([^|]*)\|[^|]*\|([^|]*)\|$/gm),
].map(([, name = '', label = '', preset = '', secret = '']) => ({
    name,
    label: label.trim(),
    preset: preset.trim().replace(/^`(.*)`$/, '$1'),
    secret: secret.trim() === 'yes',
}));

describe('docs/settings.md', () => {
    it('has a row for every setting, once, and for nothing else', () => {
        expect(rows.map(({name}) => name).sort()).toEqual([...SETTING_NAMES].sort());
    });

    it('tells the defaults of the schema', () => {
        // As a file would have them: what the page shows can be copied.
        const written = rows.map(({name, preset}) => [name, preset === 'empty' ? '' : preset]);
        expect(readSettings(Object.fromEntries(written))).toEqual(readSettings({}));
        const without = Object.entries(readSettings({})).filter(([, value]) => value.toString() === '');
        const empty = rows.filter(({preset}) => preset === 'empty').map(({name}) => name);
        expect(empty.sort()).toEqual(without.map(([name]) => name).sort());
    });

    it('tells what each setting is called in the System Console', () => {
        const labels: Partial<Record<string, string>> = CONSOLE_LABELS;
        expect(rows.map(({name, label}) => [name, label])).toEqual(rows.map(({name}) => [name, labels[name] ?? '–']));
    });

    it('mentions every setting of plugin.json', () => {
        const {settings_schema: schema} = JSON.parse(readFileSync(inRepository('plugin.json'), 'utf8')) as {
            settings_schema: {sections: {settings: {display_name: string}[]}[]};
        };
        const {text} = readDocument('docs/settings.md');
        const names = schema.sections.flatMap(({settings}) => settings.map(({display_name}) => display_name));
        expect(names.filter((name) => !text.includes(`| ${name} |`) && !text.includes(`*${name}*`))).toEqual([]);
    });

    it('marks the secrets', () => {
        const marked = rows.filter(({secret}) => secret).map(({name}) => name);
        expect(marked.sort()).toEqual([...SECRET_SETTINGS].sort());
    });
});

const EXAMPLE = 'build/packaging/settings.env.example';

describe.skipIf(!existsSync(inRepository(EXAMPLE)))(`${EXAMPLE} (where it exists)`, () => {
    it('names every setting, and nothing else', () => {
        const text = readFileSync(inRepository(EXAMPLE), 'utf8');
        const named = [...text.matchAll(/^#? ?([A-Z][A-Z_]+)=/gm)].map(([, name = '']) => name);
        expect([...new Set(named)].sort()).toEqual(SETTING_NAMES.filter((name) => !PLUGIN_ONLY.includes(name)).sort());
    });
});
