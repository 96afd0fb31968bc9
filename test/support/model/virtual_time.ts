interface Entry {
    readonly at: number;
    readonly run: () => void;
}

/** Resolves once all promises that do not depend on the clock have settled. */
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** A clock that stands still until everything waits, then jumps to the next event. Milliseconds since the epoch. */
export class VirtualTime {
    private readonly entries: Entry[] = [];

    constructor(private milliseconds: number) {}

    now(): number {
        return this.milliseconds;
    }

    sleep(milliseconds: number): Promise<void> {
        return new Promise((resolve) => this.at(this.milliseconds + Math.max(0, milliseconds), resolve));
    }

    /** At the same moment, first come, first served. */
    at(at: number, run: () => void): void {
        let place = this.entries.length;
        while (place > 0 && (this.entries[place - 1] as Entry).at > at) {
            place -= 1;
        }
        this.entries.splice(place, 0, {at: Math.max(at, this.milliseconds), run});
    }

    /**
     * Runs until this moment, or until nothing waits any more.
     * @param after called whenever everything has settled
     */
    async runUntil(end: number, after: () => void): Promise<void> {
        // Work begun elsewhere may not be waiting for anything yet.
        await settled();
        for (;;) {
            const next = this.entries[0];
            if (!next || next.at > end) {
                this.milliseconds = Math.max(this.milliseconds, end);
                return;
            }
            this.entries.shift();
            this.milliseconds = next.at;
            next.run();
            await settled();
            after();
        }
    }
}
