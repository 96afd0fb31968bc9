import {type AlertPost, type AlertRecord, hasPost} from '../alert/record';
import type {ActionKind, PendingAction} from './action_request';

interface Holder {
    readonly posts: readonly AlertPost[];
    readonly pending?: readonly PendingAction[];
}

export const pendingAction = (record: Holder | undefined, id: string): PendingAction | undefined =>
    record?.pending?.find((action) => action.id === id);

/** What was requested on one of the record's posts, not on an earlier one, and has not ended. */
export const openActions = ({pending = [], ...record}: Holder): readonly PendingAction[] =>
    pending.filter((action) => !action.ended && isOfPost(record, action));

/** Was it requested on one of the record's posts? One of many may have been requested while there was none. */
export const isOfPost = (
    record: Pick<Holder, 'posts'>,
    {postId, bulk}: Pick<PendingAction, 'postId' | 'bulk'>,
): boolean => hasPost(record, postId) || (bulk !== undefined && postId === '');

export const openAction = (record: Holder | undefined, kind: ActionKind): PendingAction | undefined =>
    record && openActions(record).find(({request}) => request.kind === kind);

/** The record as if nothing had been requested. */
export const withoutAnyPending = ({pending: _pending, ...record}: AlertRecord): AlertRecord => record;

/** Adds an action, or replaces the one with its id. */
export const withPending = <T extends Holder>(record: T, action: PendingAction): T => ({
    ...record,
    pending: [...(record.pending ?? []).filter(({id}) => id !== action.id), action],
});

export const withoutPending = (record: AlertRecord, id: string): AlertRecord => {
    const {pending = [], ...rest} = record;
    const left = pending.filter((action) => action.id !== id);
    return left.length === 0 ? rest : {...rest, pending: left};
};

/** A new record takes over what is pending in its predecessor, so that no request vanishes silently. */
export const keepingPending = <T extends Holder>(before: Holder | undefined, next: T): T =>
    before?.pending ? {...next, pending: before.pending} : next;

/** The words that its strategy stored as what it saw before the command was first sent. */
export const seenBefore = ({before = ''}: Pick<PendingAction, 'before'>): string[] => before.split(' ').filter(Boolean);
