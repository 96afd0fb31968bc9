/** Milliseconds: fixed, or drawn anew each time. */
export type Delay = number | readonly [min: number, max: number];

interface Waiting {
    readonly due: number;
    readonly task: () => void;
}

/** Runs tasks in order of arrival, each after its own delay, without overtaking. */
export class DelayLine {
    private waiting: Waiting[] = [];
    private timer: NodeJS.Timeout | undefined;
    private stopped = false;

    constructor(private readonly delay: Delay) {}

    push(task: () => void): void {
        if (this.delay === 0 && this.waiting.length === 0 && !this.stopped) {
            task();
            return;
        }
        this.waiting.push({due: this.dueAfter(this.waiting.at(-1)), task});
        this.arm();
    }

    /** Everything queued now or later waits for `start`. */
    stop(): void {
        this.stopped = true;
        this.disarm();
    }

    start(): void {
        this.stopped = false;
        const waiting = this.waiting;
        this.waiting = [];
        for (const {task} of waiting) {
            this.waiting.push({due: this.dueAfter(this.waiting.at(-1)), task});
        }
        this.arm();
    }

    /** Resolves once everything queued so far has run; not while stopped. */
    settled(): Promise<void> {
        const last = this.waiting.at(-1);
        return last ? new Promise((resolve) => this.waiting.push({due: last.due, task: resolve})) : Promise.resolve();
    }

    close(): void {
        this.waiting = [];
        this.disarm();
    }

    private dueAfter(last: Waiting | undefined): number {
        return Math.max(performance.now() + drawn(this.delay), last?.due ?? 0);
    }

    private arm(): void {
        const [next] = this.waiting;
        if (!next || this.stopped || this.timer) {
            return;
        }
        const pause = Math.max(1, Math.ceil(next.due - performance.now()));
        this.timer = setTimeout(() => this.run(), pause).unref();
    }

    private disarm(): void {
        clearTimeout(this.timer);
        this.timer = undefined;
    }

    private run(): void {
        this.timer = undefined;
        const now = performance.now();
        while (this.waiting[0] && this.waiting[0].due <= now && !this.stopped) {
            this.waiting.shift()?.task();
        }
        this.arm();
    }
}

const drawn = (delay: Delay): number =>
    typeof delay === 'number' ? delay : delay[0] + Math.random() * (delay[1] - delay[0]);
