import {randomUUID} from 'node:crypto';
import type {NotificationType} from '#contract';
import type {StateChange} from './history';
import {type NotificationText, notificationMacros} from './macros';
import type {Downtime, MonitoredObject} from './objects';

/** One run of a notification command. `macros` are named as in a command line, without the `$`. */
export interface Notification {
    readonly notificationType: NotificationType;
    readonly object: MonitoredObject;
    readonly state: number;
    readonly output: string;
    /** Opaque id of the problem; empty if the object has none, as in the core. */
    readonly problemId: string;
    readonly author: string;
    readonly comment: string;
    readonly macros: Readonly<Record<string, string>>;
}

export type NotificationListener = (notification: Notification) => void;

export interface CoreContext {
    /** `cached_host_check_horizon` and `cached_service_check_horizon`. */
    readonly checkHorizonSeconds: number;
    /** Unix seconds. */
    now(): number;
    /** The object's core status changed and is to be shown in the API. */
    publish(object: MonitoredObject): void;
    emit(notification: Notification): void;
    /** A row for the state history. */
    changed(object: MonitoredObject, change: StateChange): void;
    /** Runs `task` at this time. */
    at(unixSeconds: number, task: () => void): void;
}

export interface AcknowledgeRequest {
    readonly author: string;
    readonly comment: string;
    readonly sticky: number;
    readonly notify: boolean;
}

export interface DowntimeRequest {
    readonly author: string;
    readonly comment: string;
    /** Unix seconds. */
    readonly start: number;
    readonly end: number;
}

const NOTHING: NotificationText = {author: '', comment: ''};

/** What Naemon does to an object and whom it notifies (test/fixtures/openitcockpit/pipeline.json). */
export class MonitoringCore {
    private nextDowntimeId = 1;

    constructor(private readonly context: CoreContext) {}

    checkResult(object: MonitoredObject, state: number, output: string, hard: boolean): void {
        const status = object.core;
        const before = status.state;
        const wasHard = status.hard;
        status.output = output;
        status.hard = hard || state === 0;
        status.lastCheck = this.context.now();
        status.attempt = status.hard && state !== 0 ? status.maxAttempts : 1;
        if (state === 0) {
            status.lastTimeOk = this.context.now();
        }
        if (before !== state || wasHard !== status.hard) {
            this.context.changed(object, {at: this.context.now(), state, hard: status.hard, output, before});
        }
        if (before === state) {
            this.context.publish(object);
            return;
        }
        status.state = state;
        status.lastStateChange = this.context.now();
        if (state === 0) {
            this.recover(object);
        } else {
            this.problem(object, before);
        }
    }

    /** A scheduled check with the same result as the last one. */
    checkAgain({core}: MonitoredObject): void {
        core.lastCheck = this.context.now();
        if (core.state === 0) {
            core.lastTimeOk = core.lastCheck;
        }
    }

    /**
     * A requested check. The plugin runs at once, or in the next second: as real checks take time, no two begin in the
     * same one.
     * @returns why the core silently drops it; undefined if the plugin runs
     */
    recheck(object: MonitoredObject, {forced}: {forced: boolean}): string | undefined {
        const {core} = object;
        const now = this.context.now();
        if (!core.inMonitoring || !core.activeChecks) {
            return 'no active checks';
        }
        if (!forced && core.lastCheck <= now && core.lastCheck + this.context.checkHorizonSeconds > now) {
            return 'was last checked within its cache horizon';
        }
        if (core.lastCheck < now) {
            this.runPlugin(object);
        } else {
            this.context.at(core.lastCheck + 1, () => this.runPlugin(object));
        }
        return undefined;
    }

    private runPlugin(object: MonitoredObject): void {
        const {core, nextResult} = object;
        object.nextResult = undefined;
        this.checkResult(object, nextResult?.state ?? core.state, nextResult?.output ?? core.output, true);
    }

    /** @returns false if the core ignores it: the object has no problem, or a text is empty */
    acknowledge(object: MonitoredObject, request: AcknowledgeRequest): boolean {
        const status = object.core;
        if (!status.inMonitoring || status.state === 0) {
            return false;
        }
        status.acknowledged = true;
        status.acknowledgementType = request.sticky === 0 ? 1 : 2;
        status.records.push({
            author: request.author.slice(0, 255),
            comment: request.comment.slice(0, 1024),
            sticky: request.sticky === 2,
            notify: request.notify,
            entryTime: this.context.now(),
            state: status.state,
        });
        this.context.publish(object);
        if (request.notify) {
            this.notify(object, 'ACKNOWLEDGEMENT', request);
        }
        return true;
    }

    removeAcknowledgement(object: MonitoredObject): void {
        object.core.acknowledged = false;
        this.context.publish(object);
    }

    scheduleDowntime(object: MonitoredObject, request: DowntimeRequest): Downtime | undefined {
        if (!object.core.inMonitoring || request.end <= request.start || request.end <= this.context.now()) {
            return undefined;
        }
        const downtime: Downtime = {
            ...request,
            id: this.nextDowntimeId++,
            entryTime: this.context.now(),
            started: false,
            cancelled: false,
            ended: false,
            actualEnd: 0,
        };
        object.core.downtimes.push(downtime);
        if (downtime.start <= this.context.now()) {
            this.startDowntime(object, downtime);
        } else {
            this.context.publish(object);
            this.context.at(downtime.start, () => this.startDowntime(object, downtime));
        }
        this.context.at(downtime.end, () => this.endDowntime(object, downtime, 'end'));
        return downtime;
    }

    private startDowntime(object: MonitoredObject, downtime: Downtime): void {
        if (downtime.cancelled || downtime.ended) {
            return;
        }
        downtime.started = true;
        object.core.downtimeDepth += 1;
        this.context.publish(object);
        if (object.core.downtimeDepth === 1) {
            this.notify(object, 'DOWNTIMESTART', downtime);
        }
    }

    endDowntime(object: MonitoredObject, downtime: Downtime, how: 'end' | 'cancel'): void {
        if (downtime.cancelled || downtime.ended) {
            return;
        }
        downtime.cancelled = how === 'cancel';
        downtime.ended = how === 'end';
        downtime.actualEnd = this.context.now();
        if (!downtime.started) {
            // The core does not notify the end of a downtime that never began.
            this.context.publish(object);
            return;
        }
        object.core.downtimeDepth = Math.max(0, object.core.downtimeDepth - 1);
        this.context.publish(object);
        if (object.core.downtimeDepth === 0) {
            this.notify(
                object,
                how === 'end' ? 'DOWNTIMEEND' : 'DOWNTIMECANCELLED',
                how === 'end' ? downtime : NOTHING,
            );
        }
    }

    setFlapping(object: MonitoredObject, flapping: boolean): void {
        object.core.flapping = flapping;
        this.context.publish(object);
        this.notify(object, flapping ? 'FLAPPINGSTART' : 'FLAPPINGSTOP', NOTHING);
    }

    setNotificationsEnabled(object: MonitoredObject, enabled: boolean): void {
        object.core.notificationsEnabled = enabled;
        this.context.publish(object);
    }

    sendCustomNotification(object: MonitoredObject, author: string, comment: string): void {
        this.notify(object, 'CUSTOM', {author, comment});
    }

    renotify(object: MonitoredObject): void {
        if (object.core.state !== 0 && !object.core.acknowledged) {
            this.notifyProblem(object);
        }
    }

    private problem(object: MonitoredObject, before: number): void {
        if (before === 0) {
            object.problemId = randomUUID();
            object.problemStart = this.context.now();
            object.notificationNumber = 0;
        }
        // A normal acknowledgement ends with any change of state, a sticky one only with the recovery.
        if (object.core.acknowledgementType === 1) {
            object.core.acknowledged = false;
            object.core.acknowledgementType = 0;
        }
        this.context.publish(object);
        if (object.core.hard && !object.core.acknowledged) {
            this.notifyProblem(object);
        }
    }

    private recover(object: MonitoredObject): void {
        object.core.acknowledged = false;
        object.core.acknowledgementType = 0;
        object.lastProblemId = object.problemId;
        object.problemId = '';
        this.context.publish(object);
        // The core notifies a recovery only if it notified the problem; a downtime does not suppress it.
        if (object.notificationNumber > 0) {
            object.notificationNumber += 1;
            this.notify(object, 'RECOVERY', NOTHING);
        }
        object.notificationNumber = 0;
    }

    private notifyProblem(object: MonitoredObject): void {
        const hostIsDown = object.kind === 'service' && object.host.core.state !== 0;
        if (hostIsDown || object.core.downtimeDepth > 0 || object.core.flapping) {
            return;
        }
        object.notificationNumber += 1;
        this.notify(object, 'PROBLEM', NOTHING);
    }

    private notify(object: MonitoredObject, notificationType: NotificationType, text: NotificationText): void {
        if (!object.core.notificationsEnabled || !object.core.inMonitoring || object.outsidePeriod) {
            return;
        }
        this.context.emit({
            notificationType,
            object,
            state: object.core.state,
            output: object.core.output,
            problemId: object.problemId,
            author: text.author,
            comment: text.comment,
            macros: notificationMacros(object, notificationType, text, this.context.now()),
        });
    }
}
