import pMap from 'p-map';
import {alertOf} from '../../domain/alert/found_record';
import {type AppContext, nowSeconds, serverSeconds} from '../app_context';
import type {WatchStore} from '../health/watch_store';
import {receiveNotification} from '../notifications/receive_notification';
import {missedByStream} from '../stream/missed';
import {findMissed} from './find_missed';
import {findUntold, type Untold} from './find_untold';
import {summarize, tellMissed} from './tell_in_one';

/** More at once would flood the channel: they become one post. */
const MOST_POSTS = 10;
const POSTS_AT_ONCE = 4;

/** What a turn has told, counted as it goes. */
export interface FindCounts {
    /** Problems that nobody had told. */
    found: number;
}

interface Turn {
    readonly watchStore: WatchStore;
    readonly counts: FindCounts;
    readonly signal: AbortSignal;
    /** Which of them are to be told. */
    readonly wanted: (untold: readonly Untold[]) => Promise<readonly Untold[]>;
}

/**
 * Posts the open problems that have no post. The first turn ever, and one that finds many, makes one post of them all:
 * announced in the store, so that it is neither forgotten nor made twice.
 * @throws AppError when openITCOCKPIT, Mattermost or the store is away; the next turn goes on
 */
export const catchUpTurn = async (context: AppContext, {watchStore, counts, signal, wanted}: Turn): Promise<void> => {
    const {summary: due, caughtUpAt, lookedAt} = await watchStore.read();
    const candidates = await findUntold(context, due?.nonce);
    // What is in a list was wanted when the list was begun.
    const told = new Set(await wanted(candidates.filter(({isListed}) => !isListed)));
    const untold = candidates.filter((one) => one.isListed || told.has(one));
    const now = serverSeconds(context);
    const missed = await attempt(() => findMissed(context, lookedAt, now));
    counts.found = untold.length;
    missedByStream(context, 'problem', untold.filter((one) => shouldHaveCome(context, one)).length);
    const isFirst = caughtUpAt === undefined;
    const isMany = untold.length > MOST_POSTS || (isFirst && untold.length > 0);
    if (due || (isMany && !(await areListed(context)))) {
        await summarize(context, watchStore, untold, {isFirst, missed: missed.found});
    } else {
        await tellMissed(context, watchStore, missed.found);
        const tell = ({problem}: Untold) => {
            const alert = alertOf(problem, problem.state);
            context.trace.heard(alert, 'catch_up');
            return signal.aborted ? undefined : receiveNotification(context, alert);
        };
        await pMap(untold, tell, {concurrency: POSTS_AT_ONCE});
    }
    if (isFirst) {
        await watchStore.update((state) => ({...state, caughtUpAt: nowSeconds(context)}));
    }
    if ('error' in missed) {
        throw missed.error;
    }
    await endLook(context, watchStore, now);
};

/** Where channels have subscribed, each gets what it wants: a few posts, and the rest in the list of a storm. */
const areListed = async ({routing, settings}: AppContext): Promise<boolean> =>
    settings.stormLimit > 0 && (await routing.isUsed());

/** Under way to its post, or still quiet: told before. */
const shouldHaveCome = ({news}: AppContext, {key, problem}: Untold): boolean =>
    news.covers(problem.stateSince?.earliest) && !news.wasProblemTold(key);

type Attempt<T> = {readonly found?: T | undefined} | {readonly found?: never; readonly error: unknown};

/** What fails here must keep no open problem from its post. */
const attempt = <T>(work: () => Promise<T | undefined>): Promise<Attempt<T>> =>
    work().then(
        (found) => ({found}),
        (error: unknown) => ({error}),
    );

/** What came and went unseen before this is told. */
const endLook = async ({settings}: AppContext, watchStore: WatchStore, lookedAt: number): Promise<void> => {
    if (settings.tellMissed) {
        await watchStore.update(({missed: _, ...state}) => ({...state, lookedAt}));
    }
};
