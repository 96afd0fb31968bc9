import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {freePort} from '../support/demo/free_port';
import {startServerProcess} from '../support/demo/server_process';
import type {Facts} from './doubles';
import {residentMegabytes} from './measure';

export interface Handler {
    readonly url: string;
    readonly token: string;
    notify(fields: Record<string, unknown>): Promise<{post_id: string}>;
    readonly pid: number;
    residentMegabytes(): number;
    stop(): Promise<void>;
}

/** The built handler, as it runs in production, on the bench's doubles. */
export const startHandler = async (
    doubles: Facts,
    more: {readonly env?: Readonly<Record<string, string>>; readonly prepare?: (folder: string) => Promise<void>} = {},
): Promise<Handler> => {
    const folder = await mkdtemp(join(tmpdir(), 'oitc-bench-'));
    await more.prepare?.(folder);
    const token = 'notification-token-of-the-bench';
    const handler = await startServerProcess({
        LISTEN_ADDRESS: `127.0.0.1:${await freePort()}`,
        MATTERMOST_URL: doubles.mattermostUrl,
        MATTERMOST_BOT_TOKEN: doubles.botToken,
        DEFAULT_CHANNEL: doubles.channelId,
        OPENITCOCKPIT_URL: doubles.openitcockpitUrl,
        OPENITCOCKPIT_API_KEY: doubles.apiKey,
        NOTIFICATION_TOKEN: token,
        SIGNING_SECRET: 'signing-secret-of-the-bench',
        DATA_FOLDER: folder,
        LOG_LEVEL: 'warn',
        RECONCILE_INTERVAL: '0',
        STORM_LIMIT: '0',
        ...more.env,
    });
    return {
        url: handler.url,
        token,
        notify: async (fields) => {
            const response = await fetch(`${handler.url}/api/v1/notifications`, {
                method: 'POST',
                headers: {'Content-Type': 'application/json', 'Notification-Token': token},
                body: JSON.stringify(fields),
            });
            if (!response.ok) {
                throw new Error(`notification answered ${response.status}: ${await response.text()}`);
            }
            return (await response.json()) as {post_id: string};
        },
        pid: handler.process.pid ?? 0,
        residentMegabytes: () => residentMegabytes(handler.process.pid ?? 0),
        stop: async () => {
            await handler.stop();
            await rm(folder, {recursive: true, force: true});
        },
    };
};
