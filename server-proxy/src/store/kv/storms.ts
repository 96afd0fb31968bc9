import type {StormStore} from '../../app/storms/storm_store';
import type {Clock} from '../../app/telemetry';
import {NO_STORMS, readStorms, type Storms} from '../../domain/storm/storm';
import {changeStored} from './change';
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

    update(change: (current: Storms) => Storms): Promise<Storms> {
        const {kv, clock} = this;
        const stored = {
            kv,
            clock,
            key: KEY,
            parse: (value: Buffer | undefined) => this.parse(value),
            busy: 'Too many storms change at once; please try again.',
        };
        return changeStored(stored, change);
    }

    private async parse(stored: Buffer | undefined): Promise<Storms> {
        return (await this.damage.read(KEY, stored, readStorms)) ?? NO_STORMS;
    }
}
