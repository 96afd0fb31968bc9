import {mkdtempSync, readdirSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {gzipSync} from 'node:zlib';
import {JSDOM} from 'jsdom';
import * as React from 'react';
import * as ReactDOM from 'react-dom';
import * as ReactIntl from 'react-intl';
import * as ReactRedux from 'react-redux';
import * as Redux from 'redux';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import type webpack from 'webpack';
import {ALERT_POST_TYPE, PLUGIN_ID} from '#contract';
import {inRepository} from '../../build/paths';
import {runWebpack} from '../../build/run_webpack';
import {webpackWebapp} from '../../build/webpack_webapp';
import type {Plugin} from '../../webapp/src/plugin';
import {hostPlugin} from '../support/webapp/fake_host';

/**
 * Every reader's browser loads it before the first message shows. Of this, 2.5 KB keep menus at their buttons and in sight; with the
 * library's own half for the DOM it would be 5.4 KB.
 */
const LIMIT_BYTES = 38 * 1024;
/** With the panel and the console's subscriptions, which are loaded when they are first opened. */
const WHOLE_LIMIT_BYTES = 60 * 1024;

let folder = '';
let bundle = '';
/** The panel's file. */
let panel = '';
/** The file of the console's subscriptions. */
let subscriptions = '';
/** Files that went into the bundle, as paths from the root of the repository. */
let modules: string[] = [];

/** Keys of the settings in plugin.json that Mattermost leaves to us to draw. */
const customSettings = (
    JSON.parse(readFileSync(inRepository('plugin.json'), 'utf8')) as {
        settings_schema: {sections: {settings: {key: string; type: string}[]}[]};
    }
).settings_schema.sections.flatMap(({settings}) => settings.filter(({type}) => type === 'custom').map(({key}) => key));

const namesOf = (list: readonly webpack.StatsModule[] = []): string[] =>
    list.flatMap(({name, modules: inner}) => [name ?? '', ...namesOf(inner)]);

beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'webapp-bundle-'));
    const stats = await runWebpack(webpackWebapp(folder));
    const shown = {all: false, modules: true, nestedModules: true, modulesSpace: 9999, nestedModulesSpace: 9999};
    modules = namesOf(stats.toJson(shown).modules);
    bundle = readFileSync(join(folder, 'main.js'), 'utf8');
    const others = readdirSync(folder)
        .filter((name) => name !== 'main.js')
        .sort();
    expect(others).toEqual([
        expect.stringMatching(/^panel_[0-9a-f]{20}\.js$/),
        expect.stringMatching(/^subscriptions_[0-9a-f]{20}\.js$/),
    ]);
    [panel = '', subscriptions = ''] = others.map((name) => readFileSync(join(folder, name), 'utf8'));
    // Webpack on a busy machine.
}, 120_000);

afterAll(() => rmSync(folder, {recursive: true}));

describe('dist/webapp/main.js', () => {
    test('is at most 60 KB gzipped with all that is loaded late, whose files have names of their own content', () => {
        const sizes = [bundle, panel, subscriptions].map((file) => gzipSync(file).length);
        expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(WHOLE_LIMIT_BYTES);
    });

    test('loads the panel from beside itself, only when it is opened', () => {
        expect(bundle).toContain('/static/plugins/');
        for (const part of ['oitc-list-row', 'oitc-curve']) {
            expect(bundle).not.toContain(part);
            expect(panel).toContain(part);
        }
    });

    test("loads the console's subscriptions from beside itself, only when their page is opened", () => {
        expect(bundle).not.toContain('oitc-subscriptions');
        expect(subscriptions).toContain('oitc-subscriptions');
    });

    test('is at most 38 KB gzipped', () => {
        expect(gzipSync(bundle).length).toBeLessThanOrEqual(LIMIT_BYTES);
    });

    test('holds nothing that needs Node, and nothing a strict content security policy forbids', () => {
        expect(bundle + panel + subscriptions).not.toMatch(/node:|process\.env|require\(|new Function|\beval\(/);
    });

    test('holds of server-proxy the contract only, and no copy of a library of the host', () => {
        expect(modules).toContain('./server-proxy/src/contract/alert_props.ts');
        expect(modules.filter((name) => /server-proxy\/src\/(?!contract\/)/.test(name))).toEqual([]);
        expect(modules.filter((name) => /node_modules\/(react|redux|prop-types|scheduler)/.test(name))).toEqual([]);
    });

    test('holds both languages', () => {
        expect(bundle).toContain('Acknowledged by');
        expect(bundle).toContain('Bestätigt von');
    });

    test('registers itself, and everything it draws, with the host', () => {
        const {window} = new JSDOM('<!doctype html>', {runScripts: 'outside-only', url: 'https://chat.example.org/'});
        const registered: [string, Plugin][] = [];
        Object.assign(window, {React, ReactDOM, Redux, ReactRedux, ReactIntl, PropTypes: {}, ReactRouterDom: {}});
        Object.assign(window, {registerPlugin: (id: string, plugin: Plugin) => registered.push([id, plugin])});
        window.eval(bundle);
        expect(registered.map(([id]) => id)).toEqual([PLUGIN_ID]);
        const [[, plugin] = []] = registered;
        const host = hostPlugin(plugin as Plugin, PLUGIN_ID);
        expect([...host.postTypes.keys()]).toEqual([ALERT_POST_TYPE]);
        expect(host.rootComponents).toHaveLength(1);
        // A text like any other in plugin.json, so that Mattermost can draw it while the plugin is off.
        expect([...host.adminSettings.keys()]).toEqual([...customSettings, 'OpenitcockpitApiKey']);
        expect(host.messagesFor('de')).toHaveProperty(['openitcockpit.dialog.cancel'], 'Abbrechen');
        expect(window.document.querySelectorAll('style')).toHaveLength(1);
        plugin?.uninitialize();
        expect(window.document.querySelectorAll('style')).toHaveLength(0);
    });

    test('leaves nothing behind on window but the registry of zod and the list of its files', () => {
        const {window} = new JSDOM('', {runScripts: 'outside-only'});
        Object.assign(window, {React, ReactDOM, Redux, ReactRedux, ReactIntl, PropTypes: {}, ReactRouterDom: {}});
        const before = Object.keys(window);
        window.eval(bundle);
        const added = Object.keys(window).filter((key) => !before.includes(key));
        // Webpack's, into which the panel's file puts itself.
        const chunks = 'webpackChunkopenitcockpit_for_mattermost';
        expect(added.filter((key) => !key.startsWith('__zod_'))).toEqual([chunks]);
    });
});
