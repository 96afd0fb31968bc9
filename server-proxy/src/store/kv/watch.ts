import type {WatchStore} from '../../app/health/watch_store';
import type {Clock} from '../../app/telemetry';
import {AppError} from '../../domain/errors';
import {readWatchState, storedWatchState, type WatchState} from '../../domain/watch_state';
import {changeValue} from './change';
import {KvDamage} from './damage';
import type {KeyValues} from './key_values';

const KEY = 'watch';

/** WatchStore of door 2: one value in the plugin's key-value table, with compare-and-set. */
export class KvWatch implements WatchStore {
    constructor(
        private readonly kv: KeyValues,
        private readonly clock: Clock,
        private readonly damage = new KvDamage(kv, clock),
    ) {}

    async read(): Promise<WatchState> {
        return this.parse(await this.kv.get(KEY));
    }

    async update(change: (current: WatchState) => WatchState): Promise<WatchState> {
        let next: WatchState = {};
        const isStored = await changeValue(this.kv, this.clock, KEY, async (stored, swap) => {
            next = change(await this.parse(stored));
            return swap(Buffer.from(storedWatchState(next)));
        });
        if (!isStored) {
            throw new AppError('busy', 'Too many heartbeats and notifications at once; please try again.');
        }
        return next;
    }

    private async parse(stored: Buffer | undefined): Promise<WatchState> {
        return (await this.damage.read(KEY, stored, readWatchState)) ?? {};
    }
}
