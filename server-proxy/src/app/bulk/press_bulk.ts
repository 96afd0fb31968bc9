import {hasFailed, isDone} from '../../domain/action/bulk_action';
import {parseBulk, renderBulkDialog} from '../../domain/action/bulk_dialog';
import {type BulkToken, requireSamePerson, verifyBulk, verifyBulkDialog} from '../../domain/action/bulk_token';
import {FieldError} from '../../domain/action/dialog';
import {AppError} from '../../domain/errors';
import {permalink} from '../../domain/post/links';
import {neutralize} from '../../domain/text';
import {says, textsOf} from '../../domain/texts';
import {downtimeOptions} from '../actions/open_dialog';
import type {ActionAnswer, ActionPress} from '../actions/press_action';
import {requireOpener} from '../actions/require_opener';
import {requireTwoWay} from '../actions/require_two_way';
import type {DialogAnswer, DialogSubmission} from '../actions/submit_dialog';
import {type AppContext, nowSeconds} from '../app_context';
import {languageOf} from '../people/language_of';
import {allowedUser} from '../people/policy';
import {standIn} from './begin_object';
import type {BulkActions, BulkWish} from './bulk_actions';
import type {Progress} from './bulk_post';

/**
 * A button of a bulk action was pressed.
 * @returns undefined when it is another button's
 * @throws AppError `bad_signature`, `expired`, `replayed`, `two_way_off`, `forbidden`, `mattermost_*`
 */
export const pressBulk = async (
    context: AppContext,
    bulk: BulkActions,
    press: ActionPress,
): Promise<ActionAnswer | undefined> => {
    const token = verifyBulk(press.token, context.settings.signingSecrets, nowSeconds(context));
    if (!token) {
        return undefined;
    }
    requireTwoWay(context);
    context.replayGuard.use(`press:${press.triggerId}`);
    if (token.does === 'retry') {
        return {ephemeralText: await retry(context, bulk, token.id, press)};
    }
    requireSamePerson(token.userId, press.userId);
    await askFor(context, bulk, token, press);
    return {ephemeralText: ''};
};

/** Its own press, however often it arrives: a later Retry belongs to the bulk action that this one begins. */
const retryOf = (id: string): string => `${id}.r`;

const retry = async (context: AppContext, bulk: BulkActions, id: string, press: ActionPress): Promise<string> => {
    const found = await bulk.progressOf(id);
    const asked = found?.head.asked;
    const failed = found?.objects.filter(hasFailed) ?? [];
    const language = await languageOf(context, press.userId, context.settings.language);
    const texts = textsOf(language).bulk;
    if (!found || !asked || failed.length === 0 || found.head.endedAt === undefined) {
        throw new AppError(
            'forbidden',
            says(({bulk}) => bulk.nothingToRetry),
        );
    }
    const {head, objects} = found;
    const before = {
        objects: head.before?.objects ?? objects.length,
        done: (head.before?.done ?? 0) + objects.filter(isDone).length,
    };
    const {channel, postId, isGuest} = head;
    const {isNew, head: begun} = await bulk.start({
        userId: press.userId,
        objects: failed.map(({result: _result, why: _why, ...object}) => object),
        request: asked.request,
        place: {channel, ...(postId === undefined ? {} : {postId}), ...(isGuest ? {isGuest} : {})},
        once: retryOf(id),
        before,
    });
    return isNew ? texts.retried : texts.alreadyUnderWay(neutralize(begun.asked?.by.author ?? ''));
};

/** Opens the dialog for what the person was shown; nothing slow may come first. */
const askFor = async (context: AppContext, bulk: BulkActions, token: BulkToken, press: ActionPress): Promise<void> => {
    const {head} = await shownTo(bulk, token);
    const user = await context.chat.user(press.userId);
    const {id, nonce = '', siteUrl = ''} = token;
    const state = {id, nonce, siteUrl, userId: press.userId, channelId: press.channelId};
    const dialog = renderBulkDialog(head, state, {
        ...downtimeOptions(context, user),
        secret: context.settings.signingSecrets[0],
    });
    await context.chat.openDialog(press.triggerId, context.settings.dialogsUrl, dialog);
};

/** @throws AppError `forbidden` when the person has been shown something else since */
const shownTo = async (bulk: BulkActions, {id, nonce}: Pick<BulkToken, 'id' | 'nonce'>): Promise<Progress> => {
    const found = await bulk.progressOf(id);
    if (!found || found.head.nonce !== nonce || found.objects.length !== found.head.objects) {
        throw new AppError(
            'forbidden',
            says(({bulk}) => bulk.outOfDate),
        );
    }
    return found;
};

/**
 * The dialog of a bulk action was submitted.
 * @returns undefined when it is another dialog's
 * @throws AppError `bad_signature`, `expired`, `two_way_off`, `forbidden`, `mattermost_*`
 */
export const submitBulk = async (
    context: AppContext,
    bulk: BulkActions,
    sent: DialogSubmission,
): Promise<DialogAnswer | undefined> => {
    const {settings} = context;
    const state = verifyBulkDialog(sent.state, settings.signingSecrets, nowSeconds(context));
    if (!state) {
        return undefined;
    }
    requireOpener(state, sent);
    requireTwoWay(context);
    const {head, objects} = await shownTo(bulk, state);
    const [first] = objects;
    const user = first
        ? await allowedUser(context, standIn(context, first, head.channel), {userId: sent.userId, action: head.kind})
        : await context.chat.user(sent.userId);
    try {
        const request = parseBulk(head.kind, sent.submission, downtimeOptions(context, user));
        const place = {channel: head.channel};
        await begin(context, bulk, {userId: sent.userId, objects, request, place, once: `c-${state.nonce}`}, state);
        return {};
    } catch (error) {
        if (error instanceof FieldError) {
            return {errors: {[error.field]: error.message}};
        }
        throw error;
    }
};

const begin = async (
    context: AppContext,
    bulk: BulkActions,
    wish: BulkWish,
    {channelId, siteUrl}: {readonly channelId: string; readonly siteUrl: string},
): Promise<void> => {
    const {head, isNew} = await bulk.start(wish);
    if (!isNew) {
        const author = neutralize(head.asked?.by.author ?? '');
        throw new AppError(
            'forbidden',
            says(({bulk}) => bulk.alreadyUnderWay(author)),
        );
    }
    const language = await languageOf(context, wish.userId, context.settings.language);
    const message = textsOf(language).bulk.underWay(permalink(siteUrl, head.postId ?? ''));
    await context.chat.tell(wish.userId, {postId: '', channelId}, message, 'info');
};
