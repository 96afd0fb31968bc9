import type {ActionKind, ActionRequest, PendingAction} from '../../domain/action/action_request';
import {openAction, withPending} from '../../domain/action/pending_action';
import {type AlertRecord, postOf, seenOn} from '../../domain/alert/record';
import {AppError} from '../../domain/errors';
import {authorOf} from '../../domain/person';
import {type Said, says, type Texts, textsOf} from '../../domain/texts';
import {type AppContext, nowSeconds} from '../app_context';
import {audit} from '../people/audit';
import {connectionOf} from '../people/connections';
import type {ChatUser} from '../posts/chat_port';
import {strategyOf} from '.';
import {takeUp} from './take_up';

/**
 * Accepts an action: stores it first, so that no second click, second person or restart can lose or duplicate it, then
 * carries it out in the background.
 * @param seen the record on the post where it was requested (see `seenOn`)
 * @throws AppError `forbidden` saying why there is nothing to do
 */
export const beginAction = async (
    context: AppContext,
    seen: AlertRecord,
    user: ChatUser,
    request: ActionRequest,
): Promise<void> => {
    const {key} = seen;
    const connection = await connectionOf(context, user.id);
    const asked = {
        id: context.nonce(),
        userId: user.id,
        username: user.username,
        // Their name in openITCOCKPIT, which they cannot change in Mattermost.
        author: authorOf({...user, fullName: connection?.userName || user.fullName}),
        ...(connection ? {ownKey: true as const} : {}),
        askedAt: nowSeconds(context),
        attempts: 0,
        request,
    };
    let refusal: Said | undefined;
    const record = await context.store.update(key, (current) => {
        refusal = whyNot(current, request.kind, request);
        return current && refusal === undefined ? begun(current, asked, seen) : current;
    });
    if (!record || refusal !== undefined) {
        throw new AppError('forbidden', refusal ?? says(({alerts}) => alerts.alreadyRecovered));
    }
    const comment = 'comment' in request ? request.comment : '';
    await audit(context, record, asked, {action: request.kind, result: 'asked', comment}, postOf(seen));
    context.background.start('An action', () => takeUp(context, key, asked.id, true));
};

const begun = (
    record: AlertRecord,
    asked: Omit<PendingAction, 'postId' | 'channelId'>,
    seen: AlertRecord,
): AlertRecord => {
    // Its post may have been replaced meanwhile: then the action is begun on the one that is there.
    const {postId, channelId} = postOf(seenOn(record, ({postId}) => postId === postOf(seen).postId) ?? record);
    const action = {...asked, postId, channelId};
    const began = strategyOf(action.request.kind)?.began?.(record, action) ?? record;
    return {...withPending(began, action), updatedAt: action.askedAt};
};

/** @returns why this cannot be requested (any more); undefined when it can */
export const whyNot = (
    record: AlertRecord | undefined,
    kind: ActionKind,
    request?: ActionRequest,
): Said | undefined => {
    const already = openAction(record, kind);
    const reasonIn = (texts: Texts): string | undefined =>
        strategyOf(kind)?.whyNot(record, texts, request) ?? (already && texts.alerts.alreadyRequested(already.author));
    return reasonIn(textsOf('en')) === undefined ? undefined : says((texts) => reasonIn(texts) ?? '');
};
