import pMap from 'p-map';
import {isBehind} from '../../domain/alert/record';
import {chunksOf} from '../../domain/chunks';
import type {AppContext} from '../app_context';
import {showAlert} from './show_alert';

/** Records in memory at once. */
const PAGE = 400;
const POSTS_AT_ONCE = 4;

/** Shows what posts do not show yet. After a start: a crash may have come between what was stored and its post. */
export const showBehind = async (context: AppContext): Promise<void> => {
    for (const keys of chunksOf(await context.store.followed(), PAGE)) {
        const behind = (await context.store.readFollowed(keys)).filter(isBehind);
        await pMap(behind, ({key}) => showAlert(context, key), {concurrency: POSTS_AT_ONCE});
    }
};
