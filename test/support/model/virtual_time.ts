interface Entry {
    readonly at: number;
    readonly run: () => void;
}

/** Everything on promises that can go on without the clock has gone on. */
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** A clock that stands still until everybody waits, and then jumps to what comes next. Milliseconds since the epoch. */
export class VirtualTime {
    private readonly entries: Entry[] = [];

    constructor(private milliseconds: number) {}

    now(): number {
        return this.milliseconds;
    }

    sleep(milliseconds: number): Promise<void> {
        return new Promise((resolve) => this.at(this.milliseconds + Math.max(0, milliseconds), resolve));
    }

    /** Of the same moment, what was planned first comes first. */
    at(at: number, run: () => void): void {
        let place = this.entries.length;
        while (place > 0 && (this.entries[place - 1] as Entry).at > at) {
            place -= 1;
        }
        this.entries.splice(place, 0, {at: Math.max(at, this.milliseconds), run});
    }

    /**
     * Until this moment, or until nobody waits for anything.
     * @param after is called whenever everything has settled
     */
    async runUntil(end: number, after: () => void): Promise<void> {
        // What was begun outside of here may not wait for anything yet.
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
