import {endingAck, planOf} from '../../domain/action/ack_end';
import type {PendingAction} from '../../domain/action/action_request';
import {openAction, withPending} from '../../domain/action/pending_action';
import type {AckQuestion} from '../../domain/alert/ack_details';
import {type AlertRecord, postOf} from '../../domain/alert/record';
import {type AppContext, nowSeconds} from '../app_context';
import {audit} from '../people/audit';

/** Who an action is of, and with whose rights it is sent. */
export type Actor = Pick<PendingAction, 'userId' | 'username' | 'author' | 'ownKey'>;

/**
 * The end of an acknowledgement has come: its removal is stored, by one compare-and-set, so that neither a restart nor
 * another node loses or repeats it.
 * @returns its id; undefined when there is nothing to remove (any more), or somebody is at it
 */
export const beginEnd = async (context: AppContext, key: string): Promise<string | undefined> => {
    const known = await context.store.get(key);
    const ack = known && endingAck(known);
    if (!ack) {
        return undefined;
    }
    const {userId, username, author} = ack;
    const ownKey = ack.ownKey || (await isConnected(context, userId)) ? {ownKey: true as const} : {};
    const id = context.nonce();
    const record = await context.store.update(key, (current) => {
        const now = nowSeconds(context);
        const isDue = current && endingAck(current)?.at === ack.at && planOf(current, now).steps.includes('remove');
        return current && isDue
            ? withRemoval(current, {id, userId, username, author, ...ownKey}, ack.until, now)
            : current;
    });
    const action = record?.pending?.find((one) => one.id === id);
    if (!record || !action) {
        return undefined;
    }
    await audit(context, record, action, {action: 'remove_acknowledgement', result: 'ended'});
    return id;
};

/** Pure; nothing changes where a removal has been asked for already. @param ends absent: somebody pressed */
export const withRemoval = (
    record: AlertRecord,
    actor: Actor & Pick<PendingAction, 'id'>,
    ends: number | undefined,
    now: number,
): AlertRecord => {
    const {ack} = record;
    if (!ack || openAction(record, 'remove_acknowledgement')) {
        return record;
    }
    const {postId, channelId} = postOf(record);
    const request = {
        kind: 'remove_acknowledgement',
        ackAt: ack.at,
        ...(ends === undefined ? {} : {ends}),
    } as const;
    const next = withPending(record, {...actor, postId, channelId, askedAt: now, attempts: 0, request});
    return {...(ends === undefined ? next : withDecision(next, {decided: 'ended'})), updatedAt: now};
};

/** What was decided about the question, if it has not been decided before. Pure. */
export const withDecision = (
    record: AlertRecord,
    decision: Pick<AckQuestion, 'decided' | 'extendedTo'>,
): AlertRecord =>
    record.question && record.question.decided === undefined
        ? {...record, question: {...record.question, ...decision}}
        : record;

/** One whose key cannot be read any more is connected all the same: the settings' key is not used in its place. */
export const isConnected = async ({vault}: AppContext, userId: string): Promise<boolean> =>
    userId !== '' && (await vault?.read(userId)) !== undefined;
