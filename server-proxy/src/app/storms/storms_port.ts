import type {AlertPost, AlertRecord} from '../../domain/alert/record';
import type {Storm, Storms} from '../../domain/storm/storm';
import type {Route} from '../routing/routing';
import type {Lists} from './lists';

/** What has changed in a storm since its post was last written. */
export interface News {
    readonly count: number;
    readonly lastNewAt: number;
}

/** Where a problem is shown instead of in a post of its own. */
export type Listing = Required<Pick<AlertPost, 'channelId' | 'listedIn'>>;

/** Which problems are shown in lists, and what is known of these lists. */
export interface StormsPort {
    readonly lists: Lists;
    /** A record has changed. */
    note(record: AlertRecord): void;
    /**
     * Which of these channels show a new problem in a list instead of in a post of its own.
     * @returns by the route's channel
     */
    listingsOf(record: AlertRecord, routes: readonly Route[]): Promise<ReadonlyMap<string, Listing>>;
    /** @returns undefined: it gets a post of its own there */
    listingIn(record: AlertRecord, channel: string): Promise<Listing | undefined>;
    find(id: string): Promise<Storm | undefined>;
    /** Compare-and-set. */
    update(change: (state: Storms) => Storms): Promise<Storms>;
    /** The list is written soon. */
    changed(list: string): void;
    /** For one problem more in this minute? It is taken then. */
    hasRoom(channelId: string): boolean;
    /** Is there something new in it that is not stored yet? */
    hasNews(id: string): boolean;
    /** What is new in it since the last call. */
    takeNews(id: string): News | undefined;
    /** It could not be stored. */
    giveBack(id: string, news: News): void;
}
