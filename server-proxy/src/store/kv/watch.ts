import type {WatchStore} from '../../app/health/watch_store';
import type {Clock} from '../../app/telemetry';
import {AppError} from '../../domain/errors';
import {parseWatchState, type WatchState} from '../../domain/watch_state';
import {changeValue} from './change';
import type {KeyValues} from './key_values';

const KEY = 'watch';

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
        let next: WatchState = {};
        const isStored = await changeValue(this.kv, this.clock, KEY, (stored, swap) => {
            next = change(parse(stored));
            return swap(Buffer.from(JSON.stringify(next)));
        });
        if (!isStored) {
            throw new AppError('busy', 'Too many heartbeats and notifications at once; please try again.');
        }
        return next;
    }
}

const parse = (stored: Buffer | undefined): WatchState => parseWatchState(stored?.toString('utf8'));
