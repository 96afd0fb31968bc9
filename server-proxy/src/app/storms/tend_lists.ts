import {
    type AlertPost,
    type AlertRecord,
    changingPost,
    isAnnounced,
    isListed,
    isOpen,
    isPending,
} from '../../domain/alert/record';
import {asAppError} from '../../domain/errors';
import {compareLines, type ListLine} from '../../domain/storm/list_line';
import {changingStorm, isOn, isStormId, type Storm, withoutStorm} from '../../domain/storm/storm';
import {type AppContext, nowSeconds, serverSeconds} from '../app_context';
import {makeFurtherSoon} from '../posts/further_posts';
import {removeDoubles} from './show_storm';
import type {Listing} from './storms_port';

/** Without a new problem for so long, a storm is over. */
const OVER_AFTER_SECONDS = 600;
/** One that does not end makes room for a post that people see. */
const LONGEST_SECONDS = 86_400;
/** What is left of an earlier storm is forgotten, and gets posts of its own. */
const KEPT_SECONDS = 7 * 86_400;
/** What a problem explained is given so long to recover after it. */
const GRACE_SECONDS = 120;

const LOCK = 'tend lists';

/** Ends storms, and gives what is left of them, or is still bad after its cause, a place. One node at a time. */
export const tendLists = async (context: AppContext): Promise<void> => {
    const {storms} = context;
    const known = await storms.update((state) => state);
    if (known.storms.length === 0 && storms.lists.ids().length === 0) {
        return;
    }
    await context.store.unlessBusy(LOCK, async () => {
        await storms.lists.refresh();
        for (const storm of known.storms) {
            await attempt(context, storm.id, () => tendStorm(context, storm));
        }
        const ids = new Set(known.storms.map(({id}) => id));
        for (const list of storms.lists.ids().filter((id) => !ids.has(id))) {
            await attempt(context, list, () =>
                isStormId(list) ? giveOwnPosts(context, list, undefined) : tendCause(context, list),
            );
        }
    });
};

/** One list must not keep the others from being tended. */
const attempt = async ({logger}: AppContext, list: string, work: () => Promise<void>): Promise<void> => {
    try {
        await work();
    } catch (error) {
        logger.warn('A list of problems could not be tended', {list, error: asAppError(error)});
    }
};

const tendStorm = async (context: AppContext, storm: Storm): Promise<void> => {
    const {storms, settings, clock} = context;
    const now = nowSeconds(context);
    if (storm.checkAt !== undefined && storm.checkAt <= clock.now()) {
        await removeDoubles(context, storm);
    }
    if (isOn(storm)) {
        await endIfOver(context, storm, now);
        return;
    }
    if (now - (storm.overAt ?? now) > KEPT_SECONDS) {
        await storms.update((state) => withoutStorm(state, storm.id));
    } else if (storms.lists.of(storm.id).length === 0) {
        storms.changed(storm.id);
    } else if (settings.stormLeft === 'posts') {
        await giveOwnPosts(context, storm.id, storm);
    }
};

const endIfOver = async ({storms, logger}: AppContext, {id, channelId}: Storm, now: number): Promise<void> => {
    const isOver = (storm: Storm) =>
        isOn(storm) &&
        (now - storm.since >= LONGEST_SECONDS ||
            (now - storm.lastNewAt >= OVER_AFTER_SECONDS && !storms.hasNews(storm.id)));
    const {storms: after} = await storms.update((state) =>
        state.storms.some((storm) => storm.id === id && isOver(storm))
            ? changingStorm(state, id, (storm) => ({...storm, overAt: now}))
            : state,
    );
    if (after.some((storm) => storm.id === id && !isOn(storm))) {
        logger.info('A storm is over', {storm: id, channel: channelId});
        storms.changed(id);
    }
};

/** Those that nobody takes care of, the worst first, as many as the channel takes in a minute. */
const giveOwnPosts = async (context: AppContext, list: string, storm: Storm | undefined): Promise<void> => {
    const {storms} = context;
    const left = storms.lists.of(list).filter(({handled}) => handled === 'no' || !storm);
    let moved = 0;
    for (const {key} of left.toSorted(compareLines)) {
        const channelId = storm?.channelId ?? (await channelOf(context, key, list));
        if (channelId === undefined || !storms.hasRoom(channelId)) {
            break;
        }
        moved += (await moveOut(context, key, list, () => undefined)) ? 1 : 0;
    }
    if (moved > 0 && storm) {
        await storms.update((state) => changingStorm(state, list, (known) => ({...known, moved: known.moved + moved})));
    }
};

const channelOf = async ({store}: AppContext, key: string, list: string): Promise<string | undefined> =>
    (await store.get(key))?.posts.find(({listedIn}) => listedIn === list)?.channelId;

/** What is still bad is told as if it were new. */
const tendCause = async (context: AppContext, cause: string): Promise<void> => {
    const {store, storms} = context;
    const record = await store.get(cause);
    if (record && isOpen(record)) {
        return;
    }
    const overSince = record ? Math.max(record.recoveredAt ?? 0, record.updatedAt) : 0;
    if (serverSeconds(context) - overSince < GRACE_SECONDS) {
        return;
    }
    for (const line of storms.lists.of(cause)) {
        await release(context, line, cause);
    }
};

const release = async (context: AppContext, {key}: ListLine, cause: string): Promise<void> => {
    const known = await context.store.get(key);
    if (!known) {
        return;
    }
    const listings = new Map<string, Listing>();
    for (const post of known.posts.filter((one) => isIn(one, cause))) {
        const listing = await context.storms.listingIn(known, post.channelId);
        if (listing && listing.listedIn !== cause) {
            listings.set(post.nonce, listing);
        }
    }
    await moveOut(context, key, cause, ({nonce}) => listings.get(nonce));
};

const isIn = (post: AlertPost, list: string): boolean => isListed(post) && post.listedIn === list;

/**
 * Takes a problem out of a list: it gets posts of its own, or another list shows it.
 * @returns whether it was moved: not while something that was requested of it is under way
 */
const moveOut = async (
    context: AppContext,
    key: string,
    list: string,
    next: (post: AlertPost) => Listing | undefined,
): Promise<boolean> => {
    const since = context.clock.now();
    const placed = (post: AlertPost): AlertPost => {
        const {listedIn: _, ...own} = post;
        return {...own, ...(next(post) ?? {shown: 0, since})};
    };
    let ours: readonly string[] = [];
    const after = await context.store.update(key, (current) => {
        ours = [];
        if (!current || !isOpen(current) || isPending(current)) {
            return current;
        }
        ours = current.posts.filter((post) => isIn(post, list)).map(({nonce}) => nonce);
        return withoutCause(
            changingPost(current, (post) => isIn(post, list), placed),
            list,
        );
    });
    if (after) {
        context.storms.lists.note(after);
        makeFurtherSoon(
            context,
            after,
            after.posts.filter((post) => isAnnounced(post) && ours.includes(post.nonce)),
        );
    }
    return ours.length > 0;
};

const withoutCause = (record: AlertRecord, list: string): AlertRecord => {
    const {cause, ...rest} = record;
    return cause === list ? rest : record;
};
