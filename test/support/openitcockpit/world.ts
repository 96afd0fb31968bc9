import type {State} from '#contract';
import {Configuration} from './configuration';
import {type CoreContext, type DowntimeRequest, MonitoringCore, type NotificationListener} from './core';
import {type SentNotification, StatusDatabase} from './database';
import type {Delay} from './delay_line';
import {Groups} from './groups';
import {History} from './history';
import {
    type Downtime,
    type Host,
    type HostFields,
    type MonitoredObject,
    newHost,
    newService,
    type ObjectRef,
    type Service,
    type ServiceFields,
    type Status,
    stateNumber,
} from './objects';
import {type CheckOptions, PeriodicChecks} from './periodic_checks';
import {HOST_SEEDS, SERVICE_SEEDS} from './recorded_objects';

export interface WorldOptions extends CheckOptions {
    /**
     * How long after the core, and so after its notifications, the API shows a change. Default 30 to 150 ms, a tenth of
     * the measured time. 0 = at once, unlike any real openITCOCKPIT: say why wherever you set it.
     */
    readonly lagMs?: Delay;
    /**
     * Unless forced, a check is dropped if the last one is younger than this. Default 15, as in openITCOCKPIT's
     * naemon.cfg.
     */
    readonly checkHorizonSeconds?: number;
    /** Milliseconds since the epoch. */
    readonly now?: () => number;
}

const SCALED_LAG_MS = [30, 150] as const;

const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** Hosts and services of one openITCOCKPIT, initially the recorded ones, all of them UP or OK. */
export class World {
    readonly hosts: Host[] = [];
    readonly services: Service[] = [];
    readonly configuration = new Configuration();
    readonly groups = new Groups();
    readonly history = new History();
    private nextId = 100;
    private readonly listeners = new Set<NotificationListener>();
    private readonly watchers = new Set<(object: MonitoredObject) => void>();
    private readonly timers = new Set<NodeJS.Timeout>();
    private readonly core: MonitoringCore;
    private readonly database: StatusDatabase;
    private readonly checks: PeriodicChecks;

    constructor(private readonly options: WorldOptions = {}) {
        this.database = new StatusDatabase(options.lagMs ?? SCALED_LAG_MS);
        const context: CoreContext = {
            checkHorizonSeconds: options.checkHorizonSeconds ?? 15,
            now: () => this.now(),
            publish: (object) => {
                this.checks.touch(object);
                this.database.queue(object);
                for (const watcher of this.watchers) {
                    watcher(object);
                }
            },
            emit: (notification) => {
                const {object, state, output} = notification;
                this.database.queueSent({object, state, output, startTime: this.now()});
                for (const listener of this.listeners) {
                    listener(notification);
                }
            },
            changed: (object, change) => this.database.queueChange(object.kind, () => this.history.add(object, change)),
            at: (unixSeconds, task) => this.later((unixSeconds - this.now()) * 1000, task),
        };
        this.core = new MonitoringCore(context);
        this.checks = new PeriodicChecks(
            options,
            () => [...this.hosts, ...this.services],
            (object) => this.checkByItself(object),
            () => this.now(),
        );
        for (const seed of HOST_SEEDS) {
            this.addHost(seed);
        }
        for (const seed of SERVICE_SEEDS) {
            this.addService(seed.host, seed);
        }
    }

    /** Unix seconds. */
    now(): number {
        return Math.floor((this.options.now?.() ?? Date.now()) / 1000);
    }

    /** @throws if there is no such object, to catch typos in tests */
    get(ref: ObjectRef): MonitoredObject {
        const found = this.find(ref);
        if (!found) {
            throw new Error(`the double knows no object ${String(ref)}`);
        }
        return found;
    }

    find(ref: ObjectRef): MonitoredObject | undefined {
        if (typeof ref !== 'string') {
            return ref;
        }
        return this.findHost(ref) ?? this.services.find((s) => s.uuid === ref || `${s.host.name}/${s.name}` === ref);
    }

    findHost(uuidOrName: string): Host | undefined {
        return this.hosts.find((h) => h.uuid === uuidOrName || h.name === uuidOrName);
    }

    addHost(fields: HostFields): Host {
        const host = newHost(fields, this.nextId++, this.now());
        this.hosts.push(host);
        return host;
    }

    addService(hostRef: ObjectRef, fields: ServiceFields): Service {
        const host = this.get(hostRef);
        if (host.kind !== 'host') {
            throw new Error('a service needs a host');
        }
        const service = newService(host, fields, this.nextId++, this.now());
        host.services.push(service);
        this.services.push(service);
        return service;
    }

    /** Deletes a host with its services, or a service, and exports that. */
    remove(ref: ObjectRef): void {
        const object = this.get(ref);
        const gone: ReadonlySet<MonitoredObject> = new Set(
            object.kind === 'host' ? [object, ...object.services] : [object],
        );
        for (const list of [this.hosts, this.services, object.kind === 'host' ? [] : object.host.services]) {
            const kept = (list as MonitoredObject[]).filter((one) => !gone.has(one));
            list.splice(0, list.length, ...(kept as never[]));
        }
    }

    rename(ref: ObjectRef, name: string): void {
        Object.assign(this.get(ref), {name});
    }

    /** Overwrites columns of the status row, in core and API at once, without side effects. */
    setStatus(ref: ObjectRef, columns: Partial<Status>): void {
        const object = this.get(ref);
        this.checks.touch(object);
        Object.assign(object.core, columns);
        this.database.overwrite(object, columns);
    }

    /** A check result: changes the state, clears acknowledgements as the core does, notifies. */
    setState(ref: ObjectRef, state: State | number, output?: string, options: {hard?: boolean} = {}): void {
        const object = this.get(ref);
        this.core.checkResult(object, stateNumber(object, state), output ?? object.core.output, options.hard ?? true);
    }

    /** An acknowledgement by somebody else, in openITCOCKPIT itself. */
    acknowledge(
        ref: ObjectRef,
        ack: {author?: string; comment?: string; sticky?: 0 | 1 | 2; notify?: boolean} = {},
    ): boolean {
        return this.core.acknowledge(this.get(ref), {
            author: ack.author ?? 'Ada Admin',
            comment: ack.comment ?? 'on it',
            sticky: ack.sticky ?? 2,
            notify: ack.notify ?? false,
        });
    }

    removeAcknowledgement(ref: ObjectRef): void {
        this.core.removeAcknowledgement(this.get(ref));
    }

    setSatellite(hostName: string, satelliteId: number): void {
        const host = this.get(hostName);
        if (host.kind === 'host') {
            host.satelliteId = satelliteId;
        }
    }

    /** Its plugin's next result at a requested check. */
    setNextResult(ref: ObjectRef, state: State, output: string): void {
        const object = this.get(ref);
        this.checks.touch(object);
        object.nextResult = {state: stateNumber(object, state), output};
    }

    /** @returns why the core silently drops it; undefined if the plugin runs */
    recheck(ref: ObjectRef, options: {forced: boolean} = {forced: false}): string | undefined {
        return this.core.recheck(this.get(ref), options);
    }

    startDowntime(ref: ObjectRef, fields: Partial<DowntimeRequest> = {}): Downtime | undefined {
        const start = fields.start ?? this.now();
        return this.core.scheduleDowntime(this.get(ref), {
            author: 'Ada Admin',
            comment: 'maintenance',
            start,
            end: start + 3600,
            ...fields,
        });
    }

    /** Ends every running downtime of the object: by its time (`end`) or by hand (`cancel`). */
    endDowntime(ref: ObjectRef, how: 'end' | 'cancel' = 'end'): void {
        const object = this.get(ref);
        for (const downtime of object.core.downtimes.filter((d) => d.started && !d.ended && !d.cancelled)) {
            this.core.endDowntime(object, downtime, how);
        }
    }

    /** Cancels the downtimes with exactly these times and this comment, which is how the core identifies them. */
    deleteDowntime(ref: ObjectRef, {start, end, comment}: Pick<DowntimeRequest, 'start' | 'end' | 'comment'>): void {
        const object = this.get(ref);
        for (const downtime of object.core.downtimes) {
            if (downtime.start === start && downtime.end === end && downtime.comment === comment) {
                this.core.endDowntime(object, downtime, 'cancel');
            }
        }
    }

    setFlapping(ref: ObjectRef, flapping: boolean): void {
        this.core.setFlapping(this.get(ref), flapping);
    }

    setNotificationsEnabled(ref: ObjectRef, enabled: boolean): void {
        this.core.setNotificationsEnabled(this.get(ref), enabled);
    }

    sendCustomNotification(ref: ObjectRef, author: string, comment: string): void {
        this.core.sendCustomNotification(this.get(ref), author, comment);
    }

    /** Whether its contacts are to be told at this time of day: outside their time period, nobody is. */
    setNotificationPeriod(ref: ObjectRef, open: boolean): void {
        this.get(ref).outsidePeriod = !open;
    }

    /** What was sent, as far as the database has it, in order. */
    get sent(): readonly SentNotification[] {
        return this.database.sent;
    }

    /** What was sent long ago. */
    addSent(sent: SentNotification): void {
        this.database.sent.push(sent);
    }

    /** The notification interval has passed: the same problem is notified again. */
    renotify(ref: ObjectRef): void {
        this.core.renotify(this.get(ref));
    }

    /** Calls `listener` for everything the core would run a notification command for. @returns unsubscribe */
    onNotification(listener: NotificationListener): () => void {
        this.listeners.add(listener);
        return () => this.listeners.delete(listener);
    }

    /** Calls `watcher` whenever the core's status of an object changes. @returns unsubscribe */
    onStatus(watcher: (object: MonitoredObject) => void): () => void {
        this.watchers.add(watcher);
        return () => this.watchers.delete(watcher);
    }

    /** Stops the database's worker: the API no longer changes, while the core continues and notifies its contacts. */
    stopWorker(): void {
        this.database.stop();
    }

    /** The worker writes everything queued, in order. */
    startWorker(): void {
        this.database.start();
    }

    /** Resolves once the API shows everything the core knows now; not while the worker is stopped. */
    settled(): Promise<void> {
        return this.database.settled();
    }

    close(): void {
        this.listeners.clear();
        this.watchers.clear();
        this.checks.close();
        this.database.close();
        for (const timer of this.timers) {
            clearTimeout(timer);
        }
        this.timers.clear();
    }

    private checkByItself(object: MonitoredObject): void {
        this.core.checkAgain(object);
        this.database.queue(object);
    }

    /** Tasks beyond a timer's range are dropped: no test lives that long. */
    private later(milliseconds: number, task: () => void): void {
        if (milliseconds > LONGEST_TIMER_MS) {
            return;
        }
        const timer = setTimeout(() => {
            this.timers.delete(timer);
            task();
        }, milliseconds);
        this.timers.add(timer);
    }
}
