import type {AlertRecord} from '../../domain/alert/record';
import {asAppError} from '../../domain/errors';
import {mayBeListed} from '../../domain/storm/list_line';
import {
    isStormId,
    NO_STORMS,
    type Storms as State,
    type Storm,
    stormId,
    stormIn,
    withStorm,
} from '../../domain/storm/storm';
import {type AppContext, nowSeconds} from '../app_context';
import type {Route} from '../routing/routing';
import {Soon} from '../soon';
import {Arrivals} from './arrivals';
import {causeIn, isCause, showConsequences} from './causes';
import {Lists} from './lists';
import {showStorm, withNews} from './show_storm';
import type {StormStore} from './storm_store';
import type {Listing, News, StormsPort} from './storms_port';
import {tendLists} from './tend_lists';

const KEPT_MS = 1000;
/** A list is written at most that often, on all nodes together, and soon after the first change. */
const PACE = {delayMs: 300, restMs: 2000};
const TEND_MS = 15_000;

/**
 * Keeps many problems at once from flooding a channel: which of them are shown in the post of a storm, or of the problem that
 * explains them, and what these posts show.
 */
export class Storms implements StormsPort {
    readonly lists: Lists;
    private readonly arrivals: Arrivals;
    private readonly paces = new Map<string, Soon>();
    /** Changed since they were last written. */
    private readonly stale = new Set<string>();
    private readonly news = new Map<string, News>();
    private readonly beginning = new Map<string, Promise<Storm>>();
    private known: {readonly state: State; readonly until: number} | undefined;
    private timer: NodeJS.Timeout | undefined;
    private readonly store: StormStore;

    /** @param context is there from the first call on, but not yet in the constructor */
    constructor(
        private readonly settings: {readonly stormLimit: number},
        ports: Pick<AppContext, 'store' | 'clock'> & {readonly storms?: StormStore | undefined},
        private readonly context: () => AppContext,
    ) {
        this.arrivals = new Arrivals(settings.stormLimit, ports.clock);
        this.lists = new Lists(ports.store, ports.clock, (list) => this.changed(list));
        this.store = ports.storms ?? memoryStorms();
    }

    watch(): void {
        this.timer = setInterval(() => this.inBackground(() => this.tend()), TEND_MS);
        this.timer.unref();
        this.inBackground(() => this.tend());
    }

    rest(): void {
        clearInterval(this.timer);
        for (const pace of this.paces.values()) {
            pace.rest();
        }
    }

    /** Stores what was counted, before the process ends. */
    async flush(): Promise<void> {
        for (const id of [...this.news.keys()]) {
            await withNews(this.context(), id).catch((error: unknown) =>
                this.context().logger.warn('What is new in a storm was not stored', {error: asAppError(error)}),
            );
        }
    }

    /** One turn of what `watch` does: ends what is over, gives posts to what is left, and writes what has changed. */
    async tend(): Promise<void> {
        await this.lists.complete();
        await tendLists(this.context());
        for (const list of [...this.stale]) {
            await this.write(list);
        }
    }

    /** A record has changed. */
    note(record: AlertRecord): void {
        this.lists.note(record);
        const {key} = record;
        if (isCause(record) && this.lists.servicesOf(key).length > 0) {
            this.changed(key);
        }
    }

    /** Is there something new in it that is not stored yet? */
    hasNews(id: string): boolean {
        return this.news.has(id);
    }

    /** For one problem more in this minute? It is taken then. */
    hasRoom(channelId: string): boolean {
        return !this.arrivals.isTooMany(channelId);
    }

    /**
     * Which of these channels show a new problem in a list instead of in a post of its own.
     * @returns by the route's channel
     */
    async listingsOf(record: AlertRecord, routes: readonly Route[]): Promise<ReadonlyMap<string, Listing>> {
        const listings = new Map<string, Listing>();
        if (!mayBeListed(record)) {
            return listings;
        }
        for (const {channel} of routes) {
            const listing = await this.listingIn(record, channel).catch((error: unknown) => {
                // A post too many is better than a problem that nobody sees.
                this.context().logger.warn('Whether a problem is part of a storm is not known', {
                    alert: record.key,
                    error: asAppError(error),
                });
                return undefined;
            });
            if (listing) {
                listings.set(channel, listing);
            }
        }
        return listings;
    }

    /** @returns undefined: it gets a post of its own there */
    async listingIn(record: AlertRecord, channel: string): Promise<Listing | undefined> {
        const context = this.context();
        const channelId = await context.chat.channelId(channel);
        const listedIn = (await causeIn(context, record, channelId)) ?? (await this.stormFor(channelId));
        return listedIn === undefined ? undefined : {channelId, listedIn};
    }

    async all(): Promise<State> {
        const now = this.context().clock.monotonic();
        if (!this.known || this.known.until <= now) {
            this.known = {state: await this.store.read(), until: now + KEPT_MS};
        }
        return this.known.state;
    }

    async find(id: string): Promise<Storm | undefined> {
        return (await this.update((state) => state)).storms.find((storm) => storm.id === id);
    }

    async update(change: (state: State) => State): Promise<State> {
        const state = await this.store.update(change);
        this.known = {state, until: this.context().clock.monotonic() + KEPT_MS};
        return state;
    }

    /** What is new in it since the last call. */
    takeNews(id: string): News | undefined {
        const news = this.news.get(id);
        this.news.delete(id);
        return news;
    }

    /** It could not be stored. */
    giveBack(id: string, news: News): void {
        const later = this.news.get(id);
        this.news.set(id, {
            count: news.count + (later?.count ?? 0),
            lastNewAt: Math.max(news.lastNewAt, later?.lastNewAt ?? 0),
        });
    }

    /** The list is written soon. */
    changed(list: string): void {
        this.stale.add(list);
        const pace =
            this.paces.get(list) ?? new Soon(() => this.tracked(() => this.write(list)), PACE, this.context().clock);
        this.paces.set(list, pace);
        pace.ask();
    }

    private async stormFor(channelId: string): Promise<string | undefined> {
        if (this.settings.stormLimit === 0) {
            return undefined;
        }
        const on = stormIn(await this.all(), channelId);
        if (!on && !this.arrivals.isTooMany(channelId)) {
            return undefined;
        }
        const {id} = on ?? (await this.begin(channelId));
        this.giveBack(id, {count: 1, lastNewAt: nowSeconds(this.context())});
        return id;
    }

    /** Once in a cluster: the first node's counts. */
    private begin(channelId: string): Promise<Storm> {
        const running =
            this.beginning.get(channelId) ?? this.announce(channelId).finally(() => this.beginning.delete(channelId));
        this.beginning.set(channelId, running);
        return running;
    }

    private async announce(channelId: string): Promise<Storm> {
        const context = this.context();
        const now = nowSeconds(context);
        const begun: Storm = {
            id: stormId(context.nonce()),
            channelId,
            postId: '',
            again: 0,
            since: now,
            lastNewAt: now,
            total: 0,
            moved: 0,
        };
        const state = await this.update((current) => withStorm(current, begun));
        const storm = stormIn(state, channelId) ?? begun;
        context.logger.info('A storm began', {channel: channelId, storm: storm.id, isOurs: storm.id === begun.id});
        return storm;
    }

    private tracked(work: () => Promise<void>): Promise<void> {
        return new Promise((done) => {
            this.inBackground(() => work().finally(done));
        });
    }

    private async write(list: string): Promise<void> {
        this.stale.delete(list);
        let isWritten = false;
        try {
            isWritten = await (isStormId(list) ? showStorm : showConsequences)(this.context(), list);
        } catch (error) {
            // Mattermost or the store is away: `tend` tries again.
            this.stale.add(list);
            this.context().logger.warn('A list of problems could not be shown', {list, error: asAppError(error)});
            return;
        }
        if (!isWritten) {
            // Another node is at it.
            this.changed(list);
        } else if (!this.stale.has(list) && this.lists.of(list).length === 0) {
            this.paces.delete(list);
        }
    }

    private inBackground(work: () => Promise<void>): void {
        this.context().background.start('Keeping lists of problems', work);
    }
}

const memoryStorms = (): StormStore => {
    let state = NO_STORMS;
    return {
        read: async () => state,
        update: async (change) => {
            state = change(state);
            return state;
        },
    };
};
