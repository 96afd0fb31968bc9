import type {SubscriptionStore} from '../../../server-proxy/src/app/routing/subscription_store';
import {
    EVERYTHING,
    type Subscription,
    type SubscriptionFilter,
} from '../../../server-proxy/src/domain/subscription/subscription';
import type {Subscriptions} from '../../../server-proxy/src/domain/subscription/subscriptions';

export const subscription = (
    channelId: string,
    filter: Partial<SubscriptionFilter> = {},
    more: Partial<Subscription> = {},
): Subscription => ({
    id: `sub-${channelId.slice(0, 20)}`,
    channelId,
    filter: {...EVERYTHING, ...filter},
    shadow: false,
    revision: 1,
    by: {userId: 'u'.repeat(26), username: 'admin', at: 0},
    ...more,
});

/** Subscriptions in memory, which tests may exchange. */
export class MemorySubscriptions implements SubscriptionStore {
    state: Subscriptions;

    constructor(...subscriptions: readonly Subscription[]) {
        this.state = {version: 1, subscriptions};
    }

    read(): Promise<Subscriptions> {
        return Promise.resolve(this.state);
    }

    async update(change: (current: Subscriptions) => Subscriptions): Promise<Subscriptions> {
        this.state = change(this.state);
        return this.state;
    }
}
