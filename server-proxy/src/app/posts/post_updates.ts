import type {Clock} from '../telemetry';

interface Slot {
    startedAt: number;
    running: Promise<unknown>;
    /** Has not begun, so it will show whatever is known by then. */
    waiting?: Promise<void>;
}

/** Each node updates a post at most once in this time, the first time at once. */
const PAUSE_MS = 1000;
/** Slots of posts at rest are forgotten beyond this number. */
const SWEEP_AT = 2000;

/** Folds a storm of updates of one post: what arrives during an update, or just after it, is shown by the next one. */
export class PostUpdates {
    private readonly slots = new Map<string, Slot>();
    private sweepAt = SWEEP_AT;

    constructor(
        private readonly clock: Clock,
        private readonly pauseMs = PAUSE_MS,
    ) {}

    /** Would an update begin at once? */
    isDue(key: string): boolean {
        const slot = this.slots.get(key);
        return !slot || (!slot.waiting && slot.startedAt + this.pauseMs <= this.clock.monotonic());
    }

    /** A new post takes over the key: its first update does not wait for those of the previous post. */
    begin(key: string): void {
        if (!this.slots.get(key)?.waiting) {
            this.slots.delete(key);
        }
    }

    /** @returns settles with an update that began after this call, and fails as that update does */
    run(key: string, update: () => Promise<void>): Promise<void> {
        const slot = this.slotOf(key);
        slot.waiting ??= this.next(slot, update);
        return slot.waiting;
    }

    private async next(slot: Slot, update: () => Promise<void>): Promise<void> {
        await slot.running;
        const pause = slot.startedAt + this.pauseMs - this.clock.monotonic();
        if (pause > 0) {
            await this.clock.sleep(pause);
        }
        slot.startedAt = this.clock.monotonic();
        delete slot.waiting;
        const running = update();
        slot.running = running.catch(() => undefined);
        await running;
    }

    private slotOf(key: string): Slot {
        const known = this.slots.get(key);
        if (known) {
            return known;
        }
        const slot = {startedAt: Number.NEGATIVE_INFINITY, running: Promise.resolve()};
        this.sweep();
        this.slots.set(key, slot);
        return slot;
    }

    private sweep(): void {
        if (this.slots.size < this.sweepAt) {
            return;
        }
        for (const key of this.slots.keys()) {
            if (this.isDue(key)) {
                this.slots.delete(key);
            }
        }
        this.sweepAt = Math.max(SWEEP_AT, this.slots.size * 2);
    }
}
