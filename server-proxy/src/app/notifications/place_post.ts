import {type AlertPost, type AlertRecord, isAnnounced, isOpen, postOf} from '../../domain/alert/record';
import type {AppContext} from '../app_context';
import {traceKept} from '../explain/trace_posts';
import {announced, announcementIn} from '../posts/further_posts';
import {clearSlot, endIntent, isOfTheChannel, type MadePost, makePost, slotOf} from '../posts/make_post';
import type {Route} from '../routing/routing';
import type {Listing} from '../storms/storms_port';

/** How an alert gets its post. */
export interface PostPlace {
    /** Marks the post in its signed action contexts. */
    readonly nonce: string;
    /** Our notification command signed the post. */
    readonly signed?: true;
    /** Where it is already; absent where we make it. */
    readonly channelId?: string;
    /**
     * @param record under the key it will be stored with @param replaces nonce of the post whose place it takes
     * @returns its id, empty when that is not known yet @throws AppError
     */
    put(record: AlertRecord, replaces: string): Promise<MadePost>;
    /** The record is stored with its post. */
    done(record: AlertRecord): Promise<void>;
}

/** A post of our own. */
export const ownPost = (context: AppContext): PostPlace => ({
    nonce: context.nonce(),
    put: async (record, replaces) => {
        await clearSlot(context, slotOf(record));
        return makePost(context, record, replaces);
    },
    done: (record) => endIntent(context, slotOf(record), postOf(record).nonce),
});

/**
 * The record with the posts that it is to have: the first is the one of `place`, the others are announced in further channels.
 * Where all that want it have quiet hours, all of them are held.
 * @param isToldBefore it had a post, or was told in a list: nobody is disturbed again
 * @returns undefined when nobody wants it
 * @throws AppError when the subscriptions cannot be read
 */
export const routed = async (
    context: AppContext,
    place: PostPlace,
    record: AlertRecord,
    isToldBefore: boolean,
): Promise<AlertRecord | undefined> => {
    const routes = await wakeFirst(context, record, await routesOf(context, place, record));
    const [own, ...others] = routes;
    if (!own) {
        return undefined;
    }
    const listings = await listingsOf(context, record, routes);
    const {wanted} = postOf(record);
    const {nonce, signed} = place;
    const subscriptions = own.subscriptions.map(({id}) => id);
    const first: AlertPost = {
        channelId: own.channel,
        postId: '',
        nonce,
        wanted,
        shown: wanted,
        ...(signed ? {signed} : {}),
        ...(subscriptions.length > 0 ? {subscriptions} : {}),
        ...(listings.get(own.channel) ?? announcementIn(context, record, own)),
    };
    const further = record.posts.slice(1);
    const lacking = others.filter(
        ({channel}) => isLive(record) && further.every(({channelId}) => channelId !== channel),
    );
    const more = announced(context, lacking, record, listings);
    await traceKept(context, record, [first, ...more]);
    const posts = [first, ...further, ...more];
    return {...record, posts: isToldBefore ? posts.map((post) => quietly(record, post)) : posts};
};

/** The post in whose place it comes has called whom it was to call. */
const quietly = (record: AlertRecord, post: AlertPost): AlertPost => {
    const before = record.posts.find(({channelId}) => channelId === post.channelId);
    const {loud: _, ...rest} = post;
    return post.postId === '' && before?.calls ? {...rest, calls: before.calls} : rest;
};

/** Those that a storm, or their cause, shows in a list. What is held joins no storm. */
const listingsOf = async (
    context: AppContext,
    record: AlertRecord,
    routes: readonly Route[],
): Promise<ReadonlyMap<string, Listing>> =>
    isLive(record)
        ? context.storms.listingsOf(
              record,
              routes.filter((route) => !isHeld(context, record, route)),
          )
        : new Map();

const isHeld = (context: AppContext, record: AlertRecord, route: Route): boolean =>
    announcementIn(context, record, route).held !== undefined;

/** Those with quiet hours come last: their posts are held, and the alert's own post is one that is made. */
const wakeFirst = async (
    context: AppContext,
    record: AlertRecord,
    routes: readonly Route[],
): Promise<readonly Route[]> => {
    const awake = routes.filter((route) => !isHeld(context, record, route));
    const held = routes.filter((route) => isHeld(context, record, route));
    const ids = await Promise.all(held.map(({channel}) => context.routing.idOf(channel)));
    return [...awake, ...held.map((route, at) => ({...route, channel: ids[at] ?? route.channel}))];
};

const isLive = (record: AlertRecord): boolean => isOpen(record) || record.look === 'info';

const routesOf = async (
    {routing}: AppContext,
    {channelId}: PostPlace,
    {alert}: AlertRecord,
): Promise<readonly Route[]> => {
    if (channelId === undefined) {
        return (await routing.ofNew(alert)).routes;
    }
    const there = {channel: channelId, subscriptions: []};
    return [there, ...(await routing.furtherOf({alert, posts: [{channelId}]}))];
};

/** Where the alert's own channel is closed to us, the next one takes its place. */
export const putFirst = async (
    place: PostPlace,
    record: AlertRecord,
    replaces: string,
): Promise<{readonly posted: AlertRecord; readonly ref: MadePost}> => {
    try {
        return {posted: record, ref: await place.put(record, replaces)};
    } catch (error) {
        const [first, next, ...others] = record.posts;
        if (!first || !next || !isAnnounced(next) || !isOfTheChannel(error)) {
            throw error;
        }
        const {channelId, subscriptions = [], loud, calls, callsWhenCritical} = next;
        const {loud: _loud, calls: _calls, callsWhenCritical: _critical, ...rest} = first;
        const its = {
            ...(loud ? {loud} : {}),
            ...(calls ? {calls} : {}),
            ...(callsWhenCritical ? {callsWhenCritical} : {}),
        };
        const moved = {...record, posts: [{...rest, ...its, channelId, subscriptions}, ...others]};
        return putFirst(place, moved, replaces);
    }
};
