import type {AlertRecord} from '../../domain/alert/record';
import {chunksOf} from '../../domain/chunks';
import {asAppError} from '../../domain/errors';
import {entryOf, isSameEntry, type PanelEntry, type Places} from '../../domain/panel/panel_row';
import type {AlertStore} from '../posts/alert_store';
import type {Clock, Logger} from '../telemetry';

interface Shown {
    readonly entry: PanelEntry;
    /** The change that made it so. */
    readonly change: number;
    /** Where it was at home before: who saw it there must be told where it moves away. */
    readonly past: readonly Places[];
}

/** What has changed since an earlier answer. */
interface Changes {
    readonly changed: readonly PanelEntry[];
    /** What may have to disappear: it ended, or was at home elsewhere. */
    readonly left: readonly {readonly key: string; readonly past: readonly Places[]}[];
}

interface BoardDeps {
    readonly store: Pick<AlertStore, 'followed' | 'readFollowed'>;
    readonly defaultChannel: string;
    readonly clock: Clock;
    readonly logger: Logger;
    /** May other nodes change what is stored? */
    readonly isShared: () => boolean;
    /** Changes that nobody has been told of. @param channels where they are at home */
    readonly onFound: (channels: Iterable<string>) => void;
}

const RECORDS_AT_ONCE = 300;
/** Ends are remembered for answers of changes; whoever asks about earlier ones gets everything. */
const MOST_ENDS = 10_000;
const MOST_PAST = 5;
/** In case a change was missed. */
const REREAD_MS = 600_000;
/** Where other nodes change what is stored; but no more than a twentieth of the time goes into reading. */
const REREAD_SHARED_MS = 3000;
const REREAD_SHARE = 20;

/**
 * All open problems, kept in memory so that a panel opens at once: read from the store when first asked, and kept up to date
 * by what this node stores.
 */
export class Board {
    private readonly shown = new Map<string, Shown>();
    private readonly ends = new Map<string, {readonly change: number; readonly past: readonly Places[]}>();
    private readonly homes = new Set<string>();
    private change = 0;
    /** Changes up to this one are not remembered. */
    private forgotten = 0;
    private reading: Promise<void> | undefined;
    private hasRead = false;
    private nextReadAt = Number.NEGATIVE_INFINITY;
    /** Changed while the store was being read. */
    private touched = new Set<string>();

    constructor(private readonly deps: BoardDeps) {}

    /** Number of the newest change. */
    get newest(): number {
        return this.change;
    }

    /** @throws AppError if the store cannot be read for the first time */
    async ready(): Promise<void> {
        if (!this.hasRead) {
            await this.read();
        } else if (this.deps.clock.monotonic() >= this.nextReadAt) {
            void this.read().catch((error: unknown) =>
                this.deps.logger.warn('The panel could not be compared with the store', {error: asAppError(error)}),
            );
        }
    }

    /** The channels of all problems there are and were. */
    get channels(): ReadonlySet<string> {
        return this.homes;
    }

    entries(): readonly PanelEntry[] {
        return [...this.shown.values()].map(({entry}) => entry);
    }

    /** @returns undefined where not all changes since then are known */
    since(change: number): Changes | undefined {
        if (!(change >= this.forgotten && change <= this.change)) {
            return undefined;
        }
        const later = [...this.shown.values()].filter((shown) => shown.change > change);
        const ended = [...this.ends].filter(([, end]) => end.change > change);
        return {
            changed: later.map(({entry}) => entry),
            left: [
                ...later.filter(({past}) => past.length > 0).map(({entry: {key}, past}) => ({key, past})),
                ...ended.map(([key, {past}]) => ({key, past})),
            ],
        };
    }

    /** A record was stored on this node. @returns the channels in which somebody should be told */
    stored(before: AlertRecord | undefined, after: AlertRecord): readonly string[] {
        const {defaultChannel} = this.deps;
        const [old, entry] = [before && entryOf(before, defaultChannel), entryOf(after, defaultChannel)];
        this.touched.add(after.key);
        this.put(after.key, entry);
        return isSameEntry(old, entry) ? [] : [...(old?.channels ?? []), ...(entry?.channels ?? [])];
    }

    /** @returns where it was and is at home; nothing if it stays as it was */
    private put(key: string, entry: PanelEntry | undefined): readonly string[] {
        const known = this.shown.get(key);
        if (isSameEntry(known?.entry, entry)) {
            return [];
        }
        this.change += 1;
        for (const channel of entry?.channels ?? []) {
            this.homes.add(channel);
        }
        if (entry) {
            this.shown.set(key, {entry, change: this.change, past: pastOf(known, entry)});
            this.ends.delete(key);
        } else if (known) {
            this.shown.delete(key);
            this.ends.set(key, {change: this.change, past: [known.entry, ...known.past]});
            this.forgetEnds();
        }
        return [...(known?.entry.channels ?? []), ...(entry?.channels ?? [])];
    }

    private forgetEnds(): void {
        for (const [key, {change}] of this.ends) {
            if (this.ends.size <= MOST_ENDS) {
                return;
            }
            this.ends.delete(key);
            this.forgotten = change;
        }
    }

    private read(): Promise<void> {
        this.reading ??= this.readNow().finally(() => {
            this.reading = undefined;
        });
        return this.reading;
    }

    private async readNow(): Promise<void> {
        const {store, clock, defaultChannel, isShared, onFound} = this.deps;
        const began = clock.monotonic();
        this.touched = new Set();
        const found = new Set<string>();
        const news = new Set<string>();
        const put = (key: string, entry: PanelEntry | undefined): void => {
            for (const channel of this.touched.has(key) ? [] : this.put(key, entry)) {
                news.add(channel);
            }
        };
        for (const keys of chunksOf(await store.followed(), RECORDS_AT_ONCE)) {
            for (const record of await store.readFollowed(keys)) {
                found.add(record.key);
                put(record.key, entryOf(record, defaultChannel));
            }
        }
        for (const key of [...this.shown.keys()].filter((one) => !found.has(one))) {
            put(key, undefined);
        }
        const took = clock.monotonic() - began;
        this.nextReadAt =
            clock.monotonic() + (isShared() ? Math.max(REREAD_SHARED_MS, took * REREAD_SHARE) : REREAD_MS);
        if (this.hasRead) {
            onFound(news);
        }
        this.hasRead = true;
    }
}

const pastOf = (known: Shown | undefined, {channels}: PanelEntry): readonly Places[] => {
    if (!known) {
        return [];
    }
    const stays = known.entry.channels.every((channel) => channels.includes(channel));
    return (stays ? known.past : [known.entry, ...known.past]).slice(0, MOST_PAST);
};
