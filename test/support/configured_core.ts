import {spawn} from 'node:child_process';
import {NO_SETTINGS} from './no_settings';
import type {Notification} from './openitcockpit/core';
import type {OpenitcockpitDouble} from './openitcockpit/double';

const SHIPPED_FOLDER = '/etc/openitcockpit-mattermost';

/**
 * Runs the notification commands configured in the double, as its core would: only if the last export succeeded and
 * something uses a contact that has them.
 */
export class ConfiguredCore {
    readonly failures: string[] = [];

    /** @param folder replaces /etc/openitcockpit-mattermost */
    constructor(
        private readonly openitcockpit: OpenitcockpitDouble,
        private readonly folder: string,
    ) {
        openitcockpit.world.onNotification((notification) => {
            for (const line of this.linesFor(notification.object.kind)) {
                void this.run(line, notification);
            }
        });
    }

    private linesFor(kind: 'host' | 'service'): string[] {
        const {commands, contacts, contactsInUse, exportEnded} = this.openitcockpit.world.configuration;
        const used = exportEnded === 'succeeded' ? contacts.filter(({id}) => contactsInUse.has(id)) : [];
        const ids = used.flatMap(({hostCommands, serviceCommands}) =>
            kind === 'host' ? hostCommands : serviceCommands,
        );
        return commands.filter(({id}) => ids.includes(id)).map(({command_line}) => command_line);
    }

    private run(line: string, {macros}: Notification): Promise<void> {
        const expanded = line
            .replace(/\$([A-Z_0-9]+)\$/g, (_whole, name: string) => macros[name] ?? '')
            .replaceAll(SHIPPED_FOLDER, this.folder);
        return new Promise((resolve) => {
            const env = {...NO_SETTINGS, PATH: process.env.PATH ?? ''};
            const child = spawn('/bin/sh', ['-c', expanded], {env, stdio: ['ignore', 'pipe', 'pipe'], timeout: 30_000});
            let said = '';
            const hear = (chunk: Buffer) => {
                said += String(chunk);
            };
            child.stdout.on('data', hear);
            child.stderr.on('data', hear);
            child.on('close', (code) => {
                if (code !== 0) {
                    this.failures.push(`${code}: ${said}`);
                }
                resolve();
            });
        });
    }
}
