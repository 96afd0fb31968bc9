import {randomBytes} from 'node:crypto';
import type {Browser, Page} from 'playwright-core';
import {type PanelAction, PLUGIN_ID, parsePanelAnswer, ROUTE} from '#contract';
import type {Door} from '../../support/loop/loop_suite';
import {alertOf, MattermostSite, type Person} from '../../support/loop/mattermost_site';
import {type LoopHandler, settingsOf} from '../../support/loop/service';
import {settle} from '../../support/loop/settle';
import {timesOf} from '../../support/notification_times';
import {DETAILS_RIGHTS} from '../../support/openitcockpit/access';
import {type OpenitcockpitDouble, startOpenitcockpitDouble} from '../../support/openitcockpit/double';
import type {Service} from '../../support/openitcockpit/objects';
import {UUID} from '../../support/openitcockpit/recorded_objects';
import {addPast} from '../../support/real/eventful_past';
import {logIn} from '../../support/real/system_console';
import {waitFor} from '../../support/wait_for';
import {setDark} from './dark_theme';
import {takePlainName} from './plain_name';

export interface PicturePlace {
    readonly url: string;
    readonly adminToken: string;
    readonly door: Door;
}

export interface View {
    readonly width: number;
    readonly height: number;
    readonly dark?: boolean;
}

/** What the server is set to, and what Jane writes. */
export interface Words {
    readonly language: 'en' | 'de';
    readonly downtime: string;
    readonly comment: string;
}

/** A channel with one card of each kind: recovered, in downtime, acknowledged, open. */
export class CardStage {
    private constructor(
        readonly site: MattermostSite,
        private readonly monitoring: OpenitcockpitDouble,
        private readonly plugin: LoopHandler,
        private readonly jane: Person,
        private readonly browser: Browser,
        private readonly words: Words,
    ) {}

    static async start({url, adminToken, door}: PicturePlace, browser: Browser, words: Words): Promise<CardStage> {
        const monitoring = await startOpenitcockpitDouble({granted: DETAILS_RIGHTS});
        const site = await MattermostSite.setUp(url, adminToken);
        await site.call('PUT', `/teams/${site.team.id}/patch`, {display_name: 'Operations'});
        const jane = await site.person('jane', 'Jane Roe');
        await takePlainName(site, jane, 'jane');
        const mattermost = {url, adminToken, stop: async () => undefined};
        const settings = {...settingsOf(site, monitoring), LANGUAGE: words.language};
        await site.call('PUT', `/users/${jane.id}/patch`, {locale: words.language});
        const plugin = await door.start({mattermost, site, settings});
        const stage = new CardStage(site, monitoring, plugin, jane, browser, words);
        await settle(plugin);
        await stage.clearChannel();
        await stage.makeCards();
        return stage;
    }

    async stop(): Promise<void> {
        await settle(this.plugin);
        await this.plugin.remove();
        await this.monitoring.stop();
    }

    /** The channel as Jane sees it, once the newest card has its buttons. */
    async open({width, height, dark = false}: View): Promise<Page> {
        const {site, jane} = this;
        await setDark(site, jane, dark);
        const page = await this.browser.newPage({
            viewport: {width, height},
            locale: this.words.language,
        });
        await logIn(page, site.url, jane);
        await page.goto(`${site.url}/${site.team.name}/channels/${site.channel.name}`);
        await page.locator('.post').last().getByRole('button').first().waitFor();
        await page.locator('#post_textbox').waitFor();
        await page.evaluate(() => document.fonts.ready);
        return page;
    }

    /** Two more problems, of which one is acknowledged and the other recovers once somebody has seen them. */
    async withMore(seen: () => Promise<void>): Promise<void> {
        await this.fail(UUID.db01Ping, 1, 'PING WARNING - Packet loss = 20%');
        await this.fail(UUID.web01Disk, 2, 'DISK CRITICAL - free space: / 211 MiB (1% inode=87%)');
        await seen();
        await this.act(UUID.web01Disk, {kind: 'acknowledge', comment: this.words.comment});
        this.monitoring.world.setState(UUID.db01Ping, 0, 'PING OK - Packet loss = 0%');
        await this.notify(UUID.db01Ping, 'RECOVERY');
    }

    /** Recoveries of objects that the plugin does not know yet have posts, too. */
    private async clearChannel(): Promise<void> {
        for (const {id} of await this.site.alerts()) {
            await this.site.call('DELETE', `/posts/${id}`);
        }
    }

    private async makeCards(): Promise<void> {
        const {world} = this.monitoring;
        await this.fail(UUID.web01Disk, 1, 'DISK WARNING - free space: / 812 MiB (4% inode=87%)');
        world.setState(UUID.web01Disk, 0, 'DISK OK - free space: / 18233 MiB (78% inode=87%)');
        await this.notify(UUID.web01Disk, 'RECOVERY');
        await this.fail(UUID.db01, 1, 'CRITICAL - 192.0.2.11: rta nan, lost 100%');
        await this.act(UUID.db01, {kind: 'schedule_downtime', comment: this.words.downtime, minutes: 120});
        await this.fail(UUID.web01Ping, 2, 'PING CRITICAL - Packet loss = 100%');
        await this.act(UUID.web01Ping, {kind: 'acknowledge', comment: this.words.comment});
        addPast(this.monitoring, world.get(UUID.web01Shop) as Service);
        await this.fail(
            UUID.web01Shop,
            2,
            'HTTP CRITICAL: HTTP/1.1 503 Service Unavailable - 412 bytes in 0.021 second response time',
        );
        await waitFor(async () => {
            const looks = (await this.site.alerts()).map((post) => alertOf(post));
            return looks.filter(({look, in_downtime}) => look !== 'problem' || in_downtime).length === 3;
        });
    }

    private async fail(uuid: string, state: number, output: string): Promise<void> {
        this.monitoring.world.setState(uuid, state, output);
        await this.notify(uuid, 'PROBLEM');
        await this.monitoring.world.settled();
    }

    private async notify(uuid: string, notificationtype: string): Promise<void> {
        const {world} = this.monitoring;
        const object = world.get(uuid);
        const ids =
            object.kind === 'host'
                ? {type: 'Host', hostuuid: uuid}
                : {type: 'Service', hostuuid: object.host.uuid, serviceuuid: uuid};
        const {state, output} = object.core;
        const {problemId: problemid, lastProblemId: lastproblemid} = object;
        const fields = {notificationtype, state, output, problemid, lastproblemid, ...timesOf(world, uuid)};
        const answer = await this.plugin.notify({...ids, ...fields});
        if (!answer.ok) {
            throw new Error(`a notification was answered with ${answer.status}: ${await answer.text()}`);
        }
    }

    /** As in the panel. */
    private async act(uuid: string, action: PanelAction): Promise<void> {
        const {site, jane} = this;
        const base = `${site.url}/plugins/${PLUGIN_ID}`;
        const headers = {Authorization: `Bearer ${jane.token}`, 'Content-Type': 'application/json'};
        const answer = parsePanelAnswer(await (await fetch(`${base}${ROUTE.panel}?known=`, {headers})).json());
        const keys = (answer?.rows ?? []).map(({key}) => key).filter((key) => key.endsWith(uuid) || key.includes(uuid));
        const body = JSON.stringify({press: randomBytes(8).toString('hex'), keys: keys.slice(0, 1), action});
        const done = await fetch(`${base}${ROUTE.panelActions}`, {method: 'POST', headers, body});
        if (!done.ok) {
            throw new Error(`the panel answered with ${done.status}: ${await done.text()}`);
        }
        await waitFor(() => {
            const {acknowledged, downtimeDepth} = this.monitoring.world.get(uuid).visible;
            return action.kind === 'acknowledge' ? acknowledged : downtimeDepth > 0;
        });
    }
}
