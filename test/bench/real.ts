import {randomUUID} from 'node:crypto';
import type {Door} from '../support/loop/loop_suite';
import {MattermostSite} from '../support/loop/mattermost_site';
import {settingsOf} from '../support/loop/service';
import {startOpenitcockpitDouble} from '../support/openitcockpit/double';
import {parallel, type Row, row, timed} from './measure';

/** Posts and alerts at once. */
const WIDTH = 4;
const TARGET = 0.8;

export interface RealBench {
    readonly url: string;
    readonly adminToken: string;
    /** How the plugin gets into that Mattermost. */
    readonly door: Door;
    readonly rounds: number;
    /** Posts, alerts and updates of each in a round. */
    readonly count: number;
}

interface Rates {
    readonly posts: number[];
    readonly alerts: number[];
    readonly changes: number[];
    readonly updates: number[];
}

/**
 * Alerts through the installed plugin beside plain posts over REST, by the same client in the same run, and their updates beside
 * changes of those posts. The rounds alternate, so that a machine that is slow for a while is slow for both.
 */
export const benchReal = async ({url, adminToken, door, rounds, count}: RealBench): Promise<Row[]> => {
    const monitoring = await startOpenitcockpitDouble();
    const site = await MattermostSite.setUp(url, adminToken);
    const mattermost = {url, adminToken, stop: async () => undefined};
    const settings = {...settingsOf(site, monitoring), LOG_LEVEL: 'warn', RECONCILE_INTERVAL: '0', ALERTS_FROM: 'off'};
    const plugin = await door.start({mattermost, site, settings});
    const rates: Rates = {posts: [], alerts: [], changes: [], updates: []};
    const notify = async (fields: object): Promise<void> => {
        const answer = await plugin.notify({...fields});
        if (!answer.ok) {
            throw new Error(`a notification was answered with ${answer.status}: ${await answer.text()}`);
        }
    };
    try {
        await notify(problem());
        const {message, props} = (await site.alerts())[0] ?? {message: 'DOWN', props: {}};
        const card = {message, props};
        for (let round = 0; round < rounds; round += 1) {
            const ids: string[] = [];
            const alerts = Array.from({length: count}, problem);
            rates.posts.push(await perSecond(alerts, async () => void ids.push(await post(site, card))));
            rates.alerts.push(await perSecond(alerts, notify));
            rates.changes.push(await perSecond(ids, (id) => change(site, id, {...card, message: `${message} still`})));
            rates.updates.push(await perSecond(alerts, (one) => notify({...one, output: 'DOWN - still lost'})));
        }
    } finally {
        await plugin.remove();
        await monitoring.stop();
    }
    return [
        ...sideBySide('plain posts', rates.posts, 'new alerts', rates.alerts),
        ...sideBySide('plain changes of posts', rates.changes, 'updates of alerts', rates.updates),
    ];
};

const problem = () => ({
    type: 'Host',
    notificationtype: 'PROBLEM',
    hostuuid: randomUUID(),
    hostname: 'bench',
    state: '1',
    output: 'DOWN - rta nan, lost 100%',
    problemid: randomUUID(),
    time: String(Math.floor(Date.now() / 1000)),
});

/** The same card as an alert's, its props included. */
const post = async (site: MattermostSite, card: object): Promise<string> => {
    const made = await site.call('POST', '/posts', {channel_id: site.channel.id, ...card}, site.bot.token);
    return String(made.id);
};

const change = async (site: MattermostSite, id: string, card: object): Promise<void> => {
    await site.call('PUT', `/posts/${id}/patch`, card, site.bot.token);
};

const perSecond = async <T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<number> => {
    const {ms} = await timed(() => parallel(items, WIDTH, work));
    return (items.length / ms) * 1000;
};

const sideBySide = (plain: string, theirs: readonly number[], own: string, ours: readonly number[]): Row[] => {
    const ratio = median(ours) / median(theirs);
    return [
        row(
            `${plain} over REST, ${WIDTH} at once, median of ${theirs.length} rounds`,
            `${median(theirs).toFixed(0)}/s`,
        ),
        row(
            `${own} through the plugin, by the same client in between`,
            `${median(ours).toFixed(0)}/s, ${ratio.toFixed(2)} ×`,
            `≥ ${TARGET} ×`,
            ratio >= TARGET,
        ),
    ];
};

const median = (numbers: readonly number[]): number =>
    numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;
