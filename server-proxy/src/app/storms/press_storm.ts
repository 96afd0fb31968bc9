import {type AckRequest, parseSubmission} from '../../domain/action/ack_dialog';
import {FieldError} from '../../domain/action/dialog';
import {renderStormDialog} from '../../domain/action/storm_dialog';
import {type StormToken, verifyStorm, verifyStormDialog} from '../../domain/action/storm_token';
import {AppError} from '../../domain/errors';
import type {ListLine} from '../../domain/storm/list_line';
import {changingStorm, type Storm} from '../../domain/storm/storm';
import {type Said, says} from '../../domain/texts';
import type {ActionPress} from '../actions/press_action';
import {requireOpener} from '../actions/require_opener';
import {requireTwoWay} from '../actions/require_two_way';
import type {DialogAnswer, DialogSubmission} from '../actions/submit_dialog';
import {type AppContext, nowSeconds} from '../app_context';
import type {BulkActions} from '../bulk/bulk_actions';
import {languageOf} from '../people/language_of';
import {allowedInChannel} from '../people/policy';
import type {ChatUser} from '../posts/chat_port';
import {showList} from './show_list';

/**
 * A button of a storm's post, or of its list, was pressed.
 * @returns undefined when it is another button
 * @throws AppError `bad_signature`, `expired`, `replayed`, `two_way_off`, `forbidden`, `mattermost_*`
 */
export const pressStorm = async (
    context: AppContext,
    press: ActionPress,
): Promise<{readonly ephemeralText: string} | undefined> => {
    const {signingSecrets} = context.settings;
    const token = verifyStorm(press.token, signingSecrets, nowSeconds(context));
    if (!token) {
        return undefined;
    }
    requireTwoWay(context);
    context.replayGuard.use(`press:${press.triggerId}`);
    const storm = await stormOf(context, token);
    if (token.does === 'list') {
        await allowedInChannel(context, press.userId, storm.channelId, storm.insteadIn);
        await showList(context, storm, press, token.page ?? 1);
        return {ephemeralText: ''};
    }
    await openStormDialog(context, storm, press);
    return {ephemeralText: ''};
};

const stormOf = async (context: AppContext, {id}: Pick<StormToken, 'id'>): Promise<Storm> => {
    const storm = await context.storms.find(id);
    if (!storm) {
        throw new AppError(
            'forbidden',
            says(({storms}) => storms.isGone),
        );
    }
    return storm;
};

/** Nothing slow may come first: the trigger id lives for seconds. */
const openStormDialog = async (context: AppContext, storm: Storm, press: ActionPress): Promise<void> => {
    const {ackDefaults: defaults, signingSecrets, language: spoken, dialogsUrl} = context.settings;
    const {userId, channelId, triggerId} = press;
    await allowedInChannel(context, userId, storm.channelId, storm.insteadIn);
    const left = unhandled(context, storm.id);
    if (left.length === 0) {
        throw new AppError('forbidden', nothingLeft(context, storm.id));
    }
    const language = await languageOf(context, userId, spoken);
    const state = {id: storm.id, channelId, userId, nonce: context.nonce()};
    const options = {language, defaults, secret: signingSecrets[0], nowSeconds: nowSeconds(context)};
    await context.chat.openDialog(triggerId, dialogsUrl, renderStormDialog(left.length, state, options));
};

const nothingLeft = ({storms}: AppContext, id: string): Said =>
    says(({storms: texts}) => (storms.lists.of(id).length === 0 ? texts.nothingOpen : texts.nothingLeft));

const unhandled = ({storms}: AppContext, id: string): readonly ListLine[] =>
    storms.lists.of(id).filter(({handled}) => handled === 'no' || handled === 'downtime');

/**
 * The dialog of a storm was submitted.
 * @returns undefined when it is another dialog
 * @throws AppError `bad_signature`, `expired`, `replayed`, `forbidden`, `mattermost_*`
 */
export const submitStorm = async (
    context: AppContext,
    bulk: Pick<BulkActions, 'start'>,
    sent: DialogSubmission,
): Promise<DialogAnswer | undefined> => {
    const {signingSecrets} = context.settings;
    const state = verifyStormDialog(sent.state, signingSecrets, nowSeconds(context));
    if (!state) {
        return undefined;
    }
    requireOpener(state, sent);
    requireTwoWay(context);
    const used = `dialog:${state.nonce}`;
    if (context.replayGuard.isUsed(used)) {
        throw new AppError(
            'replayed',
            says(({alerts}) => alerts.dialogUsed),
        );
    }
    const storm = await stormOf(context, state);
    const user = await allowedInChannel(context, sent.userId, storm.channelId, storm.insteadIn);
    try {
        const {hostAndServices: _, ...request} = parseSubmission(
            sent.submission,
            context.settings.ackDefaults,
            user.language ?? context.settings.language,
        );
        context.replayGuard.use(used);
        await begin(context, bulk, storm, user, {...request, once: state.nonce});
        return {};
    } catch (error) {
        if (error instanceof FieldError) {
            return {errors: {[error.field]: error.message}};
        }
        throw error;
    }
};

/**
 * One bulk action for all that nobody has acknowledged by now, also what has come since the dialog was opened; what comes later
 * has to be pressed for.
 */
const begin = async (
    context: AppContext,
    bulk: Pick<BulkActions, 'start'>,
    storm: Storm,
    user: ChatUser,
    {once, ...request}: Omit<AckRequest, 'hostAndServices'> & {readonly once: string},
): Promise<void> => {
    await context.storms.lists.refresh();
    const left = unhandled(context, storm.id);
    if (left.length === 0) {
        throw new AppError('forbidden', nothingLeft(context, storm.id));
    }
    const objects = left.map(({key, hostName, serviceName}) => ({
        key,
        hostName,
        ...(serviceName === undefined ? {} : {serviceName}),
    }));
    await bulk.start({
        userId: user.id,
        objects,
        request: {kind: 'acknowledge', ...request},
        place: {channel: storm.channelId},
        once,
    });
    const pressed = {username: user.username, at: nowSeconds(context), count: left.length};
    await context.storms.update((state) => changingStorm(state, storm.id, (known) => ({...known, pressed})));
    context.logger.info('A storm was acknowledged', {storm: storm.id, user: user.username, problems: left.length});
    context.storms.changed(storm.id);
};
