import {type AppContext, nowSeconds} from './app_context';
import {chunksOf, inParallel} from './in_parallel';
import {showAlert} from './show_alert';

/** Records in memory at once. */
const PAGE = 400;
const POSTS_AT_ONCE = 4;
/** Mattermost, or this machine, may have been away that long. */
const RECENT_SECONDS = 3600;

/**
 * Shows again what changed lately on open alerts. After a start: updates of one post are folded for up to a second, so a crash
 * may have come between what was stored and its post.
 */
export const showRecent = async (context: AppContext): Promise<void> => {
    const since = nowSeconds(context) - RECENT_SECONDS;
    for (const keys of chunksOf(await context.store.open(), PAGE)) {
        const recent = (await context.store.readOpen(keys)).filter(({updatedAt}) => updatedAt >= since);
        await inParallel(POSTS_AT_ONCE, recent, ({key}) => showAlert(context, key));
    }
};
