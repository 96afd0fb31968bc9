import type {AuthorityStore} from '../../app/setup/channel_authority';
import type {Clock} from '../../app/telemetry';
import {type AuthorityState, parseAuthorityState} from '../../domain/authority_state';
import {changeStored} from './change';
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

    update(change: (current: AuthorityState) => AuthorityState): Promise<AuthorityState> {
        const {kv, clock} = this;
        const stored = {
            kv,
            clock,
            key: KEY,
            parse,
            busy: 'The list of authorised channels is being changed; please try again.',
        };
        return changeStored(stored, change);
    }

    async unlessBusy(task: () => Promise<void>): Promise<void> {
        await this.alerts.unlessBusy(KEY, task);
    }
}

const parse = (stored: Buffer | undefined): AuthorityState => parseAuthorityState(stored?.toString('utf8'));
