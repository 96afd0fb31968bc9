import {commandFields} from '../support/carry_notifications';
import type {OpenedDialog} from '../support/mattermost/dialogs';
import {type MattermostDouble, startMattermostDouble} from '../support/mattermost/double';
import type {Delay} from '../support/openitcockpit/delay_line';
import {type OpenitcockpitDouble, startOpenitcockpitDouble} from '../support/openitcockpit/double';
import {Random} from '../support/wire/random';
import {type DoorName, type SoakHandler, startHandlerAt} from './doors';
import {type Fault, switchFault} from './faults';
import {Janitor} from './janitor';
import {judge, type Promised, type Verdict} from './judge';
import type {Fields} from './senders';
import {WorldDriver} from './world_driver';

export interface StageOptions {
    readonly door: DoorName;
    readonly seed: number;
    readonly services: number;
    readonly troubled: number;
    readonly turnover: number;
    readonly people: number;
    /** Milliseconds that Mattermost takes for everything. */
    readonly chatSlowMs: number;
    readonly commandDelayMs: Delay;
    readonly lagMs: Delay;
    /** Settings of the handler, by their names in the environment. */
    readonly settings: Readonly<Record<string, string>>;
}

export interface StagePerson {
    readonly id: string;
    readonly token: string;
}

export interface StageFacts {
    readonly mattermostUrl: string;
    readonly handlerUrl: string;
    readonly channelId: string;
    readonly teamId: string;
    readonly people: readonly StagePerson[];
}

/** A post that somebody may press a button of, and the problem it shows. */
export interface Target extends Promised {
    readonly postId: string;
    readonly look: string;
}

/** As in openITCOCKPIT: only younger data can say that a command which was perhaps sent did not arrive. */
const CHECK_INTERVAL_MS = 60_000;
/** With which chance somebody presses a button of a problem that was pressed before. */
const AGAIN = 0.2;
const PRESSABLE: ReadonlySet<string> = new Set(['problem', 'acknowledged', 'not_confirmed']);

/** Both doubles, a handler between them as a process of its own, and a world that goes on. */
export class Stage {
    private readonly outbox: Fields[] = [];
    /** The newest problem of each service that somebody has pressed a button of. */
    private readonly pressed = new Map<string, number>();

    private constructor(
        private readonly double: MattermostDouble,
        private readonly monitoring: OpenitcockpitDouble,
        readonly handler: SoakHandler,
        private readonly driver: WorldDriver,
        private readonly random: Random,
        readonly janitor: Janitor,
        readonly facts: StageFacts,
    ) {
        monitoring.world.onNotification((notification) => void this.outbox.push(commandFields(notification)));
    }

    static async start(options: StageOptions): Promise<Stage> {
        const double = await startMattermostDouble({version: '11.6', latencyMs: options.chatSlowMs});
        const {commandDelayMs, lagMs} = options;
        const checkEveryMs = Math.ceil(CHECK_INTERVAL_MS / options.services);
        const monitoring = await startOpenitcockpitDouble({commandDelayMs, lagMs, checkEveryMs});
        const channel = double.createChannel('alerts', {displayName: 'Alerts'});
        const bot = double.createBot('openitcockpit-bot', {channels: [channel.id]});
        const people = Array.from({length: options.people}, (_, at) =>
            double.createUser(`person${at}`, {fullName: `Jane Roe ${at}`, channels: [channel.id]}),
        );
        const handler = await startHandlerAt(options.door, {
            double,
            botToken: bot.token,
            settings: {
                OPENITCOCKPIT_URL: monitoring.url,
                OPENITCOCKPIT_API_KEY: monitoring.apiKeys.bot,
                DEFAULT_CHANNEL: `${double.team.name}/${channel.name}`,
                STORM_LIMIT: '0',
                ...options.settings,
            },
        });
        handler.slowMs = options.chatSlowMs;
        const random = new Random(options.seed);
        const facts = {
            mattermostUrl: double.url,
            handlerUrl: handler.url,
            channelId: channel.id,
            teamId: double.team.id,
            people: people.map(({userId, token}) => ({id: userId, token})),
        };
        const driver = new WorldDriver(monitoring.world, random, options);
        return new Stage(double, monitoring, handler, driver, random, new Janitor(double, monitoring, handler), facts);
    }

    /**
     * That many steps before the load.
     * @returns their notifications; undefined once every service has had a problem, and as many have one as should
     */
    prepare(steps: number): Fields[] | undefined {
        let goesOn = true;
        for (let left = steps; left > 0 && goesOn; left -= 1) {
            goesOn = this.driver.prepare();
        }
        const sent = this.outbox.splice(0);
        return goesOn || sent.length > 0 ? sent : undefined;
    }

    /** Lets the world go on until it has sent that many notifications, or finds no more to do now. @returns these */
    drive(notifications: number): Fields[] {
        for (let steps = 0; this.outbox.length < notifications && steps < notifications * 20; steps += 1) {
            this.driver.step();
        }
        return this.outbox.splice(0);
    }

    /** An open post to press a button of; undefined while there is none. */
    target(): Target | undefined {
        this.janitor.tidy();
        for (let tries = 0; tries < 20; tries += 1) {
            const {service, number} = this.random.pick(this.driver.driven);
            const post = number === 0 ? undefined : this.janitor.ledger.openPostOf(service.uuid);
            const isNew = this.pressed.get(service.uuid) !== number || this.random.chance(AGAIN);
            if (post && isNew && PRESSABLE.has(post.look)) {
                this.pressed.set(service.uuid, number);
                return {postId: post.id, look: post.look, service: service.uuid, number};
            }
        }
        return undefined;
    }

    dialogOf(userId: string): OpenedDialog | undefined {
        return this.double.dialogOf(userId);
    }

    async fault(fault: Fault, on: boolean): Promise<void> {
        await switchFault({double: this.double, monitoring: this.monitoring, handler: this.handler}, fault, on);
    }

    judge(delivered: readonly string[], promised: readonly Promised[]): Verdict {
        this.janitor.tidy();
        return judge({
            services: this.driver.driven.map(({service, number}) => ({
                uuid: service.uuid,
                name: service.name,
                number,
                state: service.core.state,
                acknowledged: service.core.acknowledged,
            })),
            posts: this.janitor.ledger.posts.values(),
            delivered: new Set(delivered),
            commands: this.janitor.commands,
            promised,
        });
    }

    async stop(): Promise<void> {
        this.janitor.stop();
        this.monitoring.release();
        await this.handler.remove();
        await this.monitoring.stop();
        await this.double.stop();
    }
}
