import {AppError} from '../../domain/errors';

/** Remembers what was used already, for as long as it could be used again. Bounded: the oldest entries go first. */
export class ReplayGuard {
    private readonly used = new Map<string, number>();

    constructor(
        private readonly lifetimeMs: number,
        private readonly capacity = 20_000,
    ) {}

    /** @throws AppError `replayed` */
    use(id: string, nowMs: number): void {
        if (this.isUsed(id, nowMs)) {
            throw new AppError('replayed', 'This request was already handled once.');
        }
        this.used.delete(id);
        this.used.set(id, nowMs);
        this.forgetOld(nowMs);
    }

    isUsed(id: string, nowMs: number): boolean {
        const at = this.used.get(id);
        return at !== undefined && nowMs - at < this.lifetimeMs;
    }

    private forgetOld(nowMs: number): void {
        for (const [id, at] of this.used) {
            if (this.used.size <= this.capacity && nowMs - at < this.lifetimeMs) {
                return;
            }
            this.used.delete(id);
        }
    }
}
