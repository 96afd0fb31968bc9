// Models of openITCOCKPIT on virtual time, against which random histories of the handler are checked.
import type {Delivery, ModelState} from './scene';

/** A row the core sends to the database. Times are whole seconds, as the core's own. */
export interface Row {
    /** Milliseconds of the same moment, for what whole seconds hide. */
    readonly ms: number;
    readonly state: ModelState;
    readonly output: string;
    readonly acknowledged: boolean;
    readonly downtimeDepth: number;
    readonly flapping: boolean;
    readonly lastCheck: number;
    readonly stateSince: number;
}

export interface Acknowledgement {
    readonly author: string;
    readonly comment: string;
    readonly sticky: boolean;
    readonly at: number;
}

export interface ModelDowntime {
    readonly id: number;
    readonly author: string;
    readonly comment: string;
    readonly start: number;
    readonly end: number;
    readonly running: boolean;
}

export interface Notification {
    readonly type: string;
    readonly ms: number;
    readonly state: ModelState;
    readonly output: string;
    readonly stateSince: number;
    /** Number of the object's problem, counted from 1; 0 before the first. */
    readonly problem: number;
    readonly author: string;
    readonly comment: string;
    readonly tell: Delivery;
}

export interface Listeners {
    row(row: Row): void;
    acknowledgement(ack: Acknowledgement, ms: number): void;
    downtimes(downtimes: readonly ModelDowntime[], ms: number): void;
    notification(notification: Notification): void;
    later(ms: number, then: () => void): void;
}

const seconds = (ms: number): number => Math.floor(ms / 1000);

/**
 * One service in a monitoring core, by Naemon's rules: an acknowledgement that is not sticky ends with any change of
 * state, a sticky one with OK; a problem that is acknowledged, in a downtime or flapping is not notified; a recovery
 * only if its problem was. All times are milliseconds on openITCOCKPIT's clock.
 */
export class Core {
    state: ModelState = 'OK';
    acknowledgement: Acknowledgement | undefined;
    flapping = false;
    downtimes: readonly ModelDowntime[] = [];
    /** The current problem, or the last one. */
    problem = 0;
    private output = 'check 0';
    private checks = 0;
    private isHard = true;
    private attempt = 1;
    private lastCheckMs: number;
    private lastResultMs = Number.NEGATIVE_INFINITY;
    private stateSince: number;
    private notifies = true;
    /** The problem state last notified; undefined since OK. */
    private notified: ModelState | undefined;
    private nextDowntime = 1;

    constructor(
        private readonly now: () => number,
        private readonly attempts: number,
        private readonly listeners: Listeners,
    ) {
        this.lastCheckMs = now() - 40_000;
        this.stateSince = seconds(now()) - 3600;
        this.tellRow();
    }

    get inDowntime(): boolean {
        return this.downtimes.some(({running}) => running);
    }

    /** The result of a check that began `tookMs` ago, or when the one before it ended: of an object one runs at a time. */
    check(state: ModelState, tookMs: number, again: boolean, tell: Delivery): void {
        const began = Math.max(this.now() - tookMs, this.lastResultMs + 1);
        const before = this.state;
        this.checks += 1;
        this.output = `check ${this.checks}`;
        this.lastCheckMs = began;
        this.lastResultMs = this.now();
        if (state !== before) {
            this.change(state, began);
        }
        this.count(before);
        this.tellRow();
        this.notifyAfterCheck(again, tell);
    }

    private change(state: ModelState, began: number): void {
        if (this.state === 'OK') {
            this.problem += 1;
            this.notified = undefined;
        }
        this.state = state;
        this.stateSince = seconds(began);
        if (state === 'OK' || this.acknowledgement?.sticky === false) {
            this.acknowledgement = undefined;
        }
    }

    private count(before: ModelState): void {
        if (this.state === 'OK') {
            this.isHard = true;
            this.attempt = 1;
        } else {
            this.attempt = before === 'OK' ? 1 : this.attempt + 1;
            this.isHard = this.attempt >= this.attempts;
        }
    }

    private notifyAfterCheck(again: boolean, tell: Delivery): void {
        if (!this.isHard || this.acknowledgement || this.inDowntime || this.flapping) {
            return;
        }
        if (this.state === 'OK') {
            if (this.notified) {
                this.notify('RECOVERY', tell);
            }
            this.notified = undefined;
        } else if (this.notified !== this.state || again) {
            this.notify('PROBLEM', tell);
            if (this.notifies) {
                this.notified = this.state;
            }
        }
    }

    private notify(type: string, tell: Delivery, author = '', comment = ''): void {
        if (this.notifies) {
            this.listeners.notification({
                type,
                ms: this.now(),
                state: this.state,
                output: this.output,
                stateSince: this.stateSince,
                problem: this.problem,
                author,
                comment,
                tell,
            });
        }
    }

    private tellRow(): void {
        this.listeners.row({
            ms: this.now(),
            state: this.state,
            output: this.output,
            acknowledged: this.acknowledgement !== undefined,
            downtimeDepth: this.downtimes.filter(({running}) => running).length,
            flapping: this.flapping,
            lastCheck: seconds(this.lastCheckMs),
            stateSince: this.stateSince,
        });
    }

    acknowledge(author: string, comment: string, sticky: boolean, notify: boolean, tell: Delivery): boolean {
        if (this.state === 'OK') {
            return false;
        }
        this.acknowledgement = {author, comment, sticky, at: seconds(this.now())};
        if (notify) {
            this.notify('ACKNOWLEDGEMENT', tell, author, comment);
        }
        this.listeners.acknowledgement(this.acknowledgement, this.now());
        this.tellRow();
        return true;
    }

    removeAcknowledgement(): void {
        if (this.acknowledgement) {
            this.acknowledgement = undefined;
            this.tellRow();
        }
    }

    scheduleDowntime(author: string, comment: string, start: number, end: number, tell: Delivery): void {
        if (end * 1000 <= this.now()) {
            return;
        }
        const id = this.nextDowntime;
        this.nextDowntime += 1;
        this.setDowntimes([...this.downtimes, {id, author, comment, start, end, running: false}]);
        this.listeners.later(Math.max(start * 1000, this.now()), () => this.begin(id, tell));
        this.listeners.later(end * 1000, () => this.end([id], 'DOWNTIMEEND', tell));
    }

    private begin(id: number, tell: Delivery): void {
        const found = this.downtimes.find((downtime) => downtime.id === id);
        if (!found) {
            return;
        }
        if (!this.inDowntime) {
            this.notify('DOWNTIMESTART', tell, found.author, found.comment);
        }
        this.setDowntimes(this.downtimes.map((one) => (one.id === id ? {...one, running: true} : one)));
        this.tellRow();
    }

    cancelDowntimes(tell: Delivery, ids?: readonly number[]): void {
        this.end(ids ?? this.downtimes.map(({id}) => id), 'DOWNTIMECANCELLED', tell);
    }

    private end(ids: readonly number[], type: string, tell: Delivery): void {
        const was = this.inDowntime;
        const left = this.downtimes.filter(({id}) => !ids.includes(id));
        if (left.length === this.downtimes.length) {
            return;
        }
        this.setDowntimes(left);
        if (was && !this.inDowntime) {
            this.notify(type, tell);
        }
        this.tellRow();
    }

    private setDowntimes(downtimes: readonly ModelDowntime[]): void {
        this.downtimes = downtimes;
        this.listeners.downtimes(downtimes, this.now());
    }

    setFlapping(on: boolean, tell: Delivery): void {
        if (this.flapping === on) {
            return;
        }
        this.flapping = on;
        if (!this.inDowntime) {
            this.notify(on ? 'FLAPPINGSTART' : 'FLAPPINGSTOP', tell);
        }
        this.tellRow();
    }

    setNotifications(on: boolean): void {
        this.notifies = on;
    }

    /** Naemon drops a check requested within 15 s of the last one. */
    recheck(tell: Delivery): void {
        if (this.now() - this.lastCheckMs >= 15_000) {
            this.check(this.state, 0, false, tell);
        }
    }
}
