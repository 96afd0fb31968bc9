/** Also how often a node looks for what another one has learnt of, or was to see to when it died. */
const LONGEST_PAUSE_MS = 20_000;
const SHORTEST_PAUSE_MS = 250;

/** What is taken in turns. */
interface TurnWork {
    /** Runs work that nobody waits for. */
    readonly inBackground: (work: () => Promise<void>) => void;
    /** One turn; never rejects. @returns milliseconds until the next one, if nobody asks for it earlier */
    readonly turn: (signal: AbortSignal) => Promise<number | undefined>;
}

/** Takes turns one after another, with one timer: each says when the next is due. */
export class Turns {
    private timer: NodeJS.Timeout | undefined;
    private working: Promise<void> | undefined;
    private isAsked = false;
    private ending = new AbortController();
    private isWatching = false;

    constructor(private readonly work: TurnWork) {}

    /** Takes a turn now, and others from now on, until `rest`. */
    watch(): void {
        this.ending = new AbortController();
        this.isWatching = true;
        this.plan(0);
    }

    rest(): void {
        this.isWatching = false;
        clearTimeout(this.timer);
        this.ending.abort();
    }

    /** There may be something earlier to do. */
    later(): void {
        this.isAsked = true;
        if (!this.working) {
            this.plan(SHORTEST_PAUSE_MS);
        }
    }

    /** One turn; never rejects. */
    now(): Promise<void> {
        this.working ??= this.take().finally(() => {
            this.working = undefined;
        });
        return this.working;
    }

    private async take(): Promise<void> {
        this.isAsked = false;
        const pauseMs = await this.work.turn(this.ending.signal);
        this.plan(this.isAsked ? SHORTEST_PAUSE_MS : (pauseMs ?? LONGEST_PAUSE_MS));
    }

    private plan(pauseMs: number): void {
        clearTimeout(this.timer);
        if (this.isWatching) {
            const milliseconds = Math.min(Math.max(pauseMs, SHORTEST_PAUSE_MS), LONGEST_PAUSE_MS);
            this.timer = setTimeout(() => this.work.inBackground(() => this.now()), milliseconds);
            this.timer.unref();
        }
    }
}
