import pMap from 'p-map';
import {ownedSince} from '../../domain/alert/ack_details';
import type {AlertRecord} from '../../domain/alert/record';
import {chunksOf} from '../../domain/chunks';
import {isOf} from '../../domain/shift/ownership';
import type {AppContext} from '../app_context';
import {visibleTo} from '../people/visible_to';

const RECORDS_AT_ONCE = 400;

/** The open problems that are somebody's: acknowledged or taken over by them. @throws AppError when the store is away */
export const problemsOf = async (
    {store}: Pick<AppContext, 'store'>,
    userId: string,
): Promise<readonly AlertRecord[]> => {
    const found: AlertRecord[] = [];
    for (const keys of chunksOf(await store.followed(), RECORDS_AT_ONCE)) {
        const records = await store.readFollowed(keys);
        found.push(...records.filter((record) => isOf(record, userId)));
    }
    return found;
};

/** What of somebody's problems another person may see. @param until theirs since later does not count, in Unix seconds */
export const problemsFor = async (
    context: AppContext,
    fromId: string,
    toId: string,
    until: number,
): Promise<{readonly seen: readonly AlertRecord[]; readonly unseen: number}> => {
    const [all, sight] = await Promise.all([problemsOf(context, fromId), visibleTo(context, toId)]);
    const meant = all.filter(({ack}) => ack && ownedSince(ack) <= until);
    const isSeen = await pMap(meant, (record) => sight.seesAlert(record), {concurrency: 4});
    const seen = meant.filter((_, at) => isSeen[at]);
    return {seen, unseen: meant.length - seen.length};
};
