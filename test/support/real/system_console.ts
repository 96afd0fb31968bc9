import type {Locator, Page} from 'playwright-core';
import {PLUGIN_ID} from '#contract';
import {pluginKey} from '../../../server-proxy/src/config/plugin_source';
import type {SettingName} from '../../../server-proxy/src/config/schema';

const ROOT = `PluginSettings.Plugins.${PLUGIN_ID}`;

/** The plugin's page in Mattermost's System Console, used as an administrator does. */
export class SystemConsole {
    constructor(
        readonly page: Page,
        private readonly url: string,
    ) {}

    async open(): Promise<void> {
        await this.page.goto(`${this.url}/admin_console/plugins/plugin_${PLUGIN_ID}`);
        await this.field('OPENITCOCKPIT_URL').waitFor();
    }

    field(name: SettingName): Locator {
        return this.page.locator(`[id="${ROOT}.${pluginKey(name)}"]`);
    }

    async fill(values: Partial<Record<SettingName, string>>): Promise<void> {
        for (const [name, value] of Object.entries(values)) {
            await this.field(name as SettingName).fill(value);
        }
    }

    /** Presses Regenerate under a generated setting. @returns the new value */
    async regenerate(name: SettingName): Promise<string> {
        const group = this.page
            .locator('.form-group')
            .filter({has: this.page.locator(`[id="${ROOT}.${pluginKey(name)}"]`)});
        const shown = group.locator(`[id="${ROOT}.${pluginKey(name)}"]`);
        await group.getByRole('button', {name: 'Regenerate'}).click();
        return (await shown.textContent()) ?? '';
    }

    get testButton(): Locator {
        return this.page.getByRole('button', {name: 'Test connection'});
    }

    /** Input for the host of the real test notification. */
    get hostOfTest(): Locator {
        return this.page.getByLabel('Host for a real notification (optional)');
    }

    /** The button and its result. */
    get testSetting(): Locator {
        return this.page.locator('.oitc-test');
    }

    async save(): Promise<void> {
        const saved = this.page.waitForResponse(
            (response) => response.url().includes('/api/v4/config') && response.request().method() === 'PUT',
        );
        await this.page.getByTestId('saveSetting').click();
        await saved;
        await this.page.waitForFunction(
            () => document.querySelector<HTMLButtonElement>('[data-testid=saveSetting]')?.disabled ?? true,
        );
    }

    /** Presses Test connection and waits for the end. @returns the result, one line per step */
    async testConnection(): Promise<string> {
        const answered = this.page.waitForResponse((response) => response.url().includes('/api/v1/doctor'));
        await this.testButton.click();
        await answered;
        await this.page.getByRole('button', {name: 'Test connection', disabled: false}).waitFor();
        return (await this.testSetting.textContent()) ?? '';
    }
}

/** A browser page with somebody logged in. */
export const logIn = async (
    page: Page,
    url: string,
    person: {id: string; token: string; csrf: string},
): Promise<void> => {
    // Otherwise a banner asks for it on every page.
    await page.context().grantPermissions(['notifications']);
    await page.context().addCookies([
        {name: 'MMAUTHTOKEN', value: person.token, url},
        {name: 'MMUSERID', value: person.id, url},
        {name: 'MMCSRF', value: person.csrf, url},
    ]);
    await dismissTrial(url, person);
};

/** On a server older than six hours, administrators first see a window that offers a trial. */
const dismissTrial = async (url: string, {id, token}: {id: string; token: string}): Promise<void> => {
    const preference = {category: 'start_trial_modal', name: 'trial_modal_auto_shown', user_id: id, value: 'true'};
    await fetch(`${url}/api/v4/users/me/preferences`, {
        method: 'PUT',
        headers: {Authorization: `Bearer ${token}`},
        body: JSON.stringify([preference]),
    });
};
