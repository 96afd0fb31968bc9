import {asAppError} from '../../domain/errors';

interface Pace {
    /** How long nothing more must be asked for before it is done together. */
    readonly quietMs: number;
    /** How long the first may wait for others. */
    readonly mostMs: number;
    /** How many are done together. */
    readonly most: number;
}

interface Waiting<T, R> {
    readonly item: T;
    readonly resolve: (result: R) => void;
    readonly reject: (error: unknown) => void;
}

/** Collects what many ask for within a moment, and does it with one request for all. */
export class Collector<T, R> {
    private waiting: Waiting<T, R>[] = [];
    private timer: NodeJS.Timeout | undefined;
    private firstAt = 0;

    /** @param together gives or throws what one of them gets; if it fails as a whole, all of them get its error */
    constructor(
        private readonly together: (items: readonly T[]) => Promise<(item: T) => R>,
        private readonly pace: Pace,
        private readonly now: () => number,
    ) {}

    ask(item: T): Promise<R> {
        return new Promise((resolve, reject) => {
            this.waiting.push({item, resolve, reject});
            if (this.waiting.length === 1) {
                this.firstAt = this.now();
            }
            this.plan();
        });
    }

    private plan(): void {
        clearTimeout(this.timer);
        const {quietMs, mostMs, most} = this.pace;
        if (this.waiting.length >= most) {
            void this.flush();
            return;
        }
        const left = this.firstAt + mostMs - this.now();
        this.timer = setTimeout(() => void this.flush(), Math.max(0, Math.min(quietMs, left)));
    }

    private async flush(): Promise<void> {
        const waiting = this.waiting;
        this.waiting = [];
        try {
            const resultOf = await this.together(waiting.map(({item}) => item));
            for (const {item, resolve, reject} of waiting) {
                try {
                    resolve(resultOf(item));
                } catch (error) {
                    reject(error);
                }
            }
        } catch (error) {
            const known = asAppError(error);
            for (const {reject} of waiting) {
                reject(known);
            }
        }
    }
}
