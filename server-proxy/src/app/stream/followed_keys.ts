import type {AlertStore} from '../posts/alert_store';

/** Keys of the alerts that have a post to keep up to date: what all other events cost is one look here. */
export class FollowedKeys {
    private keys = new Set<string>();
    private added: Set<string> | undefined;

    constructor(private readonly store: Pick<AlertStore, 'followed'>) {}

    has(key: string): boolean {
        return this.keys.has(key);
    }

    /** It is about to be followed. */
    add(key: string): void {
        this.keys.add(key);
        this.added?.add(key);
    }

    /** @throws AppError of the store */
    async refresh(): Promise<void> {
        const added = new Set<string>();
        this.added = added;
        const stored = await this.store.followed();
        this.keys = new Set([...stored, ...added]);
    }
}
