import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {describe, expect, it, onTestFinished} from 'vitest';
import {ACTION, type AlertProps} from '#contract';
import {freePort} from '../support/demo/free_port';
import {type ServerProcess, startServerProcess} from '../support/demo/server_process';
import {type Gate, type GateRequest, startGate} from '../support/gate';
import {MattermostSite, type Person} from '../support/loop/mattermost_site';
import {NOTIFICATION_TOKEN, SIGNING_SECRET, sendNotification} from '../support/loop/service';
import {startMattermostDouble} from '../support/mattermost/double';
import {type OpenitcockpitDouble, startOpenitcockpitDouble} from '../support/openitcockpit/double';
import {UUID} from '../support/openitcockpit/recorded_objects';
import {PROBLEM} from '../support/plugin_host/scene';
import {handlerProgram} from '../support/program';
import {waitFor} from '../support/wait_for';

/** Two starts of the executable, and the pause before a command that was perhaps sent is sent again. */
const LONG = 120_000;

/** `serve` as a process of its own between a Mattermost and an openITCOCKPIT, each behind a gate. */
class Installation {
    process: ServerProcess | undefined;

    private constructor(
        readonly site: MattermostSite,
        readonly jane: Person,
        readonly monitoring: OpenitcockpitDouble,
        readonly gates: {readonly mattermost: Gate; readonly openitcockpit: Gate},
        private readonly env: Readonly<Record<string, string>>,
    ) {}

    static async setUp(): Promise<Installation> {
        const double = await startMattermostDouble({version: '11.6'});
        const monitoring = await startOpenitcockpitDouble();
        monitoring.world.setState(UUID.web01Ping, 2, 'CRITICAL - lost');
        const gates = {mattermost: await startGate(double.url), openitcockpit: await startGate(monitoring.url)};
        const site = await MattermostSite.setUp(double.url, double.adminToken);
        const folder = await mkdtemp(join(tmpdir(), 'oitc-kill-'));
        const installation = new Installation(site, await site.person('jane', 'Jane Roe'), monitoring, gates, {
            LISTEN_ADDRESS: `127.0.0.1:${await freePort()}`,
            MATTERMOST_URL: gates.mattermost.url,
            MATTERMOST_BOT_TOKEN: site.bot.token,
            OPENITCOCKPIT_URL: gates.openitcockpit.url,
            OPENITCOCKPIT_API_KEY: monitoring.apiKeys.bot,
            DEFAULT_CHANNEL: `${site.team.name}/${site.channel.name}`,
            STORM_LIMIT: '0',
            NOTIFICATION_TOKEN,
            SIGNING_SECRET,
            DATA_FOLDER: folder,
            READ_BACK_DEADLINE: '5',
        });
        onTestFinished(async () => {
            await installation.kill();
            await Promise.all([gates.mattermost.stop(), gates.openitcockpit.stop()]);
            await monitoring.stop();
            await double.stop();
            await rm(folder, {recursive: true, force: true});
        });
        await installation.start();
        return installation;
    }

    async start(): Promise<void> {
        this.process = await startServerProcess(this.env, handlerProgram());
    }

    /** kill -9 */
    async kill(): Promise<void> {
        const {process} = this;
        this.process = undefined;
        if (process) {
            const ended = process.stop();
            process.process.kill('SIGKILL');
            await ended;
        }
    }

    async posted(): Promise<string> {
        const answer = await sendNotification(this.process?.url ?? '', PROBLEM);
        return ((await answer.json()) as {post_id: string}).post_id;
    }

    /** A press that the handler may not live to answer. */
    press(postId: string, action: string = ACTION.quickReason): void {
        this.site.press(this.jane, postId, action, 'Known issue').catch(() => undefined);
    }

    async inLook(postId: string, look: string): Promise<AlertProps> {
        return waitFor(async () => {
            const alert = (await this.site.post(postId)).props.oitc_alert as AlertProps;
            return alert.look === look && alert;
        });
    }
}

const isRead = ({method, path}: GateRequest): boolean => method === 'GET' && path.startsWith('/services/browser');
const isCommand = ({path}: GateRequest): boolean => path.startsWith('/nagios_module/cmd');
const showsIt = (request: GateRequest): boolean => isRead(request) && request.answer.includes('Known issue');
const isUpdate =
    (look: string) =>
    ({method, path, body}: GateRequest): boolean =>
        method === 'PUT' && /\/posts\//.test(path) && body.includes(`"look":"${look}"`);
const isMessage =
    (text: string) =>
    ({method, path, body}: GateRequest): boolean =>
        method === 'POST' && path.startsWith('/api/v4/posts') && body.includes(text);

type Step = readonly [
    name: string,
    gate: keyof Installation['gates'],
    when: 'before' | 'after',
    fits: (request: GateRequest) => boolean,
    /** How many commands have reached openITCOCKPIT by then. */
    sent: number,
];

const STEPS: readonly Step[] = [
    ['after it was stored, before the command is marked as sent', 'openitcockpit', 'before', isRead, 0],
    ['after the mark, before the command', 'openitcockpit', 'before', isCommand, 0],
    ['after the command, before the read-back', 'openitcockpit', 'after', isCommand, 1],
    ['after the read-back, before the record', 'openitcockpit', 'after', showsIt, 1],
    ['after the record, before the post', 'mattermost', 'before', isUpdate('acknowledged'), 1],
    ['after the post, before the thread line', 'mattermost', 'before', isMessage('Acknowledged by Jane'), 1],
    ['after the thread line', 'mattermost', 'after', isMessage('Acknowledged by Jane'), 1],
];

describe('kill -9 of `serve` during an acknowledgement', {timeout: LONG}, () => {
    it.each(STEPS)('%s: one acknowledgement, a true post', async (_name, gate, when, fits, sent) => {
        const scene = await Installation.setUp();
        const postId = await scene.posted();
        const held = scene.gates[gate].hold(when, fits);
        scene.press(postId);
        await held;
        await scene.kill();
        expect(scene.monitoring.commands).toHaveLength(sent);

        await scene.start();
        expect((await scene.inLook(postId, 'acknowledged')).acknowledgement).toMatchObject({
            author: expect.stringContaining('Jane Roe'),
            comment: 'Known issue',
            via: 'mattermost',
        });
        const lines = await waitFor(async () => {
            const thread = await scene.site.thread(postId);
            return thread.length > 0 && thread;
        });
        expect(lines[0]).toContain('Acknowledged by Jane Roe');
        await scene.process?.stop();
        expect(scene.monitoring.commands.map(({applied}) => applied)).toEqual([true]);
    });

    it('before it was stored: nothing was promised, nothing is done, and the button works', async () => {
        const scene = await Installation.setUp();
        const postId = await scene.posted();
        const held = scene.gates.mattermost.hold('before', ({path}) =>
            path.startsWith(`/api/v4/users/${scene.jane.id}`),
        );
        scene.press(postId);
        await held;
        await scene.kill();
        await scene.start();
        await scene.inLook(postId, 'problem');
        expect(scene.monitoring.commands).toEqual([]);
        scene.press(postId);
        await scene.inLook(postId, 'acknowledged');
        expect(scene.monitoring.commands).toHaveLength(1);
    });
});
