import {chunksOf} from '../../domain/chunks';
import {entryOf, type PanelEntry} from '../../domain/panel/panel_row';
import type {AlertStore} from '../posts/alert_store';

const RECORDS_AT_ONCE = 400;

/** All open problems as they are stored now, where no board keeps them in memory. @throws AppError when the store is away */
export const openEntries = async (
    store: Pick<AlertStore, 'followed' | 'readFollowed'>,
    defaultChannel: string,
): Promise<readonly PanelEntry[]> => {
    const found: PanelEntry[] = [];
    for (const keys of chunksOf(await store.followed(), RECORDS_AT_ONCE)) {
        const records = await store.readFollowed(keys);
        found.push(...records.flatMap((record) => entryOf(record, defaultChannel) ?? []));
    }
    return found;
};
