import pMap from 'p-map';
import type {AckRequest} from '../../domain/action/ack_dialog';
import {type AlertRecord, isListed, seenOn} from '../../domain/alert/record';
import {asAppError} from '../../domain/errors';
import {beginAction, whyNot} from '../actions/begin_action';
import type {AppContext} from '../app_context';
import type {ChatUser, PostRef} from '../posts/chat_port';

/** What is asked for, of whom, and where it shows. */
export interface AllAsked {
    /** Keys of their alerts. */
    readonly keys: readonly string[];
    readonly request: Omit<AckRequest, 'hostAndServices'>;
    readonly user: ChatUser;
    readonly post: PostRef;
}

const AT_ONCE = 8;

/**
 * Begins an acknowledgement for each of these problems that still needs one. Each is carried out, confirmed and audited by
 * itself; the storm's post counts them.
 * @returns how many were begun
 */
export const acknowledgeAll = async (context: AppContext, {keys, request, user, post}: AllAsked): Promise<number> => {
    const begin = async (key: string): Promise<boolean> => {
        const record = await context.store.get(key);
        const view = record && seenInList(record, post.channelId);
        if (!view || whyNot(record, 'acknowledge') !== undefined) {
            return false;
        }
        try {
            await beginAction(context, view, user, {kind: 'acknowledge', ...request, hostAndServices: false});
            context.storms.note((await context.store.known(key)) ?? view);
            return true;
        } catch (error) {
            context.logger.warn('A problem of a storm could not be acknowledged', {
                alert: key,
                error: asAppError(error),
            });
            return false;
        }
    };
    const begun = await pMap(keys, begin, {concurrency: AT_ONCE});
    return begun.filter(Boolean).length;
};

const seenInList = (record: AlertRecord, channelId: string): AlertRecord | undefined =>
    seenOn(record, (post) => isListed(post) && post.channelId === channelId) ?? seenOn(record, isListed);
