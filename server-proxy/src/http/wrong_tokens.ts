import {setMaxListeners} from 'node:events';
import {LRUCache} from 'lru-cache';
import type {Clock} from '../app/telemetry';
import {atMost} from '../domain/at_most';

const FIRST_DELAY_MS = 250;
const LONGEST_DELAY_MS = 8000;
/** An address that has been quiet for this long begins again. */
const FORGOTTEN_MS = 15 * 60_000;
const MOST_ADDRESSES = 1000;
/** Each holds a connection and its request; further ones are answered at once. */
const MOST_WAITING = 100;

/**
 * Slows down the answers to wrong tokens, more with each one from the same address. A right token never comes here, so
 * nobody is locked out by a neighbour behind the same proxy.
 */
export class WrongTokens {
    private readonly known: LRUCache<string, number>;
    private readonly ending = new AbortController();
    private waiting = 0;

    constructor(private readonly clock: Clock) {
        // Bounded by MOST_WAITING.
        setMaxListeners(0, this.ending.signal);
        this.known = new LRUCache({
            ...atMost(MOST_ADDRESSES),
            ttl: FORGOTTEN_MS,
            ttlResolution: 0,
            perf: {now: () => clock.monotonic()},
        });
    }

    /** Waits. @param address of the sender, without a port; empty if not known. @returns milliseconds it was delayed by */
    async slow(address: string): Promise<number> {
        const source = sourceOf(address);
        const wrong = this.known.get(source) ?? 0;
        this.known.set(source, wrong + 1);
        if (this.waiting >= MOST_WAITING || this.ending.signal.aborted) {
            return 0;
        }
        const delayMs = Math.min(FIRST_DELAY_MS * 2 ** wrong, LONGEST_DELAY_MS);
        this.waiting += 1;
        try {
            await this.clock.sleep(delayMs, this.ending.signal).catch(() => undefined);
        } finally {
            this.waiting -= 1;
        }
        return delayMs;
    }

    /** Answers everybody who waits, so that a stop need not. */
    release(): void {
        this.ending.abort();
    }
}

/** A network of IPv6 has more addresses than anybody could remember: its first 64 bits count. */
const sourceOf = (address: string): string => {
    const [plain = ''] = address.replace(/^::ffff:(?=\d+\.)/i, '').split('%');
    if (!plain.includes(':')) {
        return plain;
    }
    const [head = '', tail] = plain.split('::');
    const groups = (text: string): string[] => text.split(':').filter((group) => group !== '');
    const after = groups(tail ?? '');
    const zeros = tail === undefined ? 0 : Math.max(0, 8 - groups(head).length - after.length);
    const all = [...groups(head), ...Array<string>(zeros).fill('0'), ...after];
    return all.slice(0, 4).join(':');
};
