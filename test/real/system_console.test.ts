import {mkdirSync, readFileSync} from 'node:fs';
import type {Browser} from 'playwright-core';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {PLUGIN_ID} from '#contract';
import {chromiumPath, launchChromium} from '../../build/chromium';
import {inRepository} from '../../build/paths';
import {CONSOLE_LABELS, pluginKey} from '../../server-proxy/src/config/plugin_source';
import type {SettingName} from '../../server-proxy/src/config/schema';
import {MattermostSite} from '../support/loop/mattermost_site';
import {PluginAdmin} from '../support/real/plugin_admin';
import {logIn, SystemConsole} from '../support/real/system_console';
import {webappBundle} from '../support/real/webapp_bundle';

const {MATTERMOST_URL = '', MATTERMOST_ADMIN_TOKEN = ''} = process.env;
const ready = MATTERMOST_URL !== '' && MATTERMOST_ADMIN_TOKEN !== '' && chromiumPath() !== undefined;
const SHOTS = inRepository('test-results/screenshots');

interface ConsoleSetting {
    readonly key: string;
    readonly display_name: string;
    readonly type: string;
    readonly default?: unknown;
}
const {settings_schema: schema} = JSON.parse(readFileSync(inRepository('plugin.json'), 'utf8')) as {
    settings_schema: {sections: {title: string; settings: ConsoleSetting[]}[]};
};
const settings = schema.sections.flatMap((section) => section.settings);

/** What the server hands to everybody who may read its configuration. */
const storedSettings = async (): Promise<Record<string, unknown>> => {
    const response = await fetch(`${MATTERMOST_URL}/api/v4/config`, {
        headers: {Authorization: `Bearer ${MATTERMOST_ADMIN_TOKEN}`},
    });
    const config = (await response.json()) as {PluginSettings: {Plugins: Record<string, Record<string, unknown>>}};
    return config.PluginSettings.Plugins[PLUGIN_ID] ?? {};
};

describe.skipIf(!ready)(
    "the plugin's page of the System Console (needs MATTERMOST_URL, MATTERMOST_ADMIN_TOKEN and Chromium)",
    () => {
        const plugins = new PluginAdmin(MATTERMOST_URL, MATTERMOST_ADMIN_TOKEN);
        const errors: string[] = [];
        let browser: Browser;
        let consolePage: SystemConsole;

        beforeAll(async () => {
            mkdirSync(SHOTS, {recursive: true});
            await plugins.configure(PLUGIN_ID, {});
            await plugins.install(await webappBundle());
            await plugins.enable(PLUGIN_ID);
            const site = await MattermostSite.setUp(MATTERMOST_URL, MATTERMOST_ADMIN_TOKEN);
            const ada = await site.person('ada', 'Ada Admin');
            await site.call('PUT', `/users/${ada.id}/roles`, {roles: 'system_user system_admin'});
            browser = await launchChromium();
            const page = await browser.newPage({viewport: {width: 1200, height: 4900}});
            page.on('pageerror', ({message}) => errors.push(message));
            await logIn(page, MATTERMOST_URL, ada);
            consolePage = new SystemConsole(page, MATTERMOST_URL);
            await consolePage.open();
            await consolePage.testButton.waitFor();
        });
        afterAll(async () => {
            await browser?.close();
            await plugins.remove(PLUGIN_ID).catch(() => undefined);
            await plugins.configure(PLUGIN_ID, {}).catch(() => undefined);
        });

        it('shows every section and every setting, once', async () => {
            const {page} = consolePage;
            await page.screenshot({path: `${SHOTS}/console_essentials.png`});
            expect(await consolePage.field('LOG_LEVEL').isVisible()).toBe(false);
            await consolePage.unfoldAll();
            const titles = await page
                .locator('.config-section h4, .section-title, details.oitc-section summary strong')
                .allInnerTexts();
            expect(titles).toEqual(expect.arrayContaining(schema.sections.map(({title}) => title)));
            const labels = await page.locator('.control-label').allInnerTexts();
            const shown = labels.map((label) => label.trim().replace(/:$/, ''));
            // The button has its name on it.
            expect(shown.filter((label) => label !== 'Enable Plugin')).toEqual(
                settings.map(({display_name}) => display_name).filter((name) => name !== 'Save and test'),
            );
            await page.screenshot({path: `${SHOTS}/console_page.png`});
            expect(errors).toEqual([]);
        });

        it('presets what plugin.json presets', async () => {
            const names = Object.keys(CONSOLE_LABELS) as SettingName[];
            for (const {key, type, default: value} of settings) {
                const name = names.find((candidate) => pluginKey(candidate) === key.toLowerCase());
                if (name && value !== undefined && type !== 'bool') {
                    expect([key, await consolePage.field(name).inputValue()]).toEqual([key, String(value)]);
                }
            }
        });

        it('saves changes before a test, and hides secrets from whoever reads the configuration', async () => {
            await consolePage.fill({OPENITCOCKPIT_API_KEY: 'key of the test', QUICK_REASONS: 'On it\nKnown issue'});
            expect(await consolePage.testButton.isEnabled()).toBe(true);
            await consolePage.testConnection();
            await consolePage.testSetting.screenshot({path: `${SHOTS}/console_saved_and_tested.png`});
            expect(await storedSettings()).toMatchObject({
                openitcockpitapikey: '*'.repeat(32),
                quickreasons: 'On it\nKnown issue',
            });
        });

        it('says that the server part is not running, which this bundle has none of', async () => {
            expect(await consolePage.testConnection()).toContain('server part is not running');
            await consolePage.testSetting.screenshot({path: `${SHOTS}/console_no_server.png`});
        });
    },
);
