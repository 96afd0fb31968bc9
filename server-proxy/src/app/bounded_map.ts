const CAPACITY = 20_000;

/** A map that only saves requests, and so must not grow for ever: the entry set longest ago goes first. */
export class BoundedMap<V> {
    private readonly entries = new Map<string, V>();

    get(key: string): V | undefined {
        return this.entries.get(key);
    }

    delete(key: string): void {
        this.entries.delete(key);
    }

    set(key: string, value: V): void {
        this.entries.delete(key);
        this.entries.set(key, value);
        const oldest = this.entries.keys().next();
        if (this.entries.size > CAPACITY && !oldest.done) {
            this.entries.delete(oldest.value);
        }
    }
}
