import type {Acknowledgement, ModelDowntime, Row} from './core';
import type {World} from './scene';

/** Entries of one queue, each visible from `visibleAt` on, but none before an earlier one. */
class Table<T> {
    private readonly entries: {readonly value: T; readonly visibleAt: number}[] = [];
    private at = -1;

    add(value: T, visibleAt: number): void {
        const last = this.entries.at(-1)?.visibleAt ?? 0;
        this.entries.push({value, visibleAt: Math.max(last, visibleAt)});
    }

    /** `now` must not decrease from call to call. */
    newest(now: number): T | undefined {
        while ((this.entries[this.at + 1]?.visibleAt ?? Number.POSITIVE_INFINITY) <= now) {
            this.at += 1;
        }
        return this.entries[this.at]?.value;
    }
}

/** Older checks of the other object are skipped, as nobody reads them. */
const CATCH_UP = 5;

/**
 * The database: receives everything the core sends, in order, some time later, and much later while its worker is
 * stopped. Times are milliseconds on openITCOCKPIT's clock.
 */
export class Database {
    private readonly acknowledgements = new Table<Acknowledgement>();
    private readonly downtimeLists = new Table<readonly ModelDowntime[]>();
    /** With each row, when the newest check of any object began. */
    private readonly states = new Table<{readonly row: Row; readonly fresh: number; readonly ms: number}>();
    private last: {readonly row: Row; readonly fresh: number} | undefined;
    private otherAt: number;

    constructor(
        private readonly world: World,
        /** When the scene begins, in milliseconds on openITCOCKPIT's clock. */
        private readonly start: number,
    ) {
        this.otherAt = start - 4 * world.otherEveryMs;
    }

    addRow(row: Row): void {
        this.tellOthers(row.ms);
        this.push(row, Math.max(this.last?.fresh ?? 0, row.lastCheck), row.ms);
    }

    addAcknowledgement(ack: Acknowledgement, ms: number): void {
        this.acknowledgements.add(ack, this.visible(ms, this.world.recordLagMs));
    }

    addDowntimes(downtimes: readonly ModelDowntime[], ms: number): void {
        this.downtimeLists.add(downtimes, this.visible(ms, 100));
    }

    /** @returns the object's row, and the newest check of any object (seconds) at the same moment */
    state(now: number): {readonly row: Row; readonly fresh: number; readonly ms: number} | undefined {
        this.tellOthers(now);
        return this.states.newest(now);
    }

    acknowledgement(now: number): Acknowledgement | undefined {
        return this.acknowledgements.newest(now);
    }

    downtimes(now: number): readonly ModelDowntime[] {
        return this.downtimeLists.newest(now) ?? [];
    }

    isStopped(now: number): boolean {
        return this.world.stops.some(({from, to}) => now >= this.start + from && now < this.start + to);
    }

    /** Adds checks of the other object, each at most a second long, until now. */
    private tellOthers(now: number): void {
        const every = this.world.otherEveryMs;
        this.otherAt = Math.max(this.otherAt, now - CATCH_UP * every);
        while (this.last && this.otherAt <= now) {
            const began = Math.floor((this.otherAt - 300) / 1000);
            this.push(this.last.row, Math.max(this.last.fresh, began), this.otherAt);
            this.otherAt += every;
        }
    }

    private push(row: Row, fresh: number, ms: number): void {
        this.states.add({row, fresh, ms}, this.last ? this.visible(ms, 0) : this.start);
        this.last = {row, fresh};
    }

    private visible(ms: number, moreMs: number): number {
        const at = ms + Math.max(0, this.world.lagMs + moreMs);
        const stop = this.world.stops.find(({from, to}) => at >= this.start + from && at < this.start + to);
        return stop ? this.start + stop.to : at;
    }
}
