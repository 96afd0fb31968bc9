import type {Subscriptions} from '../../domain/subscription/subscriptions';

export interface SubscriptionStore {
    /** @throws AppError `internal` for what this version cannot read */
    read(): Promise<Subscriptions>;
    /**
     * Compare-and-set; `change` may be called again, so it must be pure.
     * @throws AppError what `change` throws; `misconfigured` where they are read from a file
     */
    update(change: (current: Subscriptions) => Subscriptions): Promise<Subscriptions>;
}
