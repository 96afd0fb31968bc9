import {newBulkAction} from '../../domain/action/bulk_action';
import {renderBulkDialog} from '../../domain/action/bulk_dialog';
import {FieldError} from '../../domain/action/dialog';
import {AppError} from '../../domain/errors';
import {authorOf} from '../../domain/person';
import {digestActions, digestPost} from '../../domain/post/shift_post';
import {PERSON_FIELD, parseHandDialog, renderHandDialog} from '../../domain/shift/hand_dialog';
import {changingHandover, decided} from '../../domain/shift/shift_state';
import {type ShiftToken, verifyHandDialog, verifyShift} from '../../domain/shift/shift_token';
import {neutralize} from '../../domain/text';
import {says, textsOf} from '../../domain/texts';
import {downtimeOptions} from '../actions/open_dialog';
import type {ActionAnswer, ActionPress} from '../actions/press_action';
import {requireOpener} from '../actions/require_opener';
import {requireTwoWay} from '../actions/require_two_way';
import type {DialogAnswer, DialogSubmission} from '../actions/submit_dialog';
import {type AppContext, nowSeconds} from '../app_context';
import type {BulkActions} from '../bulk/bulk_actions';
import {languageOf} from '../people/language_of';
import {whyNeverAllowed} from '../people/policy';
import {auditHandover} from './audit_handover';
import {askHandover} from './hand_over';
import {problemsOf} from './owned_problems';
import {settleHandover} from './settle_handover';
import {actionOptions, makeDigest} from './show_handover';
import {channelViewer, type NamedObject, personViewer, placesOfObject} from './viewer';

type TokenFor<Does extends ShiftToken['does']> = Extract<ShiftToken, {readonly does: Does}>;

/**
 * A button of a hand-over was pressed.
 * @returns undefined when it is another button's
 * @throws AppError `bad_signature`, `expired`, `replayed`, `two_way_off`, `forbidden`, `mattermost_*`
 */
export const pressShift = async (
    context: AppContext,
    bulk: Pick<BulkActions, 'keepShown'>,
    press: ActionPress,
): Promise<ActionAnswer | undefined> => {
    const token = verifyShift(press.token, context.settings.signingSecrets, nowSeconds(context));
    if (!token) {
        return undefined;
    }
    context.replayGuard.use(`press:${press.triggerId}`);
    switch (token.does) {
        case 'post':
            await postHandover(context, token, press);
            break;
        case 'hand':
            await askWhom(context, press);
            break;
        case 'downtime':
            await proposeDowntime(context, bulk, token, press);
            break;
        case 'accept':
        case 'decline':
            await answer(context, token, press);
            break;
    }
    return {ephemeralText: ''};
};

const forbidden = (said: ReturnType<typeof says>): AppError => new AppError('forbidden', said);

const requireMember = async (context: AppContext, userId: string, channelId: string) => {
    const [user, mayAct] = await Promise.all([context.chat.user(userId), context.chat.mayActIn(userId, channelId)]);
    const never = whyNeverAllowed(user);
    if (never !== undefined || !mayAct) {
        throw forbidden(never ?? says(({policy}) => policy.notInChannel));
    }
    return user;
};

/** Everybody in the channel sees what is at home there, not what the person who posts it sees. */
const postHandover = async (context: AppContext, token: TokenFor<'post'>, press: ActionPress): Promise<void> => {
    if (token.userId !== press.userId) {
        throw forbidden(says(({shift}) => shift.notYours));
    }
    const user = await requireMember(context, press.userId, token.channelId);
    const viewer = await channelViewer(context, token.channelId);
    const {text, digest} = await makeDigest(context, viewer, token);
    const by = textsOf(viewer.language).shift.postedBy(neutralize(authorOf(user)));
    const buttons = digestActions(digest, actionOptions(context, viewer.language));
    await context.chat.createPost(token.channelId, digestPost(`${text}\n\n_${by}_`, buttons));
};

/** Nothing slow may come first: the trigger id lives for seconds. */
const askWhom = async (context: AppContext, {userId, channelId, triggerId}: ActionPress): Promise<void> => {
    const {chat, settings} = context;
    const [user, mine] = await Promise.all([chat.user(userId), problemsOf(context, userId)]);
    const never = whyNeverAllowed(user);
    if (never !== undefined || mine.length === 0) {
        throw forbidden(never ?? says(({shift}) => shift.nothingOfYours));
    }
    const dialog = renderHandDialog(
        mine.length,
        {userId, channelId, nonce: context.nonce()},
        {
            language: user.language ?? settings.language,
            secret: settings.signingSecrets[0],
            nowSeconds: nowSeconds(context),
        },
    );
    await chat.openDialog(triggerId, settings.dialogsUrl, dialog);
};

/** The dialog for a downtime of many, with one object, whether or not that has a problem now. */
const proposeDowntime = async (
    context: AppContext,
    bulk: Pick<BulkActions, 'keepShown'>,
    {key, host, service}: TokenFor<'downtime'>,
    {userId, channelId, triggerId}: ActionPress,
): Promise<void> => {
    requireTwoWay(context);
    const {chat, settings} = context;
    const object = {key, host, ...(service === undefined ? {} : {service})};
    const [user, channel] = await Promise.all([chat.user(userId), homeFor(context, userId, object)]);
    const nonce = context.nonce();
    const shown = newBulkAction({id: `shown-${userId}`, kind: 'schedule_downtime', channel, nonce}, [
        {key, hostName: host, ...(service === undefined ? {} : {serviceName: service})},
    ]);
    await bulk.keepShown(shown.head, shown.parts);
    const state = {id: shown.head.id, nonce, siteUrl: '', userId, channelId};
    const options = {...downtimeOptions(context, user), secret: settings.signingSecrets[0]};
    await chat.openDialog(triggerId, settings.dialogsUrl, renderBulkDialog(shown.head, state, options));
};

/** The channel whose members may act on it. @throws AppError `forbidden` when this person sees nothing of it */
const homeFor = async (context: AppContext, userId: string, object: NamedObject): Promise<string> => {
    const [viewer, places] = await Promise.all([personViewer(context, userId), placesOfObject(context, object)]);
    const [isSeen] = await viewer.sees([places]);
    for (const channel of isSeen ? places.channels : []) {
        if (await context.chat.mayActIn(userId, channel)) {
            return channel;
        }
    }
    throw forbidden(says(({panel}) => panel.notThere));
};

/** The first answer counts. */
const answer = async (
    context: AppContext,
    {does, id, userId}: TokenFor<'accept' | 'decline'>,
    press: ActionPress,
): Promise<void> => {
    if (userId !== press.userId) {
        throw forbidden(says(({shift}) => shift.notYours));
    }
    const never = whyNeverAllowed(await context.chat.user(userId));
    if (never !== undefined) {
        throw forbidden(never);
    }
    const decision = does === 'accept' ? 'accepted' : 'declined';
    const now = nowSeconds(context);
    let isFirst = false;
    const {handovers} = await context.shifts.update((state) =>
        changingHandover(state, id, (one) => {
            isFirst = one.decided === undefined;
            return decided(one, decision, now);
        }),
    );
    const handover = handovers.find((one) => one.id === id);
    context.background.start('The answer to a hand-over', () => settleHandover(context, id));
    if (!handover || !isFirst) {
        throw forbidden(says(({shift}) => shift.tooLate));
    }
    if (decision === 'declined') {
        await auditHandover(context, handover, 'declined', []);
    }
};

/**
 * The dialog of a hand-over was submitted.
 * @returns undefined when it is another dialog's
 * @throws AppError `bad_signature`, `expired`, `mattermost_*`
 */
export const submitShift = async (context: AppContext, sent: DialogSubmission): Promise<DialogAnswer | undefined> => {
    const state = verifyHandDialog(sent.state, context.settings.signingSecrets, nowSeconds(context));
    if (!state) {
        return undefined;
    }
    requireOpener(state, sent);
    const language = await languageOf(context, sent.userId, context.settings.language);
    try {
        const to = await context.chat.user(parseHandDialog(sent.submission, language));
        const said = await askHandover(context, sent.userId, to);
        await context.chat.tell(sent.userId, {postId: '', channelId: sent.channelId}, said, 'info');
        return {};
    } catch (error) {
        if (error instanceof FieldError) {
            return {errors: {[error.field]: error.message}};
        }
        if (error instanceof AppError && error.code === 'forbidden') {
            return {errors: {[PERSON_FIELD]: error.sentence(language)}};
        }
        throw error;
    }
};
