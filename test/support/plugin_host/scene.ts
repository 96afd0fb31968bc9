import {onTestFinished} from 'vitest';
import {ACTION, type AlertProps, PLUGIN_ID} from '#contract';
import {type Listener, MattermostSite, type Person, type SitePost} from '../loop/mattermost_site';
import {NOTIFICATION_TOKEN, readHealth, SIGNING_SECRET, sendNotification} from '../loop/service';
import {type MattermostDouble, startMattermostDouble} from '../mattermost/double';
import type {Json} from '../mattermost/json';
import {type OpenitcockpitDouble, startOpenitcockpitDouble} from '../openitcockpit/double';
import {UUID} from '../openitcockpit/recorded_objects';
import {type NotifyResult, notify} from '../run_notify';
import {waitFor} from '../wait_for';
import {InstalledPlugin} from './installed_plugin';

/** Fields of a notification about the service Ping on web01. */
export type Fields = Readonly<Record<string, string>>;

export const PROBLEM: Fields = {
    type: 'Service',
    notificationtype: 'PROBLEM',
    hostuuid: UUID.web01,
    serviceuuid: UUID.web01Ping,
    state: '2',
    output: 'CRITICAL - lost',
    problemid: 'problem-1',
};
export const RECOVERY: Fields = {...PROBLEM, notificationtype: 'RECOVERY', state: '0', output: 'OK - back'};

/** A Mattermost with our plugin enabled and configured, and an openITCOCKPIT with a problem on web01. */
export class Scene {
    private constructor(
        readonly double: MattermostDouble,
        readonly monitoring: OpenitcockpitDouble,
        readonly site: MattermostSite,
        readonly plugin: InstalledPlugin,
        readonly settings: Json,
        readonly jane: Person,
        private readonly hook: string,
    ) {}

    /**
     * Everything ends with the test.
     * @param more settings of the System Console, by their keys in plugin.json
     * @param with a licence for clusters, Mattermost may have further nodes; `granted`: rights of every role in openITCOCKPIT
     */
    static async start(
        more: Json = {},
        {mayHaveNodes = false, granted = []}: {mayHaveNodes?: boolean; granted?: readonly string[]} = {},
    ): Promise<Scene> {
        const double = await startMattermostDouble({version: '11.6'});
        double.server.mayHaveNodes = mayHaveNodes;
        const monitoring = await startOpenitcockpitDouble({granted});
        monitoring.world.setState(UUID.web01Ping, 2, 'CRITICAL - lost');
        const site = await MattermostSite.setUp(double.url, double.adminToken);
        const settings: Json = {
            OpenitcockpitUrl: monitoring.url,
            OpenitcockpitApiKey: monitoring.apiKeys.bot,
            NotificationToken: NOTIFICATION_TOKEN,
            SigningSecret: SIGNING_SECRET,
            DefaultChannel: `${site.team.name}/${site.channel.name}`,
            ReadBackDeadline: 2,
            // A test has more problems within a minute than a channel should get.
            StormLimit: 0,
            ...more,
        };
        const plugin = new InstalledPlugin(double, settings);
        onTestFinished(async () => {
            monitoring.release();
            await plugin.kill();
            await monitoring.stop();
            await double.stop();
        });
        await plugin.enable();
        const jane = await site.person('jane', 'Jane Roe');
        return new Scene(double, monitoring, site, plugin, settings, jane, await site.webhook());
    }

    /** Base address of the plugin's routes. */
    get url(): string {
        return `${this.double.url}/plugins/${PLUGIN_ID}`;
    }

    /** To the plugin's own endpoint. */
    notify(fields: Fields, token = NOTIFICATION_TOKEN): Promise<Response> {
        return sendNotification(this.url, fields, token);
    }

    /** The notification command, posting to the incoming webhook. */
    webhook(fields: Fields, env: Readonly<Record<string, string>> = {}): Promise<NotifyResult> {
        const flags = Object.entries(fields).flatMap(([name, value]) => [`--${name}`, value]);
        const names = {OPENITCOCKPIT_URL: this.monitoring.url, OPENITCOCKPIT_API_KEY: this.monitoring.apiKeys.bot};
        return notify(flags, {...names, WEBHOOK_URL: this.hook, PUBLIC_URL: this.url, SIGNING_SECRET, ...env});
    }

    postToHook(payload: object): Promise<Response> {
        const headers = {'Content-Type': 'application/json'};
        return fetch(this.hook, {method: 'POST', headers, body: JSON.stringify(payload)});
    }

    health(): Promise<Json> {
        return readHealth(this.url);
    }

    command(line: string): Promise<string> {
        return this.plugin.host.command({userId: this.jane.id, channelId: this.site.channel.id, line});
    }

    /** The alert's post, once it has this look. */
    inLook(postId: string, look: string): Promise<SitePost> {
        return waitFor(async () => {
            const post = await this.site.post(postId);
            return alertOf(post)?.look === look && post;
        });
    }

    /** Presses a button as jane. @returns the number of events she had before */
    async press(listener: Listener, postId: string, action: string, option = ''): Promise<number> {
        const from = listener.events.length;
        await this.site.press(this.jane, postId, action, option);
        return from;
    }

    /** A problem that jane acknowledged with a quick reason. @returns its post */
    async acknowledged(): Promise<string> {
        const {post_id} = (await (await this.notify(PROBLEM)).json()) as {post_id: string};
        const listener = await this.site.listen(this.jane);
        await this.press(listener, post_id, ACTION.quickReason, 'Known issue');
        await this.inLook(post_id, 'acknowledged');
        listener.close();
        return post_id;
    }
}

export const alertOf = (post: SitePost): AlertProps | undefined => post.props.oitc_alert as AlertProps | undefined;
