import type {Clock} from './telemetry';

interface Pace {
    readonly delayMs: number;
    /** From one beginning to the next, at least. */
    readonly restMs: number;
}

/** Runs work a moment after it was asked for: once, however often it was asked for until then, and never in a rush. */
export class Soon {
    private timer: NodeJS.Timeout | undefined;
    private isAsked = false;
    private begunAt = Number.NEGATIVE_INFINITY;

    /** @param work never rejects */
    constructor(
        private readonly work: () => Promise<void>,
        private readonly pace: Pace,
        private readonly clock: Pick<Clock, 'monotonic'>,
    ) {}

    ask(): void {
        this.isAsked = true;
        if (this.timer) {
            return;
        }
        const rest = this.begunAt + this.pace.restMs - this.clock.monotonic();
        this.timer = setTimeout(() => void this.run(), Math.max(this.pace.delayMs, rest));
        this.timer.unref();
    }

    rest(): void {
        clearTimeout(this.timer);
        this.timer = undefined;
        this.isAsked = false;
    }

    private async run(): Promise<void> {
        this.isAsked = false;
        this.begunAt = this.clock.monotonic();
        await this.work();
        // Not undefined until now, so that nothing is begun twice.
        this.timer = undefined;
        if (this.isAsked) {
            this.ask();
        }
    }
}
