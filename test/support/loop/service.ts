import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {type RunningService, type ServeCall, startService} from '../../../server-proxy/src/cli/serve/service';
import {freePort} from '../demo/free_port';
import type {Json} from '../mattermost/json';
import type {OpenitcockpitDouble} from '../openitcockpit/double';
import type {MattermostSite} from './mattermost_site';

export const NOTIFICATION_TOKEN = 'notification-token-of-the-tests';
export const SIGNING_SECRET = 'signing-secret-of-the-tests';

/** Where openITCOCKPIT is, and where alerts go. */
export const settingsOf = (
    {team, channel}: Pick<MattermostSite, 'team' | 'channel'>,
    {url, apiKeys}: Pick<OpenitcockpitDouble, 'url' | 'apiKeys'>,
) => ({
    OPENITCOCKPIT_URL: url,
    OPENITCOCKPIT_API_KEY: apiKeys.bot,
    DEFAULT_CHANNEL: `${team.name}/${channel.name}`,
    // A suite has more problems within a minute than a channel should get.
    STORM_LIMIT: '0',
});

/** A handler behind one of the doors. */
export interface LoopHandler {
    /** Base address of /api/v1/…. */
    readonly url: string;
    readonly log: string[];
    /** Environment of the notification command. */
    readonly env: Readonly<Record<string, string>>;
    notify(fields: Record<string, unknown>): Promise<Response>;
    /**
     * Restarts it on the same address, with the same data.
     * @param meanwhile happens while it is stopped
     */
    restart(meanwhile?: () => Promise<void>): Promise<LoopHandler>;
    /** Stops it and removes its data. */
    remove(): Promise<void>;
}

export interface LoopService extends LoopHandler, RunningService {
    restart(meanwhile?: () => Promise<void>): Promise<LoopService>;
}

export const sendNotification = (
    base: string,
    fields: Record<string, unknown>,
    token = NOTIFICATION_TOKEN,
): Promise<Response> =>
    fetch(`${base}/api/v1/notifications`, {
        method: 'POST',
        headers: {'Content-Type': 'application/json', 'Notification-Token': token},
        body: JSON.stringify(fields),
    });

/** The whole health page, as whoever has the token sees it. */
export const readHealth = async (base: string, token = NOTIFICATION_TOKEN): Promise<Json> => {
    const answer = await fetch(`${base}/api/v1/health`, {headers: {'Notification-Token': token}});
    return (await answer.json()) as Json;
};

/** Door 1 on a free loopback port, with short pauses and a data folder of its own. */
export const startLoopService = async (
    env: Record<string, string>,
    more: Pick<ServeCall, 'healthIntervalMs'> = {},
): Promise<LoopService> => {
    const folder = await mkdtemp(join(tmpdir(), 'oitc-loop-'));
    // The action URL is part of every post, so the port must be known before the service starts.
    const port = await freePort();
    return launch(
        folder,
        {
            LISTEN_ADDRESS: `127.0.0.1:${port}`,
            NOTIFICATION_TOKEN,
            SIGNING_SECRET,
            DATA_FOLDER: folder,
            READ_BACK_DEADLINE: '8',
            LOG_LEVEL: 'debug',
            ...env,
        },
        more,
    );
};

const launch = async (
    folder: string,
    env: Record<string, string>,
    more: Pick<ServeCall, 'healthIntervalMs'>,
): Promise<LoopService> => {
    const log: string[] = [];
    const service = await startService({
        ...more,
        env,
        version: 'test',
        log: (line) => void log.push(line),
        readBack: {firstDelayMs: 20, maxDelayMs: 100, settleMs: 300},
    });
    return {
        ...service,
        log,
        env,
        notify: (fields) => sendNotification(service.url, fields),
        restart: async (meanwhile) => {
            await service.stop(2000);
            await meanwhile?.();
            return launch(folder, env, more);
        },
        remove: async () => {
            await service.stop(5000);
            await rm(folder, {recursive: true, force: true});
        },
    };
};
