import type {Clock} from '../../../server-proxy/src/app/telemetry';

/** Time passes for all that wait at once, as it does in reality, only faster. */
export class QuickClock implements Clock {
    private readonly begun = performance.now();

    /** @param speed seconds of this clock in a real one */
    constructor(
        private readonly speed = 20,
        private readonly since = 1_795_490_000_000,
    ) {}

    now(): number {
        return Math.floor(this.since + this.monotonic());
    }

    monotonic(): number {
        return (performance.now() - this.begun) * this.speed;
    }

    sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
        return new Promise((resolve, reject) => {
            const timer = setTimeout(resolve, milliseconds / this.speed);
            signal?.addEventListener('abort', () => {
                clearTimeout(timer);
                reject(new Error('aborted'));
            });
        });
    }
}
