import type {Browser, Locator, Page} from 'playwright-core';
import {type PanelRow, PLUGIN_ID, parsePanelAnswer, ROUTE} from '#contract';
import type {Door} from '../loop/loop_suite';
import {alertOf, type Listener, MattermostSite, type Person, type SitePost} from '../loop/mattermost_site';
import {type LoopHandler, settingsOf} from '../loop/service';
import {timesOf} from '../notification_times';
import {type OpenitcockpitDouble, REAL_TIMES, startOpenitcockpitDouble} from '../openitcockpit/double';
import type {Service} from '../openitcockpit/objects';
import {waitFor} from '../wait_for';
import {logIn} from './system_console';

export interface StormPlace {
    readonly url: string;
    readonly adminToken: string;
    /** How the plugin gets into that Mattermost. */
    readonly door: Door;
    readonly services: number;
    /** Names of the hosts, which no other run has unless this says otherwise; ten services each. */
    readonly hostName?: (at: number) => string;
    /** Of the server and of who looks; English unless this says otherwise. */
    readonly language?: 'en' | 'de';
    readonly browser: Browser;
}

/** What a client got during a storm. */
export interface StormSeen {
    /** New posts of the channel, without lines in threads. */
    readonly posts: number;
    /** Changes of the storm's post. */
    readonly updates: number;
}

const CONNECTIONS = 8;
const SERVICES_A_HOST = 10;
export const STORM_COMMENT = 'the switch of hall 2 is dead';

/**
 * Many services that all fail, on a real Mattermost, whose channel somebody has open in Chromium. Settings as after the quick start;
 * the double of openITCOCKPIT takes as long as the real one did.
 */
export class StormScene {
    private constructor(
        readonly site: MattermostSite,
        readonly page: Page,
        readonly jane: Person,
        private readonly monitoring: OpenitcockpitDouble,
        private readonly plugin: LoopHandler,
        private readonly listener: Listener,
        private readonly services: readonly Service[],
    ) {}

    static async start({
        url,
        adminToken,
        door,
        services: count,
        hostName,
        language = 'en',
        browser,
    }: StormPlace): Promise<StormScene> {
        const monitoring = await startOpenitcockpitDouble(REAL_TIMES);
        const site = await MattermostSite.setUp(url, adminToken);
        const services = addServices(monitoring, hostName ?? ((at) => `${site.team.name}-${at}`), count);
        const jane = await site.person('jane', 'Jane Roe', '', language);
        const {STORM_LIMIT: _asUsual, ...settings} = settingsOf(site, monitoring);
        const mattermost = {url, adminToken, stop: async () => undefined};
        const plugin = await door.start({mattermost, site, settings: {...settings, LANGUAGE: language}});
        const page = await browser.newPage({viewport: {width: 1200, height: 900}, locale: language});
        await logIn(page, url, jane);
        await page.goto(`${url}/${site.team.name}/channels/${site.channel.name}`);
        await page.getByText('Alerts', {exact: true}).first().waitFor();
        return new StormScene(site, page, jane, monitoring, plugin, await site.listen(jane), services);
    }

    async stop(): Promise<void> {
        this.listener.close();
        await this.page.close();
        await this.recover();
        await this.plugin.remove();
        await this.monitoring.stop();
    }

    /** Notifications of each service, over eight connections; in each round all of them change their state. */
    async blow(rounds: number): Promise<{readonly notifications: number; readonly ms: number}> {
        const begun = performance.now();
        for (let round = 0; round < rounds; round += 1) {
            await this.forAll((service, at) => this.fail(service, 1 + ((at + round) % 3), round));
        }
        return {notifications: rounds * this.services.length, ms: performance.now() - begun};
    }

    /** Number of problems that share the storm's post, once it counts all of them. */
    async inStorm(): Promise<number> {
        return waitFor(async () => {
            const own = (await this.site.alerts()).length;
            const listed = this.services.length - own;
            const {message = ''} = (await this.stormPost()) ?? {};
            return STILL_OPEN.some((says) => message.includes(`${listed} ${says[0]} ${listed} ${says[1]}`)) && listed;
        });
    }

    seen(): StormSeen {
        const postOf = (data: Record<string, unknown> = {}): SitePost & {channel_id?: string} =>
            JSON.parse(String(data.post)) as SitePost;
        const about = (wanted: string) =>
            this.listener.events
                .filter(({event}) => event === wanted)
                .map(({data}) => postOf(data))
                .filter((post) => post.channel_id === this.site.channel.id && post.root_id === '');
        return {
            posts: about('posted').length,
            updates: about('post_edited').filter(({message}) => isStorm(message)).length,
        };
    }

    /** What is shown otherwise than openITCOCKPIT knows it: in the panel, in posts and in the storm's counts. */
    async untrue(): Promise<readonly string[]> {
        const wrong: string[] = [];
        const rows = new Map((await this.panelRows()).map((row) => [`${row.host}/${row.service ?? ''}`, row]));
        const posts = new Map((await this.site.alerts()).map((post) => [alertOf(post).service?.uuid ?? '', post]));
        const counts = new Map<string, number>();
        for (const {uuid, name, host, core} of this.services) {
            const state = STATES[core.state] ?? '';
            const look = core.acknowledged ? 'acknowledged' : 'problem';
            const [row, post] = [rows.get(`${host.name}/${name}`), posts.get(uuid)];
            if (row?.state !== state || row.look !== look) {
                wrong.push(`panel: ${host.name}/${name} is ${row?.state} ${row?.look}, not ${state} ${look}`);
            }
            if (post && (alertOf(post).state !== state || alertOf(post).look !== look)) {
                wrong.push(`post: ${host.name}/${name} is ${alertOf(post).state}, not ${state} ${look}`);
            }
            if (!post) {
                counts.set(state, (counts.get(state) ?? 0) + 1);
            }
        }
        const {message = ''} = (await this.stormPost()) ?? {};
        for (const [state, count] of counts) {
            if (!message.includes(`${count} ${state}`)) {
                wrong.push(`storm: not ${count} ${state} in: ${message}`);
            }
        }
        return wrong;
    }

    /** The storm's post in the browser. */
    get shownStorm(): Locator {
        return this.page.locator('.post').filter({hasText: STORM}).last();
    }

    /** Presses *Acknowledge all* in the browser, and writes a comment. */
    async acknowledgeAll(): Promise<void> {
        await this.shownStorm.getByRole('button', {name: 'Acknowledge all', exact: true}).click();
        const dialog = this.page.getByRole('dialog');
        await dialog.getByRole('textbox').first().fill(STORM_COMMENT);
        await dialog.getByRole('button', {name: 'Acknowledge', exact: true}).click();
    }

    /** @returns once the browser shows a progress that fits; the post that shows it */
    async shownProgress(says: RegExp): Promise<Locator> {
        const post = this.page.locator('.post').filter({hasText: says}).last();
        await post.waitFor();
        return post;
    }

    /** Looks at the channel when the browser shows that some are confirmed, while openITCOCKPIT's database shows no more of them. */
    async halfWay<T>(look: () => Promise<T>): Promise<T> {
        const {world} = this.monitoring;
        await waitFor(
            () => this.services.filter(({visible}) => visible.acknowledged).length > this.services.length / 2,
        );
        world.stopWorker();
        try {
            await this.shownProgress(/: [1-9]\d{2} of \d+ confirmed/);
            return await look();
        } finally {
            world.startWorker();
        }
    }

    /** How often openITCOCKPIT was told to acknowledge each of the services in the storm. */
    async acknowledgements(): Promise<readonly number[]> {
        const own = new Set((await this.site.alerts()).map((post) => alertOf(post).service?.uuid));
        const commands = this.monitoring.commands.map((command) => JSON.stringify(command));
        return this.services
            .filter(({uuid}) => !own.has(uuid))
            .map(({uuid, core}) =>
                core.acknowledged ? commands.filter((command) => command.includes(uuid)).length : 0,
            );
    }

    private async stormPost(): Promise<SitePost | undefined> {
        return (await this.site.posts()).find(({message}) => isStorm(message));
    }

    private async panelRows(): Promise<readonly PanelRow[]> {
        const response = await fetch(`${this.site.url}/plugins/${PLUGIN_ID}${ROUTE.panel}?known=`, {
            headers: {Authorization: `Bearer ${this.jane.token}`},
        });
        const answer = parsePanelAnswer(await response.json());
        if (!answer || answer.left_out > 0) {
            throw new Error(`the panel answered with ${response.status}`);
        }
        return answer.rows;
    }

    private async fail(service: Service, state: number, round: number): Promise<void> {
        const output = `no answer within 10 s (${round + 1})`;
        this.monitoring.world.setState(service, state, output);
        await this.notify(service, {notificationtype: 'PROBLEM', problemid: service.problemId, state, output});
    }

    /** The plugin's records outlive a run: none of them is left open. */
    private async recover(): Promise<void> {
        await this.forAll(async (service) => {
            const lastproblemid = service.problemId;
            this.monitoring.world.setState(service, 0, 'OK');
            await this.notify(service, {
                notificationtype: 'RECOVERY',
                problemid: '0',
                lastproblemid,
                state: 0,
                output: 'OK',
            });
        });
    }

    private async notify(service: Service, fields: Record<string, unknown>): Promise<void> {
        const names = {hostname: service.host.name, servicename: service.name};
        const ids = {hostuuid: service.host.uuid, serviceuuid: service.uuid};
        const times = timesOf(this.monitoring.world, service.uuid);
        const answer = await this.plugin.notify({type: 'Service', ...names, ...ids, ...times, ...fields});
        if (!answer.ok) {
            throw new Error(`a notification was answered with ${answer.status}: ${await answer.text()}`);
        }
    }

    private async forAll(work: (service: Service, at: number) => Promise<void>): Promise<void> {
        const queue = [...this.services.entries()].reverse();
        const connection = async (): Promise<void> => {
            for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
                await work(next[1], next[0]);
            }
        };
        await Promise.all(Array.from({length: CONNECTIONS}, connection));
    }
}

const STATES: Readonly<Record<number, string>> = {1: 'WARNING', 2: 'CRITICAL', 3: 'UNKNOWN'};

const STORM = /Storm: |Störungswelle: /;

const STILL_OPEN = [
    ['of', 'still open'],
    ['von', 'noch offen'],
] as const;

const isStorm = (message: string): boolean => STORM.test(message);

const addServices = ({world}: OpenitcockpitDouble, hostName: (at: number) => string, count: number): Service[] =>
    Array.from({length: Math.ceil(count / SERVICES_A_HOST)}, (_, at) => world.addHost({name: hostName(at)})).flatMap(
        (host, at) =>
            Array.from({length: Math.min(SERVICES_A_HOST, count - at * SERVICES_A_HOST)}, (_, which) =>
                world.addService(host, {name: SERVICE_NAMES[which] ?? `Service ${which}`}),
            ),
    );

const SERVICE_NAMES = [
    'Ping',
    'SSH',
    'Load',
    'Memory',
    'Disk /',
    'NTP',
    'HTTP',
    'TLS certificate',
    'Backup',
    'Updates',
];
