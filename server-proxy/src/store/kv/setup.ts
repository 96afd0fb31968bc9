import type {SetupState, SetupStore} from '../../app/setup/setup_state';
import {AppError} from '../../domain/errors';
import type {KeyValues} from './key_values';
import type {KvStore} from './store';

const KEY = 'setup';

export class KvSetup implements SetupStore {
    constructor(
        private readonly kv: KeyValues,
        private readonly locks: Pick<KvStore, 'unlessBusy'>,
    ) {}

    async load(): Promise<SetupState | undefined> {
        const stored = await this.kv.get(KEY);
        if (!stored) {
            return undefined;
        }
        try {
            return JSON.parse(stored.toString('utf8')) as SetupState;
        } catch (cause) {
            throw new AppError('internal', 'The stored state of set-up cannot be read.', {cause});
        }
    }

    save(state: SetupState): Promise<void> {
        return this.kv.set(KEY, Buffer.from(JSON.stringify(state)));
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
