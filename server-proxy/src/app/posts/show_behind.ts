import pMap from 'p-map';
import {isBehind} from '../../domain/alert/record';
import {chunksOf} from '../../domain/chunks';
import type {AppContext} from '../app_context';
import {showAlert} from './show_alert';

/** Records in memory at once. */
const PAGE = 400;
const POSTS_AT_ONCE = 4;

/** Updates posts that are behind their records, as a crash between storing and posting leaves them. For a start. */
export const showBehind = async (context: AppContext): Promise<void> => {
    for (const keys of chunksOf(await context.store.followed(), PAGE)) {
        const behind = (await context.store.readFollowed(keys)).filter(isBehind);
        await pMap(behind, ({key}) => showAlert(context, key), {concurrency: POSTS_AT_ONCE});
    }
};
