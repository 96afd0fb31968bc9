import type {SubscriptionStore} from '../../app/routing/subscription_store';
import type {Clock} from '../../app/telemetry';
import {AppError} from '../../domain/errors';
import {readSubscriptions} from '../../domain/subscription/schema';
import {NO_SUBSCRIPTIONS, type Subscriptions} from '../../domain/subscription/subscriptions';
import {changeStored} from './change';
import type {KeyValues} from './key_values';

const KEY = 'subscriptions';

/** SubscriptionStore of door 2: one value in the plugin's key-value table, with compare-and-set. */
export class KvSubscriptions implements SubscriptionStore {
    constructor(
        private readonly kv: KeyValues,
        private readonly clock: Clock,
    ) {}

    async read(): Promise<Subscriptions> {
        return parse(await this.kv.get(KEY));
    }

    update(change: (current: Subscriptions) => Subscriptions): Promise<Subscriptions> {
        const {kv, clock} = this;
        const stored = {kv, clock, key: KEY, parse, busy: 'The subscriptions are being changed; please try again.'};
        return changeStored(stored, change);
    }
}

/** What cannot be read is never overwritten. */
const parse = (stored: Buffer | undefined): Subscriptions => {
    if (stored === undefined) {
        return NO_SUBSCRIPTIONS;
    }
    try {
        return readSubscriptions(JSON.parse(stored.toString('utf8')));
    } catch (error) {
        throw new AppError('internal', 'The stored subscriptions cannot be read.', {cause: error});
    }
};
