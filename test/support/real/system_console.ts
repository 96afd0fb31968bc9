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

    /** Unfolds the section of a setting, unless it is open. */
    async unfold(name: SettingName): Promise<void> {
        const folded = this.page.locator('details.oitc-section:not([open])').filter({has: this.field(name)});
        if ((await folded.count()) > 0) {
            await folded.locator('summary').click();
        }
    }

    async unfoldAll(): Promise<void> {
        for (const summary of await this.page.locator('details.oitc-section > summary').all()) {
            await summary.click();
        }
    }

    async fill(values: Partial<Record<SettingName, string>>): Promise<void> {
        for (const [name, value] of Object.entries(values)) {
            await this.unfold(name as SettingName);
            await this.field(name as SettingName).fill(value);
        }
    }

    /** Presses Regenerate under a generated setting. @returns the new value */
    async regenerate(name: SettingName): Promise<string> {
        const group = this.page
            .locator('.form-group')
            .filter({has: this.page.locator(`[id="${ROOT}.${pluginKey(name)}"]`)});
        await this.unfold(name);
        const shown = group.locator(`[id="${ROOT}.${pluginKey(name)}"]`);
        await group.getByRole('button', {name: 'Regenerate'}).click();
        return (await shown.textContent()) ?? '';
    }

    get testButton(): Locator {
        return this.page.getByRole('button', {name: 'Save and test'});
    }

    /** Enters the host of the real test notification. */
    async enterHost(host: string): Promise<void> {
        const field = this.page.getByLabel('Host for a real notification (optional)');
        if (!(await field.isVisible())) {
            await this.page.getByText('With a real notification…').click();
        }
        await field.fill(host);
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

    /** Presses Save and test, and waits for the end. @returns the result, one line per step */
    async testConnection(): Promise<string> {
        const answered = this.page.waitForResponse((response) => response.url().includes('/api/v1/doctor'));
        await this.testButton.click();
        await answered;
        await this.page.getByRole('button', {name: 'Save and test', disabled: false}).waitFor();
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
    // Otherwise the first page asks whether to open the desktop app, unless the server is set not to.
    await page.context().addInitScript(() => localStorage.setItem('__landingPageSeen__', 'true'));
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
