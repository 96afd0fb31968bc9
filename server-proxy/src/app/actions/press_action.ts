import {ACTION, ACTION_PICK, CHOICE} from '#contract';
import {parseComment} from '../../domain/action/ack_dialog';
import type {AckEnd} from '../../domain/action/ack_until';
import {type ActionToken, isListToken, verifyAction} from '../../domain/action/action_token';
import type {AlertRecord} from '../../domain/alert/record';
import {AppError} from '../../domain/errors';
import {type Said, says} from '../../domain/texts';
import {type AppContext, nowSeconds} from '../app_context';
import {showGraph} from '../details/show_graph';
import {languageOf} from '../people/language_of';
import {allowedUser} from '../people/policy';
import {beginAction} from './begin_action';
import {locateAlert} from './locate_alert';
import {locateListed, pickListed} from './locate_listed';
import {openDialog, refuseIfPointless} from './open_dialog';
import {requireAuthority} from './require_authority';
import {requireTwoWay} from './require_two_way';

/** What Mattermost's server says about a press (PostActionIntegrationRequest). */
export interface ActionPress {
    readonly userId: string;
    readonly postId: string;
    readonly channelId: string;
    readonly triggerId: string;
    /** `context.token`: ours. */
    readonly token: unknown;
    /** `context.selected_option` of a select; any text the client sent. */
    readonly selectedOption: string;
}

/** Sentence for the person who pressed; empty = nothing to say. */
export interface ActionAnswer {
    readonly ephemeralText: string;
}

/**
 * A button of an alert's post was pressed. The dialog is opened before anything slow happens, because its trigger id is
 * valid for seconds only.
 * @throws AppError `bad_signature`, `expired`, `replayed`, `two_way_off`, `unknown_post`, `forbidden`, `mattermost_*`
 */
export const pressAction = async (context: AppContext, press: ActionPress): Promise<ActionAnswer> => {
    const {signingSecrets} = context.settings;
    const isOfList = isListToken(press.token, signingSecrets, nowSeconds(context));
    const token = isOfList ? undefined : verifyAction(press.token, signingSecrets, nowSeconds(context));
    requireTwoWay(context);
    context.replayGuard.use(`press:${press.triggerId}`);
    if (!token) {
        const picked = await pickListed(context, press.userId, press.selectedOption);
        context.metrics.click(ACTION_PICK, 'ok');
        return answer(context, press, [picked]);
    }
    const {record, note} =
        token.origin === 'command'
            ? await locateListed(context, token, press.userId)
            : {
                  record: await locateAlert(context, token, {postId: press.postId, channelId: press.channelId}),
                  note: undefined,
              };
    await requireAuthority(context, record);
    let said: Said | undefined;
    switch (token.action) {
        case ACTION.acknowledge:
            await openDialog(context, record, press, 'acknowledge');
            break;
        case ACTION.quickReason:
            await acknowledgeWith(context, record, press, quickReason(context, press.selectedOption));
            break;
        case ACTION.retry:
            await acknowledgeWith(context, record, press, record.ack?.comment ?? '');
            break;
        case ACTION.removeAcknowledgement:
            said = await remove(context, token, record, press);
            break;
        case ACTION.more:
            said = await choose(context, record, press);
            break;
    }
    context.metrics.click(token.action, 'ok');
    return answer(context, press, [note, said]);
};

const answer = async (
    context: AppContext,
    {userId}: ActionPress,
    said: readonly (Said | undefined)[],
): Promise<ActionAnswer> => {
    const sentences = said.filter((sentence) => sentence !== undefined);
    if (sentences.length === 0) {
        return {ephemeralText: ''};
    }
    const language = await languageOf(context, userId, context.settings.language);
    return {ephemeralText: sentences.map((sentence) => sentence(language)).join(' ')};
};

/** The server does not check a select's value against its options. */
const choose = async (context: AppContext, record: AlertRecord, press: ActionPress): Promise<Said | undefined> => {
    switch (press.selectedOption) {
        case CHOICE.scheduleDowntime:
            await openDialog(context, record, press, 'schedule_downtime');
            return undefined;
        case CHOICE.cancelDowntime:
            await openDialog(context, record, press, 'cancel_downtime');
            return undefined;
        case CHOICE.recheck:
            await recheck(context, record, press, false);
            return undefined;
        case CHOICE.recheckAll:
            await recheck(context, record, press, true);
            return undefined;
        case CHOICE.graph:
            return showGraph(context, record, press);
        default:
            throw new AppError(
                'bad_request',
                says(({actions}) => actions.choiceNotOffered),
            );
    }
};

const recheck = async (
    context: AppContext,
    record: AlertRecord,
    press: ActionPress,
    hostAndServices: boolean,
): Promise<void> => {
    refuseIfPointless(context, record, 'recheck');
    const user = await allowedUser(context, record, {
        userId: press.userId,
        action: 'recheck',
    });
    await beginAction(context, record, user, {kind: 'recheck', hostAndServices});
};

const acknowledgeWith = async (
    context: AppContext,
    record: AlertRecord,
    press: ActionPress,
    comment: string,
): Promise<void> => {
    refuseIfPointless(context, record, 'acknowledge');
    const {ackDefaults, language} = context.settings;
    const user = await allowedUser(context, record, {
        userId: press.userId,
        action: 'acknowledge',
    });
    await beginAction(context, record, user, {
        kind: 'acknowledge',
        comment: parseComment(comment, {...ackDefaults, commentMinLength: 1}, user.language ?? language),
        sticky: record.ack?.sticky ?? ackDefaults.sticky,
        notify: record.ack?.notify ?? ackDefaults.notify,
        hostAndServices: record.ack?.hostAndServices ?? false,
        ...endOf(context, record),
    });
};

/** What is tried again keeps its end, unless that has passed. */
const endOf = (context: AppContext, {ack}: AlertRecord): Partial<AckEnd> =>
    ack?.until !== undefined && ack.until > nowSeconds(context) ? {until: ack.until, lasts: ack.lasts ?? 0} : {};

/** The server does not check a select's value against its options. */
const quickReason = (context: AppContext, chosen: string): string => {
    if (!context.settings.quickReasons.includes(chosen)) {
        throw new AppError(
            'bad_request',
            says(({alerts}) => alerts.reasonNotOffered),
        );
    }
    return chosen;
};

/** @returns what to tell the person */
const remove = async (
    context: AppContext,
    token: ActionToken,
    record: AlertRecord,
    press: ActionPress,
): Promise<Said> => {
    if (record.look !== 'acknowledged' || record.ack?.at !== token.ackAt) {
        throw new AppError(
            'forbidden',
            says(({alerts}) => alerts.notAcknowledged),
        );
    }
    const user = await allowedUser(context, record, {
        userId: press.userId,
        action: 'remove_acknowledgement',
    });
    await beginAction(context, record, user, {kind: 'remove_acknowledgement', ackAt: record.ack.at});
    return says(({alerts}) => alerts.removalQueued);
};
