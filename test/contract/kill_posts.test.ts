import {randomUUID} from 'node:crypto';
import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import pMap from 'p-map';
import {describe, expect, it, onTestFinished} from 'vitest';
import type {AlertProps} from '#contract';
import {freePort} from '../support/demo/free_port';
import {type ServerProcess, startServerProcess} from '../support/demo/server_process';
import {hostProblems} from '../support/host_problems';
import {MattermostSite} from '../support/loop/mattermost_site';
import {NOTIFICATION_TOKEN, SIGNING_SECRET, sendNotification} from '../support/loop/service';
import {ApiError} from '../support/mattermost/api_error';
import {type MattermostDouble, startMattermostDouble} from '../support/mattermost/double';
import {startOpenitcockpitDouble} from '../support/openitcockpit/double';
import {type Fields, Scene} from '../support/plugin_host/scene';
import {handlerProgram} from '../support/program';
import {waitFor} from '../support/wait_for';

/** Two starts of the executable. */
const LONG = 180_000;
const LOCKS_EXPIRE_MS = 11_000;
const NOTIFICATIONS = 200;
/** Of the posts that Mattermost has by then. */
const KILLED_AT = 60;
const SENDERS = 16;

/** A handler that can be killed, whichever its door. */
interface Victim {
    readonly double: MattermostDouble;
    readonly channelId: string;
    notify(fields: Fields): Promise<Response>;
    /** kill -9, then a start. */
    restart(): Promise<void>;
    /** Makes each post take this long. */
    slowPosts(milliseconds: number): void;
}

const hosts = (count: number): Fields[] => hostProblems(count);

const service = async (): Promise<Victim> => {
    const double = await startMattermostDouble({version: '11.6'});
    const monitoring = await startOpenitcockpitDouble();
    const site = await MattermostSite.setUp(double.url, double.adminToken);
    const folder = await mkdtemp(join(tmpdir(), 'oitc-kill-posts-'));
    const env = {
        LISTEN_ADDRESS: `127.0.0.1:${await freePort()}`,
        MATTERMOST_URL: double.url,
        MATTERMOST_BOT_TOKEN: site.bot.token,
        OPENITCOCKPIT_URL: monitoring.url,
        OPENITCOCKPIT_API_KEY: monitoring.apiKeys.bot,
        DEFAULT_CHANNEL: `${site.team.name}/${site.channel.name}`,
        STORM_LIMIT: '0',
        NOTIFICATION_TOKEN,
        SIGNING_SECRET,
        DATA_FOLDER: folder,
    };
    let running: ServerProcess = await startServerProcess(env, handlerProgram());
    const kill = async (): Promise<void> => {
        const ended = running.stop();
        running.process.kill('SIGKILL');
        await ended;
    };
    onTestFinished(async () => {
        await kill();
        await monitoring.stop();
        await double.stop();
        await rm(folder, {recursive: true, force: true});
    });
    return {
        double,
        channelId: site.channel.id,
        notify: (fields) => sendNotification(running.url, fields),
        restart: async () => {
            await kill();
            running = await startServerProcess(env, handlerProgram());
        },
        slowPosts: (milliseconds) => double.faults.slow(milliseconds, {method: 'POST', path: /\/posts$/}),
    };
};

const plugin = async (): Promise<Victim> => {
    const scene = await Scene.start();
    const {posts} = scene.double.server;
    return {
        double: scene.double,
        channelId: scene.site.channel.id,
        notify: (fields) => scene.notify(fields),
        restart: async () => {
            scene.plugin.host.process.child.kill('SIGKILL');
            await scene.plugin.host.ended;
            await scene.plugin.kill();
            scene.plugin.kv.advance(LOCKS_EXPIRE_MS);
            await scene.plugin.enable();
        },
        // Mattermost carries out what a plugin asked for before it died.
        slowPosts: (milliseconds) => {
            const create = posts.create.bind(posts);
            posts.create = async (input) => {
                await new Promise((resolve) => setTimeout(resolve, milliseconds));
                return create(input);
            };
        },
    };
};

const DOORS = [
    ['`serve`', service],
    ['the plugin', plugin],
] as const;

/** What the channel shows: how many posts each host has. */
const postsByHost = ({double, channelId}: Victim): ReadonlyMap<string, readonly AlertProps[]> => {
    const {directory, posts} = double.server;
    const found = directory
        .channel(channelId)
        .postIds.flatMap((id) => posts.find(id) ?? [])
        .filter((post) => post.delete_at === 0 && post.root_id === '' && post.props.oitc_alert !== undefined)
        .map((post) => post.props.oitc_alert as AlertProps);
    return new Map(found.map(({host}) => [host.uuid, found.filter((other) => other.host.uuid === host.uuid)]));
};

const isAccepted = (victim: Victim, fields: Fields): Promise<boolean> =>
    victim.notify(fields).then(
        ({ok}) => ok,
        () => false,
    );

describe('kill -9 during a stream of notifications, with a Mattermost that takes a third of a second for a post', {
    timeout: LONG,
}, () => {
    it.each(DOORS)('%s: no alert is lost, none is posted twice', async (_name, start) => {
        const victim = await start();
        victim.slowPosts(350);
        const fields = hosts(NOTIFICATIONS);
        const unanswered: Fields[] = [];
        let isKilled = false;
        const stream = pMap(
            fields,
            async (one) => {
                if (isKilled || !(await isAccepted(victim, one))) {
                    unanswered.push(one);
                }
            },
            {concurrency: SENDERS},
        );
        await waitFor(() => postsByHost(victim).size >= KILLED_AT);
        isKilled = true;
        await victim.restart();
        await stream;
        expect(unanswered.length).toBeGreaterThan(SENDERS / 2);
        // As curl and `notify` do.
        await pMap(unanswered, (one) => waitFor(() => isAccepted(victim, one)), {concurrency: SENDERS});
        await waitFor(() => postsByHost(victim).size === NOTIFICATIONS);
        // What was still on its way at the kill has arrived by now.
        await new Promise((resolve) => setTimeout(resolve, 1000));
        expect([...postsByHost(victim).values()].filter((posts) => posts.length !== 1)).toEqual([]);
    });

    it.each(DOORS)('%s: what had been begun is completed although nobody repeats it', async (_name, start) => {
        const victim = await start();
        victim.slowPosts(600);
        const fields = hosts(SENDERS);
        const asked = fields.map((one) => isAccepted(victim, one));
        await waitFor(() => postsByHost(victim).size > 0);
        await victim.restart();
        await Promise.all(asked);
        await waitFor(() => postsByHost(victim).size === SENDERS);
        await new Promise((resolve) => setTimeout(resolve, 1000));
        expect([...postsByHost(victim).values()].filter((posts) => posts.length !== 1)).toEqual([]);
        const [one] = fields as [Fields];
        await victim.notify({...one, notificationtype: 'RECOVERY', state: '0', output: 'UP - back'});
        await waitFor(() => postsByHost(victim).get(one.hostuuid ?? '')?.[0]?.look === 'recovered');
        expect(postsByHost(victim).get(one.hostuuid ?? '')).toHaveLength(1);
    });
});

describe('a Mattermost that takes no updates, then kill -9', {timeout: LONG}, () => {
    it.each(DOORS)('%s: the posts of closed and earlier problems become true', async (_name, start) => {
        const victim = await start();
        const [one] = hosts(1) as [Fields];
        await victim.notify(one);
        const {posts} = victim.double.server;
        const update = posts.update.bind(posts);
        posts.update = () => {
            throw new ApiError(503, 'api.double.fault.app_error', 'The server met an unexpected condition.');
        };
        await victim.notify({...one, notificationtype: 'RECOVERY', state: '0', output: 'UP - back'});
        await victim.notify({...one, problemid: randomUUID()});
        const looks = () =>
            postsByHost(victim)
                .get(one.hostuuid ?? '')
                ?.map(({look}) => look);
        expect(looks()).toEqual(['problem', 'problem']);
        posts.update = update;
        await victim.restart();
        await waitFor(() => looks()?.[0] === 'recovered');
        expect(looks()).toEqual(['recovered', 'problem']);
    });
});
