import {randomBytes} from 'node:crypto';
import type {AlertStore, Clock} from '../app/ports';
import type {AlertRecord} from '../domain/alert_record';
import {AppError} from '../domain/errors';
import type {KeyValues} from './kv';

const ALERT = 'alert/';
const POST = 'post/';
const PENDING = 'pending/';
const LOCK = 'lock/';

/** Closed alerts are kept this long, so that a late click still finds its post. */
const KEEP_CLOSED_SECONDS = 7 * 86_400;
/** A problem may stay open for long; its post is found by the button's own key as well. */
const KEEP_POST_SECONDS = 90 * 86_400;
/** An acknowledgement that nobody could carry out for so long is not under way any more. */
const KEEP_PENDING_SECONDS = 7 * 86_400;
/** Shorter than others wait: a node that dies with a lock blocks its alert no longer. A living one renews it. */
const LOCK_SECONDS = 10;
const RENEW_MS = 3000;
const LOCK_WAIT_MS = 15_000;
const LOCK_PAUSE_MS = 50;
const MAX_TRIES = 50;

/** AlertStore of door 2: the plugin's key-value table with compare-and-set, so that several app nodes agree. */
export class KvStore implements AlertStore {
    private readonly held = new Map<string, Buffer>();

    constructor(
        private readonly kv: KeyValues,
        private readonly clock: Clock,
        private readonly renewMs = RENEW_MS,
    ) {}

    async get(key: string): Promise<AlertRecord | undefined> {
        return parse(await this.kv.get(ALERT + key));
    }

    async findByPost(postId: string): Promise<AlertRecord | undefined> {
        const key = await this.kv.get(POST + postId);
        const record = key && (await this.get(key.toString()));
        return record && record.postId === postId ? record : undefined;
    }

    async pending(): Promise<readonly AlertRecord[]> {
        const keys = await this.kv.keys(PENDING);
        const records = await Promise.all(keys.map((key) => this.get(key.slice(PENDING.length))));
        return records.filter((record) => record !== undefined && record.look === 'acknowledging') as AlertRecord[];
    }

    async update(
        key: string,
        change: (current: AlertRecord | undefined) => AlertRecord | undefined,
    ): Promise<AlertRecord | undefined> {
        for (let tries = 0; tries < MAX_TRIES; tries += 1) {
            const stored = await this.kv.get(ALERT + key);
            const current = parse(stored);
            const next = change(current);
            if (next === undefined || next === current) {
                return current;
            }
            if (await this.write(stored, current, next)) {
                return next;
            }
            await this.clock.sleep(Math.random() * 10 * tries);
        }
        throw new AppError('internal', 'The alert changes too often to be stored; please try again.');
    }

    async exclusively<T>(key: string, task: () => Promise<T>): Promise<T> {
        const lock = LOCK + key;
        const ours = randomBytes(16);
        const end = this.clock.now() + LOCK_WAIT_MS;
        while (!(await this.kv.swap(lock, undefined, ours, LOCK_SECONDS))) {
            if (this.clock.now() > end) {
                throw new AppError('busy', 'Another node holds this alert for too long; please try again.');
            }
            await this.clock.sleep(LOCK_PAUSE_MS);
        }
        this.held.set(lock, ours);
        const renewing = setInterval(() => void this.renew(lock, ours), this.renewMs);
        try {
            return await task();
        } finally {
            clearInterval(renewing);
            this.held.delete(lock);
            // Only our own: it may have expired, and be somebody else's by now.
            await this.kv.remove(lock, ours);
        }
    }

    /** Gives up every turn: this node ends, and others (or the next process) need not wait until its locks expire. */
    async letGo(): Promise<void> {
        await Promise.all([...this.held].map(([lock, ours]) => this.kv.remove(lock, ours)));
    }

    /** When that fails the lock may expire, and another node does the same: better than never. */
    private async renew(lock: string, ours: Buffer): Promise<void> {
        await this.kv.swap(lock, ours, ours, LOCK_SECONDS).catch(() => false);
    }

    /** The indexes are written first: one that points nowhere is harmless, a record that cannot be found is not. */
    private async write(
        stored: Buffer | undefined,
        current: AlertRecord | undefined,
        next: AlertRecord,
    ): Promise<boolean> {
        if (next.postId !== '' && next.postId !== current?.postId) {
            await this.kv.set(POST + next.postId, Buffer.from(next.key), KEEP_POST_SECONDS);
        }
        if (next.look === 'acknowledging') {
            await this.kv.set(PENDING + next.key, markOf(next), KEEP_PENDING_SECONDS);
        }
        const closed = next.look === 'recovered';
        const value = Buffer.from(JSON.stringify(next));
        if (!(await this.kv.swap(ALERT + next.key, stored, value, closed ? KEEP_CLOSED_SECONDS : 0))) {
            return false;
        }
        if (current?.look === 'acknowledging' && next.look !== 'acknowledging') {
            // Only its own mark: on another node the next acknowledgement may have begun.
            await this.kv.remove(PENDING + next.key, markOf(current));
        }
        return true;
    }
}

/** Tells one acknowledgement of an alert from the next. */
const markOf = ({ack}: AlertRecord): Buffer => Buffer.from(`${ack?.at} ${ack?.userId}`);

const parse = (stored: Buffer | undefined): AlertRecord | undefined => {
    if (!stored) {
        return undefined;
    }
    try {
        return JSON.parse(stored.toString('utf8')) as AlertRecord;
    } catch {
        return undefined;
    }
};
