import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {type RunningService, startService} from '../../../server-proxy/src/standalone/serve';
import {freePort} from '../demo/free_port';

export const NOTIFICATION_TOKEN = 'notification-token-of-the-tests';
export const SIGNING_SECRET = 'signing-secret-of-the-tests';

export interface LoopService extends RunningService {
    readonly log: string[];
    readonly env: Readonly<Record<string, string>>;
    notify(fields: Record<string, unknown>): Promise<Response>;
    /** Starts it again on the same address, with the same data. */
    restart(): Promise<LoopService>;
    /** Stops it and removes its data. */
    remove(): Promise<void>;
}

/** The standalone door on a free loopback port, with short pauses and a data folder of its own. */
export const startLoopService = async (env: Record<string, string>): Promise<LoopService> => {
    const folder = await mkdtemp(join(tmpdir(), 'oitc-loop-'));
    // The action URL is part of every post, so the port must be known before the service starts.
    const port = await freePort();
    return launch(folder, {
        LISTEN_ADDRESS: `127.0.0.1:${port}`,
        NOTIFICATION_TOKEN,
        SIGNING_SECRET,
        DATA_FOLDER: folder,
        READ_BACK_DEADLINE: '8',
        LOG_LEVEL: 'debug',
        ...env,
    });
};

const launch = async (folder: string, env: Record<string, string>): Promise<LoopService> => {
    const log: string[] = [];
    const service = await startService({
        env,
        version: 'test',
        log: (line) => void log.push(line),
        readBack: {firstDelayMs: 20, maxDelayMs: 100, settleMs: 300},
    });
    return {
        ...service,
        log,
        env,
        notify: (fields) =>
            fetch(`${service.url}/api/v1/notifications`, {
                method: 'POST',
                headers: {'Content-Type': 'application/json', Authorization: `Bearer ${NOTIFICATION_TOKEN}`},
                body: JSON.stringify(fields),
            }),
        restart: () => launch(folder, env),
        remove: async () => {
            await service.stop(5000);
            await rm(folder, {recursive: true, force: true});
        },
    };
};
