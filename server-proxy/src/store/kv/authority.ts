import type {AuthorityStore} from '../../app/setup/channel_authority';
import type {Clock} from '../../app/telemetry';
import {type AuthorityState, parseAuthorityState} from '../../domain/authority_state';
import {AppError} from '../../domain/errors';
import {changeValue} from './change';
import type {KeyValues} from './key_values';
import type {KvStore} from './store';

const KEY = 'authority';

export class KvAuthority implements AuthorityStore {
    constructor(
        private readonly kv: KeyValues,
        private readonly clock: Clock,
        private readonly alerts: Pick<KvStore, 'unlessBusy'>,
    ) {}

    async read(): Promise<AuthorityState> {
        return parse(await this.kv.get(KEY));
    }

    async update(change: (current: AuthorityState) => AuthorityState): Promise<AuthorityState> {
        let next: AuthorityState | undefined;
        const isStored = await changeValue(this.kv, this.clock, KEY, (stored, swap) => {
            const current = parse(stored);
            next = change(current);
            return next === current ? Promise.resolve(true) : swap(Buffer.from(JSON.stringify(next)));
        });
        if (!isStored || !next) {
            throw new AppError('busy', 'The list of authorised channels is being changed; please try again.');
        }
        return next;
    }

    async unlessBusy(task: () => Promise<void>): Promise<void> {
        await this.alerts.unlessBusy(KEY, task);
    }
}

const parse = (stored: Buffer | undefined): AuthorityState => parseAuthorityState(stored?.toString('utf8'));
