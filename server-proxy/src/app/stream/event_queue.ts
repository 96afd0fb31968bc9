import {alertKey} from '../../domain/alert/alert_key';
import type {CoreEvent} from '../../domain/alert/core_event';
import {isAfter} from '../../domain/alert/moment';

type Status = Extract<CoreEvent, {kind: 'status'}>;

/** Work for one turn of the event loop and a few more. */
export interface Slice {
    /** In the order in which they came. */
    readonly told: readonly CoreEvent[];
    /** The newest of each object. */
    readonly statuses: readonly Status[];
}

/** A storm of problems: each takes a post. */
const TOLD = 5000;
const STATUSES = 20_000;
const SLICE = 100;

/**
 * Events of the stream that wait to be worked off, in bounded memory. Of an object's statuses the newest is enough; what
 * does not fit in is counted, so that it can be asked for.
 */
export class EventQueue {
    private told: CoreEvent[] = [];
    private readonly statuses = new Map<string, Status>();
    private dropped = 0;

    constructor(
        private readonly mostTold = TOLD,
        private readonly mostStatuses = STATUSES,
    ) {}

    put(event: CoreEvent): void {
        if (event.kind === 'status') {
            this.putStatus(event);
        } else if (this.told.length >= this.mostTold) {
            this.dropped += 1;
        } else {
            this.told.push(event);
        }
    }

    get length(): number {
        return this.told.length + this.statuses.size;
    }

    /** What is told comes first: a status is about what it has led to. */
    next(): Slice {
        const told = this.told.slice(0, SLICE);
        this.told = this.told.slice(SLICE);
        const keys = told.length < SLICE ? [...this.statuses.keys()].slice(0, SLICE - told.length) : [];
        const statuses = keys.flatMap((key) => this.statuses.get(key) ?? []);
        for (const key of keys) {
            this.statuses.delete(key);
        }
        return {told, statuses};
    }

    /** @returns how many were dropped since the last call */
    lost(): number {
        const {dropped} = this;
        this.dropped = 0;
        return dropped;
    }

    private putStatus(status: Status): void {
        const key = alertKey(status.target);
        const waiting = this.statuses.get(key);
        // The worker handles several jobs of a queue at once, so an older frame may come after a newer one.
        if (isAfter(waiting?.status.freshAt, status.status.freshAt)) {
            return;
        }
        if (this.statuses.size >= this.mostStatuses && !waiting) {
            this.dropped += 1;
        } else {
            this.statuses.set(key, status);
        }
    }
}
