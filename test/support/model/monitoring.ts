import type {AcknowledgeCommand, Downtime, DowntimeCommand} from '../../../server-proxy/src/app/actions/command_port';
import type {ObjectStatus} from '../../../server-proxy/src/app/catch_up/readings_port';
import type {MonitoringPort} from '../../../server-proxy/src/app/monitoring_port';
import type {Core} from './core';
import type {Database} from './database';
import type {Fate, World} from './scene';
import type {VirtualTime} from './virtual_time';

type TargetIds = Parameters<MonitoringPort['readStatus']>[0];
type Moment = NonNullable<ObjectStatus['freshAt']>;

/** An answer of the API, and when the core had sent its content. */
export interface Reading {
    readonly status: ObjectStatus;
    /** Milliseconds on openITCOCKPIT's clock. */
    readonly ms: number;
}

/** A command that reached the queue, or may have. */
export interface Command {
    readonly kind: 'acknowledge' | 'remove' | 'downtime' | 'cancel downtime' | 'recheck';
    readonly comment: string;
    /** Milliseconds on openITCOCKPIT's clock; undefined if never executed. */
    readonly executedMs: number | undefined;
}

export interface Surroundings {
    readonly time: VirtualTime;
    readonly core: Core;
    readonly database: Database;
    readonly world: World;
    readonly nextFate: () => Fate;
    readonly heard: (reading: Reading) => void;
    readonly commanded: (command: Command) => void;
    readonly failure: (how: 'hangs' | 'refused') => Error;
}

const HANG_MS = 8000;

/** openITCOCKPIT's API on top of the model. Answers take a while, and are that old when they arrive. */
export class ModelMonitoring implements MonitoringPort {
    /** Nothing that is on trial asks for them. */
    get details(): never {
        throw new Error('the model knows no details');
    }

    private hasRead = false;

    constructor(private readonly around: Surroundings) {}

    async readStatus(): Promise<ObjectStatus> {
        const {time, world, database} = this.around;
        await time.sleep(world.apiMs / 3);
        const freshAt = this.moment(database.state(this.coreNow())?.fresh);
        await time.sleep(world.apiMs / 3);
        const {status, ms} = this.statusNow(freshAt);
        await time.sleep(world.apiMs / 3);
        this.hasRead = true;
        this.around.heard({status, ms});
        return status;
    }

    async readStatuses(targets: readonly TargetIds[]): Promise<ReadonlyMap<string, ObjectStatus>> {
        const status = await this.readStatus();
        return new Map(targets.map(({hostUuid, serviceUuid}) => [`${hostUuid}/${serviceUuid}`, status]));
    }

    /** The app catches up with nothing here. */
    async openProblems() {
        return new Map<string, never>();
    }

    async parentsOf() {
        return [];
    }

    async sentNotifications() {
        return [];
    }

    async readFacts(): Promise<void> {}

    private statusNow(freshAt: Moment | undefined): Reading {
        const {database} = this.around;
        const state = database.state(this.coreNow());
        if (!state) {
            throw new Error('the database is empty');
        }
        const {row, ms} = state;
        const record = row.acknowledged ? database.acknowledgement(this.coreNow()) : undefined;
        const status: ObjectStatus = {
            hostName: 'web01',
            serviceName: 'Ping',
            state: row.state,
            output: row.output,
            acknowledged: row.acknowledged,
            inDowntime: row.downtimeDepth > 0,
            flapping: row.flapping,
            lastCheck: `check at ${row.lastCheck}`,
            activeChecks: true,
            mayEdit: true,
            ...named('checkedAt', this.moment(row.lastCheck)),
            ...named('stateSince', this.moment(row.stateSince)),
            ...named('freshAt', freshAt),
            ...(record ? {acknowledgement: this.recordOf(record)} : {}),
        };
        return {status, ms};
    }

    private recordOf({author, comment, sticky, at}: {author: string; comment: string; sticky: boolean; at: number}) {
        return {author, comment, sticky, ...named('at', this.moment(at))};
    }

    private moment(seconds: number | undefined): Moment | undefined {
        if (seconds === undefined || this.around.world.dating === 'none') {
            return undefined;
        }
        const earliest = this.around.world.dating === 'minutes' ? seconds - (seconds % 60) : seconds;
        const end = Math.min(earliest + 59, Math.floor(this.coreNow() / 1000));
        return {earliest, latest: this.around.world.dating === 'minutes' ? Math.max(earliest, end) : earliest};
    }

    private coreNow(): number {
        return this.around.time.now() + this.around.world.clockAhead * 1000;
    }

    async readDowntimes(): Promise<readonly Downtime[]> {
        const {time, world, database} = this.around;
        await time.sleep(world.apiMs);
        return database.downtimes(this.coreNow()).map(({id, author, comment, start, end, running}) => ({
            id,
            author,
            comment,
            seconds: end - start,
            running,
        }));
    }

    acknowledge({author, comment, sticky, notify}: AcknowledgeCommand): Promise<void> {
        return this.command('acknowledge', comment, ({tell}) => {
            this.around.core.acknowledge(author, comment, sticky, notify, tell);
        });
    }

    removeAcknowledgement(): Promise<void> {
        return this.command('remove', '', () => this.around.core.removeAcknowledgement());
    }

    scheduleDowntime({author, comment, start, end}: DowntimeCommand): Promise<void> {
        return this.command('downtime', comment, ({tell}) =>
            this.around.core.scheduleDowntime(author, comment, start, end, tell),
        );
    }

    cancelDowntimes(_target: TargetIds, ids: readonly number[]): Promise<void> {
        return this.command('cancel downtime', '', ({tell}) => this.around.core.cancelDowntimes(tell, ids));
    }

    recheck(): Promise<void> {
        return this.command('recheck', '', ({tell}) => this.around.core.recheck(tell));
    }

    private async command(kind: Command['kind'], comment: string, execute: (fate: Fate) => void): Promise<void> {
        const {time, world, nextFate, commanded, failure} = this.around;
        const fate = nextFate();
        await time.sleep(world.apiMs);
        if (fate.refused) {
            throw failure('refused');
        }
        const at = time.now() + fate.afterMs;
        const executedMs = fate.dropped ? undefined : at + world.clockAhead * 1000;
        commanded({kind, comment, executedMs});
        if (!fate.dropped) {
            time.at(at, () => execute(fate));
        }
        if (fate.hangs) {
            await time.sleep(HANG_MS);
            throw failure('hangs');
        }
    }

    async learnClock(): Promise<void> {
        if (!this.hasRead) {
            await this.around.time.sleep(this.around.world.apiMs);
            this.hasRead = true;
        }
    }

    clockAhead(): number {
        return this.hasRead ? this.around.world.clockAhead : 0;
    }

    datingProblem() {
        return this.around.world.dating === 'none' ? () => 'The date format is not known.' : undefined;
    }

    async lookup() {
        return {hostName: 'web01', serviceName: 'Ping'};
    }

    as(): never {
        throw new Error('nobody has an API key of their own here');
    }

    async findUser(): Promise<undefined> {}

    async containersOf() {
        return [];
    }

    async whoAmI() {
        return {
            userName: 'API',
            email: 'api@example.org',
            missingRights: [],
            missingCatchUpRights: [],
            mayListUsers: true,
        };
    }

    async tryQueue(): Promise<void> {}
    async sendHostNotification(): Promise<void> {}

    async problems() {
        return {objects: [], complete: true};
    }

    async readServices() {
        return [];
    }

    /** Nothing is done to many at once here. */
    async sendMany(): Promise<void> {}

    async matching() {
        return {objects: [], complete: true};
    }

    async readAllDowntimes() {
        return new Map();
    }

    async plannedDowntimes() {
        return [];
    }

    async readServiceDowntimes() {
        return new Map();
    }

    async findHosts() {
        return {objects: [], complete: true};
    }

    async findServices() {
        return {objects: [], complete: true};
    }
}

const named = <K extends string>(name: K, value: Moment | undefined) =>
    (value === undefined ? {} : {[name]: value}) as {readonly [name in K]?: Moment};
