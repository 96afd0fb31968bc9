import type {MonitoredObject} from './objects';

export interface CheckOptions {
    /**
     * Interval of scheduled checks, one object each, so that the newest last check advances; 0 = never. Default 1000.
     */
    readonly checkEveryMs?: number;
    /** Seconds after any other event before an object is checked. Default 20, longer than the horizon. */
    readonly checkIntervalSeconds?: number;
}

/** The core's scheduled checks, one object after the other, always with unchanged results. */
export class PeriodicChecks {
    private readonly timer: NodeJS.Timeout | undefined;
    private readonly touchedAt = new WeakMap<MonitoredObject, number>();
    private turn = 0;

    /** @param now Unix seconds */
    constructor(
        private readonly options: CheckOptions,
        private readonly objects: () => readonly MonitoredObject[],
        private readonly check: (object: MonitoredObject) => void,
        private readonly now: () => number,
    ) {
        const everyMs = options.checkEveryMs ?? 1000;
        this.timer = everyMs > 0 ? setInterval(() => this.tick(), everyMs).unref() : undefined;
    }

    /** Postpones the object's scheduled check by an interval, after any other event. */
    touch(object: MonitoredObject): void {
        this.touchedAt.set(object, this.now());
    }

    close(): void {
        clearInterval(this.timer);
    }

    private tick(): void {
        const objects = this.objects();
        for (let step = 0; step < objects.length; step += 1) {
            this.turn = (this.turn + 1) % objects.length;
            const object = objects[this.turn];
            if (object && this.isDue(object)) {
                this.check(object);
                return;
            }
        }
    }

    private isDue(object: MonitoredObject): boolean {
        const {inMonitoring, activeChecks, lastCheck} = object.core;
        const interval = this.options.checkIntervalSeconds ?? 20;
        const alone = this.now() - (this.touchedAt.get(object) ?? 0);
        return inMonitoring && activeChecks && lastCheck > 0 && alone >= interval;
    }
}
