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
    async configure(id: string, settings: Readonly<Record<string, unknown>>): Promise<void> {
        const response = await fetch(`${this.url}/api/v4/config/patch`, {
            method: 'PUT',
            headers: {Authorization: `Bearer ${this.token}`, 'Content-Type': 'application/json'},
            body: JSON.stringify({PluginSettings: {Plugins: {[id]: settings}}}),
        });
        if (!response.ok) {
            throw new Error(`config/patch answered ${response.status}: ${await response.text()}`);
        }
    }

    enable = (id: string) => this.call('POST', `/${id}/enable`);
    disable = (id: string) => this.call('POST', `/${id}/disable`);
    remove = (id: string) => this.call('DELETE', `/${id}`);

    private async call(method: string, path: string, body?: FormData): Promise<void> {
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
