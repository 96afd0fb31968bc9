/** Installs and removes plugins of a real Mattermost over REST, as an administrator does in the System Console. */
export class PluginAdmin {
    constructor(
        private readonly url: string,
        private readonly token: string,
    ) {}

    async install(bundle: Buffer): Promise<void> {
        const form = new FormData();
        form.set('plugin', new Blob([new Uint8Array(bundle)]), 'openitcockpit.tar.gz');
        form.set('force', 'true');
        await this.call('POST', '', form);
    }

    /** Stores the plugin's settings, as pressing Save does. */
    configure = (id: string, settings: Readonly<Record<string, unknown>>): Promise<void> =>
        this.patch({Plugins: {[id]: settings}});

    /** @param url of a marketplace; its downloads may be plain http */
    useMarketplace = (url: string): Promise<void> =>
        this.patch({
            EnableMarketplace: true,
            EnableRemoteMarketplace: true,
            MarketplaceURL: url,
            AllowInsecureDownloadURL: true,
        });

    /** As *Install* in the App Marketplace does. */
    installFromMarketplace = (id: string, version: string): Promise<void> =>
        this.call('POST', '/marketplace', JSON.stringify({id, version}));

    enable = (id: string) => this.call('POST', `/${id}/enable`);
    disable = (id: string) => this.call('POST', `/${id}/disable`);
    remove = (id: string) => this.call('DELETE', `/${id}`);

    private patch = (settings: Readonly<Record<string, unknown>>): Promise<void> =>
        this.patchConfig({PluginSettings: settings});

    /** @param settings of the server, by section */
    async patchConfig(settings: Readonly<Record<string, unknown>>): Promise<void> {
        const response = await fetch(`${this.url}/api/v4/config/patch`, {
            method: 'PUT',
            headers: {Authorization: `Bearer ${this.token}`, 'Content-Type': 'application/json'},
            body: JSON.stringify(settings),
        });
        if (!response.ok) {
            throw new Error(`config/patch answered ${response.status}: ${await response.text()}`);
        }
    }

    private async call(method: string, path: string, body?: FormData | string): Promise<void> {
        const response = await fetch(`${this.url}/api/v4/plugins${path}`, {
            method,
            headers: {Authorization: `Bearer ${this.token}`},
            ...(body ? {body} : {}),
        });
        if (!response.ok) {
            throw new Error(`${method} /plugins${path} answered ${response.status}: ${await response.text()}`);
        }
    }
}
