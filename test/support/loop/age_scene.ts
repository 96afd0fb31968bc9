import type {AlertProps, Look} from '#contract';
import {commandFields} from '../carry_notifications';
import type {Notification} from '../openitcockpit/core';
import {type DoubleOptions, type OpenitcockpitDouble, startOpenitcockpitDouble} from '../openitcockpit/double';
import {waitFor} from '../wait_for';
import type {Door, MattermostUnderTest} from './loop_suite';
import {type Listener, MattermostSite, type OpenDialog, type Person, type SitePost} from './mattermost_site';
import {type LoopHandler, readHealth} from './service';
import {settle} from './settle';

interface SceneFacts {
    readonly door: Door;
    readonly start: () => Promise<MattermostUnderTest>;
    readonly settings: Readonly<Record<string, string>>;
    readonly double?: DoubleOptions;
}

/** An openITCOCKPIT whose core notifies the handler and whose database lags behind; and everything that jane sees. */
export class AgeScene {
    private readonly deliveries: Promise<Response>[] = [];
    private forgotten = {ephemerals: 0, direct: 0};
    private readonly unsubscribe: () => void;

    private constructor(
        private readonly mattermost: MattermostUnderTest,
        readonly monitoring: OpenitcockpitDouble,
        readonly site: MattermostSite,
        readonly handler: LoopHandler,
        readonly jane: Person,
        readonly listener: Listener,
    ) {
        this.unsubscribe = monitoring.world.onNotification((notification) => this.deliver(notification));
    }

    static async open({door, start, settings, double = {}}: SceneFacts): Promise<AgeScene> {
        const mattermost = await start();
        const monitoring = await startOpenitcockpitDouble(double);
        const site = await MattermostSite.setUp(mattermost.url, mattermost.adminToken);
        const jane = await site.person('jane', 'Jane Roe');
        const handler = await door.start({
            mattermost,
            site,
            settings: {
                OPENITCOCKPIT_URL: monitoring.url,
                OPENITCOCKPIT_API_KEY: monitoring.apiKeys.bot,
                DEFAULT_CHANNEL: `${site.team.name}/${site.channel.name}`,
                // As after an upgrade: only notifications open posts. Otherwise each problem gets one of its own.
                ALERTS_FROM: 'notified',
                STORM_LIMIT: '0',
                ...settings,
            },
        });
        await settle(handler);
        return new AgeScene(mattermost, monitoring, site, handler, jane, await site.listen(jane));
    }

    async close(): Promise<void> {
        this.unsubscribe();
        await Promise.allSettled(this.deliveries);
        this.listener.close();
        await this.handler.remove();
        await this.monitoring.stop();
        await this.mattermost.stop();
    }

    /** Something happens that the core notifies. @returns the alert's post, as soon as there is one */
    async told(happens: () => void): Promise<SitePost> {
        const from = this.deliveries.length;
        happens();
        const answers = await Promise.all(this.deliveries.slice(from));
        const answer = answers.at(-1);
        if (!answer?.ok) {
            throw new Error(`the notification was answered with ${answer?.status ?? 'nothing'}`);
        }
        const {post_id} = (await answer.json()) as {post_id: string};
        return this.site.post(post_id);
    }

    async openDialog(post: SitePost, action: string): Promise<OpenDialog> {
        const from = this.listener.events.length;
        await this.site.press(this.jane, post.id, action);
        return this.listener.dialog(from);
    }

    /** The post, once it matches. */
    when(postId: string, fits: (alert: AlertProps) => boolean): Promise<SitePost> {
        return waitFor(async () => {
            const post = await this.site.post(postId);
            return fits(alertIn(post)) && post;
        });
    }

    inLook(postId: string, look: Look): Promise<SitePost> {
        return this.when(postId, (alert) => alert.look === look);
    }

    /** Every look the post has had, in order. */
    looks(postId: string): Look[] {
        return this.listener.events
            .filter(({event}) => event === 'posted' || event === 'post_edited')
            .map(({data}) => JSON.parse(String(data?.post)) as SitePost)
            .filter(({id}) => id === postId)
            .map((post) => alertIn(post).look);
    }

    /** All messages that only jane saw since the last `forget`. */
    async whispers(): Promise<string> {
        const {ephemerals, direct} = await this.allWhispers();
        const {forgotten} = this;
        return [...ephemerals.slice(forgotten.ephemerals), ...direct.slice(forgotten.direct)].join('\n');
    }

    async forget(): Promise<void> {
        const {ephemerals, direct} = await this.allWhispers();
        this.forgotten = {ephemerals: ephemerals.length, direct: direct.length};
    }

    private async allWhispers(): Promise<{ephemerals: string[]; direct: string[]}> {
        const ephemerals = this.listener.events
            .filter(({event}) => event === 'ephemeral_message')
            .map(({data}) => (JSON.parse(String(data?.post)) as SitePost).message);
        return {ephemerals, direct: await this.site.directMessages(this.jane)};
    }

    /** The thread, once it has that many lines. */
    thread(postId: string, count: number): Promise<string[]> {
        return waitFor(async () => {
            const lines = await this.site.thread(postId);
            return lines.length >= count && lines;
        });
    }

    async health(): Promise<{status: string; reasons: string[]; reconciled?: {at: number}}> {
        return (await readHealth(this.handler.url)) as {status: string; reasons: string[]; reconciled?: {at: number}};
    }

    /** The handler has reconciled twice more, at least once from beginning to end. */
    async compared(): Promise<void> {
        for (let turn = 0; turn < 2; turn += 1) {
            const before = (await this.health()).reconciled?.at;
            await waitFor(async () => (await this.health()).reconciled?.at !== before);
        }
    }

    /** Advances openITCOCKPIT's clock by a second: whatever follows is newer. */
    async nextSecond(): Promise<void> {
        const {world} = this.monitoring;
        const now = world.now();
        await waitFor(() => world.now() > now);
    }

    private deliver(notification: Notification): void {
        const answer = this.handler.notify(commandFields(notification));
        answer.catch(() => undefined);
        this.deliveries.push(answer);
    }
}

export const alertIn = (post: SitePost): AlertProps => post.props.oitc_alert as AlertProps;
