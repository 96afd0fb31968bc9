import type {Clock, WatchStore} from '../app/ports';
import {AppError} from '../domain/errors';
import {parseWatchState, type WatchState} from '../domain/watch_state';
import type {KeyValues} from './kv';

const KEY = 'watch';
const MAX_TRIES = 50;

/** WatchStore of door 2: one value in the plugin's key-value table, with compare-and-set. */
export class KvWatch implements WatchStore {
    constructor(
        private readonly kv: KeyValues,
        private readonly clock: Clock,
    ) {}

    async read(): Promise<WatchState> {
        return parse(await this.kv.get(KEY));
    }

    async update(change: (current: WatchState) => WatchState): Promise<WatchState> {
        for (let tries = 0; tries < MAX_TRIES; tries += 1) {
            const stored = await this.kv.get(KEY);
            const next = change(parse(stored));
            const value = Buffer.from(JSON.stringify(next));
            if (stored?.equals(value) || (await this.kv.swap(KEY, stored, value))) {
                return next;
            }
            await this.clock.sleep(Math.random() * 10 * tries);
        }
        throw new AppError('busy', 'Too many signs of life at once; please try again.');
    }
}

const parse = (stored: Buffer | undefined): WatchState => parseWatchState(stored?.toString('utf8'));
