import {cpSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, describe, expect, test} from 'vitest';
import {PLUGIN_ID} from '#contract';
import {checkManifest, readManifest} from '../../../build/manifest';
import {inRepository} from '../../../build/paths';

let root = '';

const change = (file: string, changes: object): void => {
    const manifest =
        file === 'plugin.json' ? readManifest(inRepository()) : {version: readManifest(inRepository()).version};
    writeFileSync(join(root, file), JSON.stringify({...manifest, ...changes}));
};

beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'manifest-'));
    for (const name of ['plugin.json', 'package.json', 'assets']) {
        cpSync(inRepository(name), join(root, name), {recursive: true});
    }
});

afterEach(() => rmSync(root, {recursive: true}));

describe('plugin.json', () => {
    test('of this repository is in order', () => {
        expect(checkManifest(inRepository())).toEqual([]);
        expect(readManifest(inRepository()).id).toBe(PLUGIN_ID);
    });

    test('with another id', () => {
        change('plugin.json', {id: 'other'});
        expect(checkManifest(root)).toEqual([
            'plugin.json has id "other", but the contract says "openitcockpit": change one of them.',
        ]);
    });

    test('with another version than package.json', () => {
        change('package.json', {version: '9.9.9'});
        expect(checkManifest(root)).toEqual([
            expect.stringMatching(/^plugin\.json has version .*, package\.json 9\.9\.9: make them equal\.$/),
        ]);
    });

    test('with the address of somebody else’s project', () => {
        change('plugin.json', {
            homepage_url: 'https://openitcockpit.io',
            support_url: 'https://openitcockpit.io/support',
        });
        expect(checkManifest(root)).toEqual([
            'plugin.json names homepage_url, support_url: leave them out, PROJECT_URL gives them when a release is built.',
        ]);
    });

    test('with an icon that is not there', () => {
        change('plugin.json', {icon_path: 'assets/none.svg'});
        expect(checkManifest(root)).toEqual(['plugin.json names the icon assets/none.svg, which does not exist.']);
    });

    test('with a secret setting that older servers would show', () => {
        const {settings_schema: schema} = readManifest(inRepository());
        change('plugin.json', {settings_schema: {...schema, settings: schema.settings.slice(1)}});
        expect(checkManifest(root)).toEqual([
            expect.stringMatching(
                /^plugin\.json: settings must repeat .*"OpenitcockpitApiKey","type":"text","secret":true/,
            ),
        ]);
    });

    test('with a setting twice', () => {
        const {settings_schema: schema} = readManifest(inRepository());
        const [first, ...others] = schema.sections;
        const double = {key: 'Double', settings: first?.settings.slice(0, 1)};
        change('plugin.json', {settings_schema: {...schema, sections: [first, double, ...others]}});
        expect(checkManifest(root)).toEqual([
            'plugin.json has the key OpenitcockpitUrl twice in its sections: rename one.',
        ]);
    });

    test('with an executable that is not built', () => {
        change('plugin.json', {server: {executables: {'plan9-386': 'server/dist/plugin'}}});
        expect(checkManifest(root)).toEqual([
            expect.stringMatching(/^plugin\.json must name these executables: .*"linux-amd64":"server\/dist\/plugin-/),
        ]);
    });

    test('without a field the build needs', () => {
        change('plugin.json', {version: 'soon', webapp: undefined});
        expect(checkManifest(root)).toEqual([
            expect.stringMatching(/^plugin\.json: version: /),
            expect.stringMatching(/^plugin\.json: webapp: /),
        ]);
    });
});
