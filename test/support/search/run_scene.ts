import {createApplication} from '../../../server-proxy/src/app/application';
import type {MonitoringPort} from '../../../server-proxy/src/app/monitoring_port';
import type {AuditLog} from '../../../server-proxy/src/app/people/audit_log';
import type {Logger} from '../../../server-proxy/src/app/telemetry';
import {parseNotification} from '../../../server-proxy/src/domain/alert/notification';
import {AppError} from '../../../server-proxy/src/domain/errors';
import {noMetrics} from '../../../server-proxy/src/telemetry/no_metrics';
import {HOST_UUID, SERVICE_UUID, SETTINGS} from '../app/harness';
import {MemoryBulk} from '../app/memory_bulk';
import {Core, type Notification} from '../model/core';
import {Database} from '../model/database';
import {Facts} from '../model/facts';
import {ModelMonitoring} from '../model/monitoring';
import {type Scene, STATES, type Step, wordsOf} from '../model/scene';
import {VirtualTime} from '../model/virtual_time';
import {Commands} from './commands';
import {judge} from './judge';
import {MemoryStore} from './memory_store';
import {ModelChat} from './model_chat';
import {People} from './people';
import {SHOWN_WITHIN_MS, type Violation, Watcher} from './watcher';

/** When every scene begins, in milliseconds since the epoch. */
const START = 1_795_490_000_000;
/** Enough for everything in transit to arrive. */
const QUIET_MS = 420_000;
const HOUR_MS = 3_700_000;

export interface Played {
    readonly violations: readonly Violation[];
    readonly presses: number;
    /** Events of the scene, notifications and readings. */
    readonly events: number;
    /** Simulated time. */
    readonly seconds: number;
    readonly log: readonly string[];
}

/** Changes how the handler sees openITCOCKPIT, e.g. making every reading look current. */
export type Spectacles = (monitoring: MonitoringPort, stage: Stage) => MonitoringPort;

const silence: Logger = {
    debug: () => undefined,
    info: () => undefined,
    warn: () => undefined,
    error: () => undefined,
};
const noAudit: AuditLog = {record: async () => undefined, recent: async () => []};

/** The handler between a model of openITCOCKPIT and a model of Mattermost, on a clock of its own. */
export class Stage {
    readonly time = new VirtualTime(START);
    readonly facts: Facts;
    readonly chat: ModelChat;
    readonly watcher: Watcher;
    readonly core: Core;
    readonly database: Database;
    readonly commands: Commands;
    readonly log: string[] = [];
    /** Problems of the object that the handler was notified of. */
    readonly toldProblems = new Set<number>();
    /** The latest notification it processed, by true time. */
    newestHeard: Notification | undefined;
    events = 0;
    private readonly app;
    private readonly people: People;

    constructor(
        readonly scene: Scene,
        spectacles: Spectacles,
        private readonly isTold: boolean,
    ) {
        const {time} = this;
        const {world} = scene;
        this.facts = new Facts(world);
        this.chat = new ModelChat(time, world.chatMs);
        this.watcher = new Watcher(time, START, this.facts, this.chat);
        this.commands = new Commands(this.watcher, this.facts);
        this.database = new Database(world, START + world.clockAhead * 1000);
        this.core = new Core(() => this.coreNow(), world.attempts, {
            row: (row) => this.database.addRow(row),
            acknowledgement: (ack, ms) => this.database.addAcknowledgement(ack, ms),
            downtimes: (downtimes, ms) => this.database.addDowntimes(downtimes, ms),
            notification: (notification) => this.send(notification),
            later: (ms, then) => time.at(ms - world.clockAhead * 1000, then),
        });
        let nonces = 0;
        this.app = createApplication(
            {...SETTINGS, reconcile: {intervalMs: 1000}},
            {
                chat: this.chat,
                monitoring: spectacles(this.monitoring(), this),
                store: new MemoryStore(() => Math.floor(time.now() / 1000)),
                bulkStore: new MemoryBulk(),
                audit: noAudit,
                clock: {
                    now: () => time.now(),
                    monotonic: () => time.now(),
                    sleep: (milliseconds) => time.sleep(milliseconds),
                },
                logger: silence,
                metrics: noMetrics,
                nonce: () => `nonce-${++nonces}`,
                detectedLinkStyle: () => 'v5',
            },
        );
        this.people = new People(this.app, this.chat, time, this.commands, this.watcher, (line) => this.tell(line));
        this.chat.onWrite = (before, after) => {
            this.watcher.onWrite(before, after);
            this.tell(`post ${after.number}: ${after.message}${after.shown.in_downtime ? ' [in downtime]' : ''}`);
        };
        this.chat.onTold = ({postId, message}) => {
            this.watcher.onTold(postId, message);
            this.tell(`said: ${message}`);
        };
    }

    coreNow(): number {
        return this.time.now() + this.scene.world.clockAhead * 1000;
    }

    private tell(line: string): void {
        if (this.isTold) {
            const at = ((this.time.now() - START) / 1000).toFixed(1);
            this.log.push(`${at.padStart(8)} s  ${line}`);
        }
    }

    private monitoring(): MonitoringPort {
        return new ModelMonitoring({
            time: this.time,
            core: this.core,
            database: this.database,
            world: this.scene.world,
            nextFate: () => this.commands.nextFate(),
            heard: (reading) => {
                this.events += 1;
                this.facts.read(reading, this.time.now());
                const {status} = reading;
                const marks = `${status.acknowledged ? ', acknowledged' : ''}${status.inDowntime ? ', in downtime' : ''}`;
                this.tell(
                    `    API answers ${status.state}${marks}, ${status.lastCheck}, fresh at ${status.freshAt?.earliest}`,
                );
            },
            commanded: (command) => {
                this.commands.sent(command);
                this.tell(`    command: ${command.kind} ${command.comment}`);
            },
            failure: (how) =>
                how === 'hangs'
                    ? new AppError('openitcockpit_timeout', 'openITCOCKPIT did not answer.')
                    : new AppError('openitcockpit_queue_down', 'The queue is down.', {nothingSent: true}),
        });
    }

    private send(notification: Notification): void {
        const {tell, type, state} = notification;
        const deliver = () => void this.deliver(notification);
        this.tell(`core notifies ${type} ${state}${tell.lost ? ' (lost)' : ` (comes after ${tell.delayMs / 1000} s)`}`);
        if (!tell.lost) {
            this.time.at(this.time.now() + tell.delayMs, deliver);
        }
        if (tell.againMs !== undefined) {
            this.time.at(this.time.now() + tell.againMs, deliver);
        }
    }

    private async deliver(notification: Notification): Promise<void> {
        this.tell(`notification comes: ${notification.type} ${notification.state}`);
        this.events += 1;
        const dealtWith = this.facts.notified(notification, this.time.now());
        try {
            await this.app.receiveNotification(parseNotification(this.fieldsOf(notification)));
        } catch (error) {
            this.watcher.note('fell', `a notification was refused: ${error instanceof Error ? error.stack : error}`);
        }
        dealtWith(this.time.now());
        // Another check when it must have become visible.
        this.time.at(this.time.now() + SHOWN_WITHIN_MS + 1, () => undefined);
        if (notification.state !== 'OK') {
            this.toldProblems.add(notification.problem);
        }
        if (notification.ms >= (this.newestHeard?.ms ?? 0)) {
            this.newestHeard = notification;
        }
    }

    /** As our command lines send it, or, without times, the built-in module. */
    private fieldsOf({type, ms, state, stateSince, output, problem, author, comment}: Notification) {
        const {ids, timed} = this.scene.world;
        const idOf = (number: number): string =>
            ids === 'none' || number === 0 ? '' : ids === 'number' ? String(number) : `5f0c-problem-${number}`;
        const id = idOf(problem);
        const isOver = state === 'OK';
        return {
            type: 'Service',
            notificationtype: type,
            hostuuid: HOST_UUID,
            serviceuuid: SERVICE_UUID,
            hostname: 'web01',
            servicename: 'Ping',
            state: STATES.indexOf(state),
            output,
            problemid: isOver ? '' : id,
            lastproblemid: isOver ? id : idOf(problem - 1),
            ackauthor: author,
            ackcomment: comment,
            ...(timed ? {time: Math.floor(ms / 1000), laststatechange: stateSince} : {}),
        };
    }

    async play(): Promise<void> {
        const {time} = this;
        for (const step of this.scene.steps) {
            time.at(START + step.at, () => this.take(step));
        }
        const last = this.scene.steps.at(-1)?.at ?? 0;
        const stops = this.scene.world.stops.map(({to}) => to);
        const quiet = START + Math.max(last, ...stops) + QUIET_MS;
        await this.goOnUntil(START + last);
        await this.goOnUntil(quiet);
        await this.comeToRest();
        if (this.commands.hadTrouble) {
            await this.goOnUntil(time.now() + HOUR_MS);
            await this.comeToRest();
        }
        judge(this);
    }

    private goOnUntil(end: number): Promise<void> {
        return this.time.runUntil(end, () => this.watcher.afterwards());
    }

    /** The core keeps checking, everything arrives, and the handler reconciles. */
    private async comeToRest(): Promise<void> {
        for (let round = 0; round < 4; round += 1) {
            this.core.check(this.core.state, 0, false, {delayMs: 500});
            await this.goOnUntil(this.time.now() + 40_000);
            this.app.resume();
            await this.goOnUntil(this.time.now() + 40_000);
            this.turn();
            await this.goOnUntil(this.time.now() + 40_000);
        }
    }

    private turn(): void {
        this.tell('the reconciler has its turn');
        void this.app.reconcile();
        this.app.resume();
    }

    private take(step: Step): void {
        this.events += 1;
        const {core} = this;
        if (step.what !== 'press' && step.what !== 'turn') {
            this.tell(wordsOf(step));
        }
        switch (step.what) {
            case 'check':
                core.check(step.state, step.tookMs, step.again, step.tell);
                return;
            case 'acknowledge':
                core.acknowledge(step.author, step.comment, step.sticky, step.notify, step.tell);
                return;
            case 'remove acknowledgement':
                core.removeAcknowledgement();
                return;
            case 'downtime': {
                const start = Math.floor(this.coreNow() / 1000) + step.inSeconds;
                core.scheduleDowntime('Admin', 'maintenance', start, start + step.seconds, step.tell);
                return;
            }
            case 'cancel downtimes':
                core.cancelDowntimes(step.tell);
                return;
            case 'flapping':
                core.setFlapping(step.on, step.tell);
                return;
            case 'notifications':
                core.setNotifications(step.on);
                return;
            case 'turn':
                this.turn();
                return;
            case 'press':
                void this.people.press(step);
                return;
        }
    }

    presses(): number {
        return this.people.presses;
    }
}

const asItIs: Spectacles = (monitoring) => monitoring;

/** Plays a scene until everything has settled. Deterministic: the same scene always ends in the same way. */
export const playScene = async (scene: Scene, spectacles: Spectacles = asItIs, isTold = false): Promise<Played> => {
    const stage = new Stage(scene, spectacles, isTold);
    await stage.play();
    const {violations} = stage.watcher;
    const seconds = Math.round((stage.time.now() - START) / 1000);
    return {violations, presses: stage.presses(), events: stage.events, seconds, log: stage.log};
};
