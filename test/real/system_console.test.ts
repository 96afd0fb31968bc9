import {mkdirSync, readFileSync} from 'node:fs';
import type {Browser, Locator, Page} from 'playwright-core';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {PLUGIN_ID} from '#contract';
import {chromiumPath, launchChromium} from '../../build/chromium';
import {inRepository} from '../../build/paths';
import {MattermostSite} from '../support/loop/mattermost_site';
import {type OpenitcockpitDouble, startOpenitcockpitDouble} from '../support/openitcockpit/double';
import {PluginAdmin} from '../support/real/plugin_admin';
import {builtBundle} from '../support/real/plugin_door';
import {webappBundle} from '../support/real/webapp_bundle';

const {MATTERMOST_URL = '', MATTERMOST_ADMIN_TOKEN = ''} = process.env;
const ready = MATTERMOST_URL !== '' && MATTERMOST_ADMIN_TOKEN !== '' && chromiumPath() !== undefined;
const SHOTS = inRepository('test-results/screenshots');
const KEY = (name: string) => `PluginSettings.Plugins.${PLUGIN_ID}.${name.toLowerCase()}`;

interface ConsoleSetting {
    readonly key: string;
    readonly display_name: string;
    readonly type: string;
    readonly default?: unknown;
    readonly secret?: boolean;
}
const {settings_schema: schema} = JSON.parse(readFileSync(inRepository('plugin.json'), 'utf8')) as {
    settings_schema: {sections: {title: string; settings: ConsoleSetting[]}[]};
};
const settings = schema.sections.flatMap((section) => section.settings);

/** The plugin's page of the System Console, as an administrator sees it. */
class ConsolePage {
    readonly errors: string[] = [];

    constructor(readonly page: Page) {
        page.on('pageerror', ({message}) => this.errors.push(message));
    }

    async open(): Promise<void> {
        await this.page.goto(`${MATTERMOST_URL}/admin_console/plugins/plugin_${PLUGIN_ID}`);
        await this.testButton.waitFor();
    }

    field = (name: string): Locator => this.page.locator(`[id="${KEY(name)}"]`);
    get testButton(): Locator {
        return this.page.getByRole('button', {name: 'Test connection'});
    }
    get findings(): Locator {
        return this.page.locator('.oitc-test');
    }

    async save(): Promise<void> {
        await this.page.getByRole('button', {name: 'Save', exact: true}).click();
        await this.page.waitForFunction(
            (id) => !(document.getElementById(id) as HTMLButtonElement | null)?.disabled,
            KEY('TestConnection'),
        );
    }

    /** @returns what each hop says, by its name */
    async test(): Promise<Record<string, string>> {
        await this.testButton.click();
        await this.findings.getByText(/^(Everything works|It does not work yet)/).waitFor();
        const rows = await this.findings.getByRole('listitem').allInnerTexts();
        return Object.fromEntries(
            rows.map((row) => [/(?:^|\n)([^\n:]+):/.exec(row)?.[1] ?? row, row.replace(/\s+/g, ' ')]),
        );
    }
}

const openConsole = async (browser: Browser): Promise<ConsolePage> => {
    const site = await MattermostSite.setUp(MATTERMOST_URL, MATTERMOST_ADMIN_TOKEN);
    const ada = await site.person('ada', 'Ada Admin');
    await site.call('PUT', `/users/${ada.id}/roles`, {roles: 'system_user system_admin'});
    const page = await browser.newPage({viewport: {width: 1200, height: 4900}});
    await page.context().addCookies([
        {name: 'MMAUTHTOKEN', value: ada.token, url: MATTERMOST_URL},
        {name: 'MMUSERID', value: ada.id, url: MATTERMOST_URL},
        {name: 'MMCSRF', value: ada.csrf, url: MATTERMOST_URL},
    ]);
    return new ConsolePage(page);
};

/** What the server hands to everybody who may read its configuration. */
const storedSettings = async (): Promise<Record<string, unknown>> => {
    const response = await fetch(`${MATTERMOST_URL}/api/v4/config`, {
        headers: {Authorization: `Bearer ${MATTERMOST_ADMIN_TOKEN}`},
    });
    const config = (await response.json()) as {PluginSettings: {Plugins: Record<string, Record<string, unknown>>}};
    return config.PluginSettings.Plugins[PLUGIN_ID] ?? {};
};

const MASK = '*'.repeat(32);

describe.skipIf(!ready)(
    'System Console › Plugins › openITCOCKPIT (needs MATTERMOST_URL, MATTERMOST_ADMIN_TOKEN and Chromium)',
    () => {
        const plugins = new PluginAdmin(MATTERMOST_URL, MATTERMOST_ADMIN_TOKEN);
        let browser: Browser;
        let console: ConsolePage;

        beforeAll(async () => {
            mkdirSync(SHOTS, {recursive: true});
            await plugins.install(await webappBundle());
            await plugins.enable(PLUGIN_ID);
            browser = await launchChromium();
            console = await openConsole(browser);
            await console.open();
        });
        afterAll(async () => {
            await browser?.close();
            await plugins.remove(PLUGIN_ID).catch(() => undefined);
        });

        it('shows every section and every setting, once', async () => {
            const {page} = console;
            for (const {title} of schema.sections) {
                expect([title, await page.getByText(title, {exact: true}).count()]).not.toEqual([title, 0]);
            }
            const labels = await page.locator('label.control-label, legend.control-label').allInnerTexts();
            const shown = labels.map((label) => label.replace(/:$/, ''));
            expect(shown).toEqual(expect.arrayContaining(settings.map(({display_name}) => display_name)));
            await page.screenshot({path: `${SHOTS}/real_system_console.png`});
            expect(console.errors).toEqual([]);
        });

        it('presets what plugin.json presets', async () => {
            const preset = settings.filter(({type, default: value}) => value !== undefined && type !== 'bool');
            for (const {key, default: value} of preset) {
                expect([key, await console.field(key).inputValue()]).toEqual([key, String(value)]);
            }
        });

        it('tests the saved settings only, hides secrets, and says that this bundle has no server part', async () => {
            await console.field('OpenitcockpitApiKey').fill('secret-key-of-the-test');
            await console.field('QuickReasons').fill('On it\nKnown issue');
            expect(await console.testButton.isDisabled()).toBe(true);
            expect(await console.findings.textContent()).toContain('Save first');
            await console.save();
            expect(await storedSettings()).toMatchObject({
                openitcockpitapikey: MASK,
                quickreasons: 'On it\nKnown issue',
            });
            await console.testButton.click();
            await console.findings.getByText(/server part does not run/).waitFor();
            await console.findings.screenshot({path: `${SHOTS}/real_test_without_server.png`});
        });
    },
);

const bundle = builtBundle();

describe.skipIf(!ready || !bundle)(
    'Test connection through the uploaded plugin (needs Mattermost, Chromium, and a bundle made by npm run dist)',
    () => {
        const plugins = new PluginAdmin(MATTERMOST_URL, MATTERMOST_ADMIN_TOKEN);
        let monitoring: OpenitcockpitDouble;
        let browser: Browser;
        let console: ConsolePage;

        beforeAll(async () => {
            monitoring = await startOpenitcockpitDouble();
            await plugins.install(readFileSync(bundle ?? ''));
            await plugins.enable(PLUGIN_ID);
            browser = await launchChromium();
            console = await openConsole(browser);
            await console.open();
            await console.field('OpenitcockpitUrl').fill(monitoring.url);
        });
        afterAll(async () => {
            await browser?.close();
            await monitoring?.stop();
            await plugins.remove(PLUGIN_ID).catch(() => undefined);
        });

        it('names a wrong key, and the right one takes effect without a restart', async () => {
            await console.field('OpenitcockpitApiKey').fill('wrong');
            await console.save();
            expect(await console.test()).toMatchObject({
                Network: expect.stringContaining('answers'),
                'API key': expect.stringContaining('rejected the API key'),
                Rights: expect.stringContaining('not reached'),
            });
            await console.findings.screenshot({path: `${SHOTS}/real_test_wrong_key.png`});
            await console.field('OpenitcockpitApiKey').fill(monitoring.apiKeys.bot);
            await console.save();
            expect(await console.test()).toMatchObject({'API key': expect.stringContaining('Matter Most')});
            await console.findings.screenshot({path: `${SHOTS}/real_test_passed.png`});
        });

        it('names a missing right', async () => {
            await console.field('OpenitcockpitApiKey').fill(monitoring.apiKeys.nocmd);
            await console.save();
            expect((await console.test()).Rights).toContain('NagiosModule.Cmd.submit');
        });

        it('names a setting that is wrong, and tests no older one', async () => {
            await console.field('OpenitcockpitUrl').fill('http://monitoring.example.org');
            await console.save();
            expect(await console.test()).toMatchObject({
                Settings: expect.stringContaining('openITCOCKPIT URL must begin with https://'),
                Network: expect.stringContaining('not reached'),
            });
            await console.findings.screenshot({path: `${SHOTS}/real_test_wrong_setting.png`});
        });
    },
);
