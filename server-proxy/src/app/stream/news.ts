/** Lets whoever waits for an object know that something was heard of it, so that they need not ask. */
export class News {
    /** News can be counted on: the stream is open, on this node. */
    isLive = false;
    private readonly waiting = new Map<string, Set<() => void>>();

    tell(key: string): void {
        for (const wake of this.waiting.get(key) ?? []) {
            wake();
        }
    }

    /** @returns what ends it */
    onNews(key: string, wake: () => void): () => void {
        const wakes = this.waiting.get(key) ?? new Set();
        this.waiting.set(key, wakes.add(wake));
        return () => {
            wakes.delete(wake);
            if (wakes.size === 0) {
                this.waiting.delete(key);
            }
        };
    }
}
