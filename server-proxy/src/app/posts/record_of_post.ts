import type {AlertRecord} from '../../domain/alert/record';
import type {AlertStore} from './alert_store';

/** The record of a post, by its nonce: the next problem of the object may have begun since. */
export const recordOfPost = async (
    store: Pick<AlertStore, 'get'>,
    key: string,
    nonce: string,
): Promise<AlertRecord | undefined> => {
    // Problems with the same id may follow each other in a circle.
    const seen = new Set<string>();
    for (let at: string | undefined = key; at !== undefined && !seen.has(at); ) {
        seen.add(at);
        const record: AlertRecord | undefined = await store.get(at);
        if (record?.posts.some((post) => post.nonce === nonce)) {
            return record;
        }
        at = record?.previous;
    }
    return undefined;
};
