import type {StormStore} from '../../app/storms/storm_store';
import type {Clock} from '../../app/telemetry';
import {AppError} from '../../domain/errors';
import {NO_STORMS, readStorms, type Storms} from '../../domain/storm/storm';
import {changeValue} from './change';
import {KvDamage} from './damage';
import type {KeyValues} from './key_values';

const KEY = 'storms';

/** StormStore of door 2: one value in the plugin's key-value table, with compare-and-set. */
export class KvStorms implements StormStore {
    constructor(
        private readonly kv: KeyValues,
        private readonly clock: Clock,
        private readonly damage = new KvDamage(kv, clock),
    ) {}

    async read(): Promise<Storms> {
        return this.parse(await this.kv.get(KEY));
    }

    async update(change: (current: Storms) => Storms): Promise<Storms> {
        let next = NO_STORMS;
        const isStored = await changeValue(this.kv, this.clock, KEY, async (stored, swap) => {
            const current = await this.parse(stored);
            next = change(current);
            return next === current ? true : swap(Buffer.from(JSON.stringify(next)));
        });
        if (!isStored) {
            throw new AppError('busy', 'Too many storms change at once; please try again.');
        }
        return next;
    }

    private async parse(stored: Buffer | undefined): Promise<Storms> {
        return (await this.damage.read(KEY, stored, readStorms)) ?? NO_STORMS;
    }
}
