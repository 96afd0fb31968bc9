import {randomBytes} from 'node:crypto';
import type {Clock} from '../../app/telemetry';
import {AppError} from '../../domain/errors';
import type {KeyValues} from './key_values';
import {LOCK} from './places';

/** Short, so that a node that dies holding a lock does not block its alert for long. A live node renews it. */
const LOCK_SECONDS = 10;
const RENEW_MS = 3000;
const LOCK_WAIT_MS = 15_000;
const LOCK_PAUSE_MS = 50;

/** Locks in the plugin's key-value table, which all nodes share. */
export class KvLocks {
    private readonly held = new Map<string, Buffer>();

    constructor(
        private readonly kv: KeyValues,
        private readonly clock: Clock,
        private readonly renewMs = RENEW_MS,
    ) {}

    async exclusively<T>(key: string, task: () => Promise<T>): Promise<T> {
        const lock = LOCK + key;
        const ours = randomBytes(16);
        const end = this.clock.monotonic() + LOCK_WAIT_MS;
        while (!(await this.take(lock, ours))) {
            if (this.clock.monotonic() > end) {
                throw new AppError('busy', 'Another node has held this alert for too long; please try again.');
            }
            await this.clock.sleep(LOCK_PAUSE_MS);
        }
        return this.holding(lock, ours, task);
    }

    async unlessBusy<T>(key: string, task: () => Promise<T>, restSeconds = 0): Promise<T | undefined> {
        const lock = LOCK + key;
        const ours = randomBytes(16);
        if (!(await this.take(lock, ours))) {
            return undefined;
        }
        const restUntil = this.clock.monotonic() + restSeconds * 1000;
        return this.holding(lock, ours, task, restUntil);
    }

    /** Releases all locks on shutdown, so that other nodes (or the next process) need not wait for them to expire. */
    async letGo(): Promise<void> {
        await Promise.all([...this.held].map(([lock, ours]) => this.kv.remove(lock, ours)));
    }

    private take(lock: string, ours: Buffer): Promise<boolean> {
        return this.kv.swap(lock, undefined, ours, LOCK_SECONDS);
    }

    private async holding<T>(lock: string, ours: Buffer, task: () => Promise<T>, restUntil = 0): Promise<T> {
        this.held.set(lock, ours);
        const renewing = setInterval(() => void this.renew(lock, ours), this.renewMs);
        try {
            return await task();
        } finally {
            clearInterval(renewing);
            this.held.delete(lock);
            const rest = Math.ceil((restUntil - this.clock.monotonic()) / 1000);
            // Only our own lock: it may have expired and been taken by another node.
            await (rest > 0 ? this.kv.swap(lock, ours, ours, rest) : this.kv.remove(lock, ours));
        }
    }

    /** If that fails, the lock may expire and another node repeat the work: better than never. */
    private async renew(lock: string, ours: Buffer): Promise<void> {
        await this.kv.swap(lock, ours, ours, LOCK_SECONDS).catch(() => false);
    }
}
