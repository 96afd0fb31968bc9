import {type AlertRecord, postOf} from '../../domain/alert/record';
import type {AppContext} from '../app_context';
import type {PostRef} from '../posts/chat_port';
import {clearSlot, endIntent, makePost, slotOf} from '../posts/make_post';

/** How an alert gets its post. */
export interface PostPlace {
    /** Marks the post in its signed action contexts. */
    readonly nonce: string;
    /** Our notification command signed the post. */
    readonly signed?: true;
    /**
     * @param record under the key it will be stored with @param replaces nonce of the post whose place it takes
     * @returns its id, empty when that is not known yet @throws AppError
     */
    put(record: AlertRecord, replaces: string): Promise<PostRef>;
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
