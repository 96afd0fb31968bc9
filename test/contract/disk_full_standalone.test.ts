import {readFile, stat} from 'node:fs/promises';
import {join} from 'node:path';
import {describe, expect, it, onTestFinished} from 'vitest';
import {freePort} from '../support/demo/free_port';
import {type ServerProcess, startServerProcess} from '../support/demo/server_process';
import {MattermostSite} from '../support/loop/mattermost_site';
import {NOTIFICATION_TOKEN, SIGNING_SECRET, sendNotification} from '../support/loop/service';
import {startMattermostDouble} from '../support/mattermost/double';
import {UUID} from '../support/openitcockpit/recorded_objects';
import {PROBLEM, RECOVERY} from '../support/plugin_host/scene';
import {handlerProgram} from '../support/program';
import {newDataFolder} from '../support/storage/data_folder';
import {canLimit, limitFileSize} from '../support/storage/file_size_limit';
import {mountSmallDisk} from '../support/storage/small_disk';
import {waitFor} from '../support/wait_for';

const LONG = 120_000;
const OTHER = {...PROBLEM, serviceuuid: UUID.web01Disk, problemid: 'problem-2'};

/** A data folder whose disk can be full for a service that is running. */
interface Disk {
    readonly folder: string;
    fill(service: ServerProcess): Promise<void>;
    empty(service: ServerProcess): Promise<void>;
}

const limitedFile = async (): Promise<Disk | undefined> => {
    if (!canLimit()) {
        return undefined;
    }
    const folder = await newDataFolder();
    return {
        folder,
        fill: async ({process}) =>
            limitFileSize(process.pid ?? 0, (await stat(join(folder, 'alerts.jsonl'))).size + 100),
        empty: async ({process}) => limitFileSize(process.pid ?? 0),
    };
};

const smallDisk = async (): Promise<Disk | undefined> => {
    const disk = await mountSmallDisk();
    if (disk) {
        onTestFinished(() => disk.remove());
    }
    return disk;
};

const setUp = async (folder: string) => {
    const double = await startMattermostDouble({version: '11.6'});
    const site = await MattermostSite.setUp(double.url, double.adminToken);
    const env = {
        LISTEN_ADDRESS: `127.0.0.1:${await freePort()}`,
        MATTERMOST_URL: double.url,
        MATTERMOST_BOT_TOKEN: site.bot.token,
        DEFAULT_CHANNEL: `${site.team.name}/${site.channel.name}`,
        STORM_LIMIT: '0',
        NOTIFICATION_TOKEN,
        SIGNING_SECRET,
        DATA_FOLDER: folder,
    };
    let service: ServerProcess | undefined;
    onTestFinished(async () => {
        service?.process.kill('SIGKILL');
        await double.stop();
    });
    const start = async (): Promise<ServerProcess> => {
        service = await startServerProcess(env, handlerProgram());
        return service;
    };
    return {site, start};
};

interface Health {
    readonly status: string;
    readonly reasons: readonly string[];
}

const diskReason = async ({url}: ServerProcess): Promise<string | undefined> => {
    const headers = {authorization: `Bearer ${NOTIFICATION_TOKEN}`};
    // Without an openITCOCKPIT it is never well, once it has looked.
    const {reasons} = await waitFor(async () => {
        const health = (await (await fetch(`${url}/api/v1/health`, {headers})).json()) as Health;
        return health.status !== 'up' && health;
    });
    return reasons.find((reason) => reason.includes('DATA_FOLDER'));
};

describe('a disk that is full', {timeout: LONG}, () => {
    it.for([
        ['a file system without room', smallDisk, 'mounting a small file system'],
        ['a limit for the size of files', limitedFile, 'prlimit'],
    ] as const)(
        'no post without a record, red health, and nothing lost when there is room again: %s',
        async ([_what, diskOf, needs], {skip}) => {
            const disk = await diskOf();
            if (!disk) {
                skip(`needs ${needs}`);
                return;
            }
            const {site, start} = await setUp(disk.folder);
            const first = await start();
            const posted = await sendNotification(first.url, PROBLEM);
            expect(posted.status).toBe(201);
            expect(await diskReason(first)).toBeUndefined();

            await disk.fill(first);
            for (let times = 0; times < 3; times += 1) {
                const refused = await sendNotification(first.url, OTHER);
                expect(refused.status).toBe(500);
                expect(await refused.text()).toContain('DATA_FOLDER');
            }
            expect(await site.alerts()).toHaveLength(1);
            expect(await diskReason(first)).toMatch(
                /cannot be written \(E(NOSPC|FBIG)\): check the disk of DATA_FOLDER/,
            );

            // Even a process that is killed and starts again meanwhile knows what it answered.
            first.process.kill('SIGKILL');
            await waitFor(() => first.process.signalCode !== null);
            const second = await start();
            await disk.empty(second);
            expect((await sendNotification(second.url, OTHER)).status).toBe(201);
            expect(await diskReason(second)).toBeUndefined();
            const recovered = (await (await sendNotification(second.url, RECOVERY)).json()) as object;
            expect(recovered).toEqual({...((await posted.json()) as object), outcome: 'updated'});
            expect(await site.alerts()).toHaveLength(2);
            const lines = (await readFile(join(disk.folder, 'alerts.jsonl'), 'utf8')).split('\n').filter(Boolean);
            expect(lines.map((line) => typeof JSON.parse(line))).not.toContain('string');
            expect(await second.stop()).toBe(0);
        },
    );
});
