interface Row {
    readonly value: Buffer;
    /** Milliseconds since the epoch; 0 = never. */
    readonly expireAt: number;
}

export interface SetOptions {
    readonly atomic: boolean;
    readonly old: Buffer | undefined;
    /** Seconds; 0 = never. */
    readonly expireIn: number;
}

/**
 * A plugin's key-value table as in the database (store/sqlstore/plugin_store.go): one for all nodes. Setting an empty
 * value removes the key.
 */
export class KvTable {
    private readonly rows = new Map<string, Row>();
    private ahead = 0;
    /** While set, everything throws it: the database is down. */
    failure: Error | undefined;

    /** Advances the time, for expiry. */
    advance(milliseconds: number): void {
        this.ahead += milliseconds;
    }

    get(key: string): Buffer | undefined {
        this.check();
        const row = this.rows.get(key);
        return row && (row.expireAt === 0 || row.expireAt > this.now()) ? row.value : undefined;
    }

    /** @returns whether it was set; an atomic set only succeeds if the old value is still there */
    set(key: string, value: Buffer | undefined, {atomic, old, expireIn}: SetOptions): boolean {
        const current = this.get(key);
        if (atomic && !(old === undefined ? current === undefined && value !== undefined : current?.equals(old))) {
            return false;
        }
        if (value === undefined) {
            this.rows.delete(key);
        } else {
            this.rows.set(key, {value, expireAt: expireIn === 0 ? 0 : this.now() + expireIn * 1000});
        }
        return true;
    }

    delete(key: string): void {
        this.check();
        this.rows.delete(key);
    }

    /** @returns a page of sorted keys */
    list(page: number, perPage: number): string[] {
        this.check();
        const keys = [...this.rows.keys()].filter((key) => this.get(key) !== undefined).sort();
        return keys.slice(page * perPage, (page + 1) * perPage);
    }

    private check(): void {
        if (this.failure) {
            throw this.failure;
        }
    }

    private now(): number {
        return Date.now() + this.ahead;
    }
}
