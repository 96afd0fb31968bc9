import {mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it, onTestFinished} from 'vitest';
import type {Subscription} from '../../../server-proxy/src/domain/subscription/subscription';
import {subscription} from '../app/subscriptions';
import {type MattermostDouble, startMattermostDouble} from '../mattermost/double';
import {type OpenitcockpitDouble, startOpenitcockpitDouble} from '../openitcockpit/double';
import {UUID} from '../openitcockpit/recorded_objects';
import {waitFor} from '../wait_for';
import {problemOf} from './loop_suite';
import {MattermostSite} from './mattermost_site';
import {settingsOf} from './service';

/** A handler that explains. */
interface Explaining {
    notify(fields: Record<string, unknown>): Promise<Response>;
    /** What its command answers. */
    explain(host: string, service?: string): Promise<string>;
    remove(): Promise<void>;
}

export interface ExplainingDoor {
    readonly name: string;
    /** @param folder for files, which is removed afterwards */
    start(facts: {
        readonly mattermost: MattermostDouble;
        readonly site: MattermostSite;
        readonly settings: Readonly<Record<string, string>>;
        readonly subscriptions: readonly Subscription[];
        readonly folder: string;
    }): Promise<Explaining>;
}

interface Scene {
    readonly mattermost: MattermostDouble;
    readonly site: MattermostSite;
    readonly monitoring: OpenitcockpitDouble;
    readonly handler: Explaining;
}

interface SetUp {
    readonly title: string;
    readonly settings?: (monitoring: OpenitcockpitDouble) => Readonly<Record<string, string>>;
    readonly subscriptions?: (site: MattermostSite) => readonly Subscription[];
    /** What goes wrong. */
    readonly breaks?: (scene: Scene) => void | Promise<void>;
    /** Its notification command runs. */
    readonly isNotified?: true;
    readonly asked?: readonly [string, string];
    readonly reason: RegExp;
    /** For which door; default: both. */
    readonly only?: string;
}

const NOTHING = {DEFAULT_CHANNEL_TAKES: 'nothing'};
const SHADOW = {shadow: true};

/** An alert that did not arrive, in every way in which that was seen. */
const BROKEN: readonly SetUp[] = [
    {
        title: 'a subscription that does not match',
        settings: () => NOTHING,
        subscriptions: ({channel}) => [subscription(channel.id, {hosts: ['sw-*']})],
        isNotified: true,
        reason: /none of the subscriptions \(1\) wants it/,
    },
    {
        title: 'a quiet object: its notifications are off',
        breaks: ({monitoring: {world}}) => world.setNotificationsEnabled(UUID.web01Ping, false),
        reason: /its notifications are switched off in openITCOCKPIT/,
    },
    {
        title: 'a soft state',
        breaks: ({monitoring: {world}}) => world.setStatus(UUID.web01Ping, {hard: false}),
        reason: /its state is soft/,
    },
    {
        title: 'acknowledged before',
        breaks: ({monitoring: {world}}) => void world.acknowledge(UUID.web01Ping, {author: 'Ada Admin'}),
        reason: /it was acknowledged before it could be posted \(Ada Admin\)/,
    },
    {
        title: 'in a downtime',
        breaks: ({monitoring: {world}}) =>
            void world.startDowntime(UUID.web01Ping, {start: world.now(), end: world.now() + 3600}),
        reason: /it is in a downtime/,
    },
    {
        title: 'an object that the API key may not see',
        settings: ({apiKeys}) => ({OPENITCOCKPIT_API_KEY: apiKeys.limited}),
        asked: ['app02', 'Ping'],
        reason: /openITCOCKPIT shows the API key nothing named app02 Ping/,
    },
    {
        title: 'an API key that is rejected',
        settings: () => ({OPENITCOCKPIT_API_KEY: '0'.repeat(64)}),
        reason: /openITCOCKPIT cannot be asked: .*key/i,
    },
    {
        title: 'catch-up off, and no notification command',
        reason: /no notification came, and openITCOCKPIT is not asked for problems \(Alerts from is off\)/,
    },
    {
        title: 'an archived channel',
        breaks: async ({site}) => void (await site.call('DELETE', `/channels/${site.channel.id}`)),
        isNotified: true,
        reason: /it could not be posted in .*: (the channel is archived|there is no such channel)/,
    },
    {
        title: 'a token of the bot that was revoked',
        breaks: ({mattermost, site}) => mattermost.revokeToken(site.bot.token),
        isNotified: true,
        reason: /it could not be posted in .*: Mattermost rejects the bot's token/,
        only: 'standalone',
    },
    {
        title: 'a bot that was removed from the channel',
        breaks: ({mattermost, site}) =>
            void mattermost.server.directory.channels.get(site.channel.id)?.members.delete(site.bot.id),
        isNotified: true,
        reason: /it could not be posted in .*: the bot may not write there, or is no longer a member/,
        only: 'standalone',
    },
    {
        title: 'only a shadow subscription that wants it',
        settings: () => NOTHING,
        subscriptions: ({channel}) => [subscription(channel.id, {}, SHADOW)],
        isNotified: true,
        reason: /only shadow subscriptions want it \(1\)/,
    },
    {
        title: 'a default channel that takes nothing',
        settings: () => NOTHING,
        isNotified: true,
        reason: /nobody has subscribed, and the default channel takes nothing by itself/,
    },
    {
        title: 'an openITCOCKPIT that cannot be reached',
        breaks: ({monitoring}) => monitoring.faults.set({gateway: 502}),
        reason: /openITCOCKPIT cannot be asked: .*502/,
    },
];

/** `explain` for alerts that did not arrive, through either door. */
export const defineExplainSuite = (door: ExplainingDoor): void => {
    describe(`explain, ${door.name}`, {timeout: 120_000}, () => {
        let mattermost: MattermostDouble;

        beforeAll(async () => {
            mattermost = await startMattermostDouble({version: '11.6'});
        });
        afterAll(() => mattermost?.stop());

        const startScene = async ({settings, subscriptions}: Partial<SetUp>): Promise<Scene> => {
            const monitoring = await startOpenitcockpitDouble();
            monitoring.world.setState(UUID.web01Ping, 2, 'CRITICAL - lost');
            await monitoring.world.settled();
            const site = await MattermostSite.setUp(mattermost.url, mattermost.adminToken);
            const folder = await mkdtemp(join(tmpdir(), 'oitc-explain-'));
            const handler = await door.start({
                mattermost,
                site,
                folder,
                subscriptions: subscriptions?.(site) ?? [],
                settings: {
                    ...settingsOf(site, monitoring),
                    ALERTS_FROM: 'off',
                    RECONCILE_INTERVAL: '0',
                    ...settings?.(monitoring),
                },
            });
            onTestFinished(async () => {
                await handler.remove();
                monitoring.release();
                await monitoring.stop();
                await rm(folder, {recursive: true, force: true});
            });
            return {mattermost, site, monitoring, handler};
        };

        it.each(BROKEN.filter(({only = door.name}) => only === door.name))(
            'names the reason: $title',
            async ({breaks, isNotified, asked = ['web01', 'Ping'], reason, ...facts}) => {
                const scene = await startScene(facts);
                await breaks?.(scene);
                await scene.monitoring.world.settled();
                if (isNotified) {
                    await scene.handler.notify(problemOf());
                }
                expect((await scene.handler.explain(...asked)).split('\n')[0]).toMatch(reason);
            },
        );

        it('names the post of an alert that arrived, and what was heard', async () => {
            const {handler, site} = await startScene({});
            const {post_id} = (await (await handler.notify(problemOf())).json()) as {post_id: string};
            const text = await waitFor(async () => {
                const said = await handler.explain('web01', 'Ping');
                return said.includes('it has a post') && said;
            });
            expect(text).toContain(`/_redirect/pl/${post_id}`);
            expect(text).toContain(`in ${site.team.name}/alerts`);
            expect(text).toContain('notification command: PROBLEM CRITICAL');
            expect(text).toMatch(/openITCOCKPIT says CRITICAL, since /);
        });

        it('counts notifications that were refused, and offers near matches for a name that does not exist', async () => {
            const {handler} = await startScene({});
            expect((await handler.notify({type: 'Service'})).status).toBe(400);
            expect(await handler.explain('web01', 'Ping')).toContain(
                'before anybody could tell what they were about (1,',
            );
            expect(await handler.explain('web10')).toMatch(/nothing named web10.* Did you mean .*web01/);
        });
    });
};

/** As the System Console exports them. */
export const writeSubscriptions = async (folder: string, subscriptions: readonly Subscription[]): Promise<string> => {
    const path = join(folder, 'subscriptions.json');
    await writeFile(path, JSON.stringify({version: 1, subscriptions}));
    return path;
};
