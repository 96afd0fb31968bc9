import {setTimeout as sleep} from 'node:timers/promises';
import {ACTION, type AlertProps} from '#contract';
import {startLoopService} from '../loop/service';
import {startMattermostDouble} from '../mattermost/double';
import {startOpenitcockpitDouble} from '../openitcockpit/double';
import {UUID} from '../openitcockpit/recorded_objects';
import {waitFor} from '../wait_for';
import {CallCounter, type Ran} from './coverage';
import {type Step, type Way, WayRecorder} from './way_recorder';

/** One path through the program, measured in a running service. */
export interface MeasuredWay {
    readonly name: string;
    /** Outermost first. */
    readonly steps: readonly Step[];
    /** Everything that ran until the scene was over, on the path or not. */
    readonly ran: Ran;
}

const wayTo = (ways: readonly Way[], wanted: RegExp): readonly Step[] => {
    const way = ways.findLast(({request}) => wanted.test(request));
    if (!way) {
        throw new Error(`No request ${wanted} among: ${ways.map(({request}) => request).join(', ')}`);
    }
    return way.steps;
};

const PROBLEM = {
    type: 'Service',
    notificationtype: 'PROBLEM',
    hostuuid: UUID.web01,
    serviceuuid: UUID.web01Ping,
    hostname: 'web01',
    servicename: 'Ping',
    state: '2',
    output: 'CRITICAL - rta nan, lost 100%',
};

/** Longer than any work that a notification or a press leaves for later. */
const SETTLED_MS = 1500;

const startScene = async () => {
    const mattermost = await startMattermostDouble();
    const monitoring = await startOpenitcockpitDouble();
    const channel = mattermost.createChannel('alerts');
    const bot = mattermost.createBot('openitcockpit', {channels: [channel.id]});
    const jane = mattermost.createUser('jane', {channels: [channel.id]});
    const service = await startLoopService(
        {
            MATTERMOST_URL: mattermost.url,
            MATTERMOST_BOT_TOKEN: bot.token,
            OPENITCOCKPIT_URL: monitoring.url,
            OPENITCOCKPIT_API_KEY: monitoring.apiKeys.bot,
            DEFAULT_CHANNEL: `${mattermost.team.name}/${channel.name}`,
            RECONCILE_INTERVAL: '0',
            LOG_LEVEL: 'warn',
        },
        {healthIntervalMs: 3_600_000},
    );
    const lookOf = (id: string): string => (mattermost.post(id).props as {oitc_alert: AlertProps}).oitc_alert.look;
    return {
        notify: async (problemid: string): Promise<string> => {
            monitoring.world.setState(UUID.web01Ping, 2, PROBLEM.output);
            const answer = await service.notify({...PROBLEM, problemid});
            return ((await answer.json()) as {post_id: string}).post_id;
        },
        press: async (id: string): Promise<void> => {
            await mattermost.press(jane.token, id, ACTION.quickReason, 'Known issue');
            await waitFor(() => lookOf(id) === 'acknowledged');
            await sleep(SETTLED_MS);
        },
        recover: async (problemid: string): Promise<void> => {
            monitoring.world.setState(UUID.web01Ping, 0, 'OK');
            await monitoring.world.settled();
            await service.notify({...PROBLEM, notificationtype: 'RECOVERY', state: '0', output: 'OK', problemid});
        },
        stop: async (): Promise<void> => {
            await service.remove();
            await monitoring.stop();
            await mattermost.stop();
        },
    };
};

/** One notification and one click (a quick reason) through the service and both doubles. */
export const measureWays = async (): Promise<readonly MeasuredWay[]> => {
    const scene = await startScene();
    const counter = await CallCounter.start();
    const recorder = new WayRecorder();
    recorder.start();
    const during = async <T>(work: () => Promise<T>): Promise<{result: T; ways: readonly Way[]; ran: Ran}> => {
        await sleep(SETTLED_MS);
        recorder.taken();
        await counter.taken();
        const result = await work();
        return {result, ways: recorder.taken(), ran: await counter.taken()};
    };
    try {
        // The first of each loads what is loaded on demand.
        await scene.press(await scene.notify('first'));
        await scene.recover('first');
        const notified = await during(() => scene.notify('second'));
        const clicked = await during(() => scene.press(notified.result));
        return [
            {name: 'one notification → posted', steps: wayTo(notified.ways, /^POST .*\/posts$/), ran: notified.ran},
            {name: 'one click → command sent', steps: wayTo(clicked.ways, /^POST .*\/cmd\//), ran: clicked.ran},
            {name: 'one click → posted', steps: wayTo(clicked.ways, /^PUT .*\/patch$/), ran: clicked.ran},
        ];
    } finally {
        recorder.stop();
        counter.stop();
        await scene.stop();
    }
};
