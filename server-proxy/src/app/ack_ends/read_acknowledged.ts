import {type Acknowledged, acknowledgedOf} from '../../domain/alert/old_acknowledgements';
import type {AlertRecord} from '../../domain/alert/record';
import {chunksOf} from '../../domain/chunks';
import {type AppContext, serverSeconds} from '../app_context';

/** Records in memory at once, besides those that are acknowledged. */
const PAGE = 400;

/**
 * Every acknowledged problem that a post follows, the oldest first: for lists and for the digest of a shift, which tells
 * those with `isOld`. Reads all records that are followed.
 */
export const readAcknowledged = async (context: AppContext): Promise<readonly Acknowledged[]> => {
    const found: AlertRecord[] = [];
    for (const keys of chunksOf(await context.store.followed(), PAGE)) {
        const records = await context.store.readFollowed(keys);
        found.push(...records.filter(({look}) => look === 'acknowledged'));
    }
    return acknowledgedOf(found, context.settings.oldAckDays, serverSeconds(context));
};
