import {randomUUID} from 'node:crypto';
import {PLUGIN_ID} from '#contract';
import {consoleSettings} from '../support/console_settings';
import {hostProblems} from '../support/host_problems';
import {MattermostSite} from '../support/loop/mattermost_site';
import {NOTIFICATION_TOKEN, SIGNING_SECRET, sendNotification, settingsOf} from '../support/loop/service';
import {startMattermostDouble} from '../support/mattermost/double';
import {startOpenitcockpitDouble} from '../support/openitcockpit/double';
import {CallCounter, type Counts, perAlert, totalOf} from '../support/plugin_host/call_counter';
import {InstalledPlugin} from '../support/plugin_host/installed_plugin';
import {parallel, type Row, row} from './measure';

const ALERTS = 400;
const WIDTH = 4;

type Fields = Readonly<Record<string, string>>;

/** What the plugin asks of Mattermost for each alert, by name. Numbers, no times, so any machine will do. */
export const benchCalls = async (): Promise<readonly Row[]> => {
    const double = await startMattermostDouble({version: '11.6'});
    const monitoring = await startOpenitcockpitDouble();
    const site = await MattermostSite.setUp(double.url, double.adminToken);
    const settings = {...settingsOf(site, monitoring), NOTIFICATION_TOKEN, SIGNING_SECRET, LOG_LEVEL: 'warn'};
    const plugin = new InstalledPlugin(
        double,
        consoleSettings({...settings, RECONCILE_INTERVAL: '0', ALERTS_FROM: 'off'}),
    );
    await plugin.enable();
    const url = `${double.url}/plugins/${PLUGIN_ID}`;
    const counter = new CallCounter(plugin);
    const count = async (what: string, fields: readonly Fields[]): Promise<Row> => {
        const counts = await counter.during(() =>
            parallel(fields, WIDTH, async (one) => {
                const answer = await sendNotification(url, one);
                await answer.body?.cancel();
            }),
        );
        return rowOf(what, perAlert(counts, fields.length));
    };
    try {
        const [first] = problems(1) as [Fields];
        await count('', [first]);
        await count('', [{...first, output: 'DOWN - warm'}]);
        const alerts = problems(ALERTS);
        return [
            await count('new alert', alerts),
            await count(
                'update',
                alerts.map((one) => ({...one, output: 'DOWN - still lost'})),
            ),
            await count('recovery, with a line in the thread', alerts.map(ended)),
            await count(
                'next problem of the same object',
                alerts.map((one) => ({...one, problemid: randomUUID()})),
            ),
        ];
    } finally {
        await plugin.kill();
        await monitoring.stop();
        await double.stop();
    }
};

const rowOf = (what: string, counts: Counts): Row => {
    const named = [...counts]
        .filter(([, number]) => number >= 0.05)
        .map(([name, number]) => `${number.toFixed(1).replace('.0', '')} ${name}`);
    return row(what, `${totalOf(counts).toFixed(1)} calls: ${named.join(', ')}`);
};

const seconds = (): string => String(Math.floor(Date.now() / 1000));

const problems = (count: number): Fields[] => hostProblems(count, {time: seconds()});

const ended = (fields: Fields): Fields => ({
    ...fields,
    notificationtype: 'RECOVERY',
    state: '0',
    output: 'UP - back',
    time: seconds(),
});
