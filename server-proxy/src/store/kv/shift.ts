import type {ShiftStore} from '../../app/shift/shift_store';
import type {Clock} from '../../app/telemetry';
import {NO_SHIFT, readShiftState, type ShiftState} from '../../domain/shift/shift_state';
import {changeStored} from './change';
import {KvDamage} from './damage';
import type {KeyValues} from './key_values';

const KEY = 'shift';

/** ShiftStore of door 2: one value in the plugin's key-value table, with compare-and-set. */
export class KvShift implements ShiftStore {
    constructor(
        private readonly kv: KeyValues,
        private readonly clock: Clock,
        private readonly damage = new KvDamage(kv, clock),
    ) {}

    async read(): Promise<ShiftState> {
        return this.parse(await this.kv.get(KEY));
    }

    update(change: (current: ShiftState) => ShiftState): Promise<ShiftState> {
        const {kv, clock} = this;
        const parse = (value: Buffer | undefined) => this.parse(value);
        const busy = 'Too many hand-overs change at once; please try again.';
        return changeStored({kv, clock, key: KEY, parse, busy}, change);
    }

    private async parse(stored: Buffer | undefined): Promise<ShiftState> {
        return (await this.damage.read(KEY, stored, readShiftState)) ?? NO_SHIFT;
    }
}
