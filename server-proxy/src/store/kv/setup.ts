import {readSetupState, type SetupState, type SetupStore, storedSetupState} from '../../app/setup/setup_state';
import type {KvDamage} from './damage';
import type {KeyValues} from './key_values';
import type {KvStore} from './store';

const KEY = 'setup';

export class KvSetup implements SetupStore {
    constructor(
        private readonly kv: KeyValues,
        private readonly locks: Pick<KvStore, 'unlessBusy'>,
        private readonly damage: Pick<KvDamage, 'read'>,
    ) {}

    async load(): Promise<SetupState | undefined> {
        return this.damage.read(KEY, await this.kv.get(KEY), readSetupState);
    }

    save(state: SetupState): Promise<void> {
        return this.kv.set(KEY, Buffer.from(storedSetupState(state)));
    }

    async clear(): Promise<void> {
        const stored = await this.kv.get(KEY);
        if (stored) {
            await this.kv.remove(KEY, stored);
        }
    }

    unlessBusy<T>(task: () => Promise<T>): Promise<T | undefined> {
        return this.locks.unlessBusy(KEY, task);
    }
}
