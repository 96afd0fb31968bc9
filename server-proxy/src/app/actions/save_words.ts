import {LIMIT} from '#contract';
import type {RequestOf} from '../../domain/action/action_request';
import {type ActionToken, verifyAction} from '../../domain/action/action_token';
import type {AckDetails} from '../../domain/alert/ack_details';
import {AppError, asAppError} from '../../domain/errors';
import {commandText} from '../../domain/text';
import {type Said, says} from '../../domain/texts';
import {type AppContext, nowSeconds} from '../app_context';
import {languageOf} from '../people/language_of';
import {allowedUser} from '../people/policy';
import type {ReadPost} from '../posts/chat_port';
import {beginAction, whyNot} from './begin_action';
import {locateAlert} from './locate_alert';
import {requireAuthority} from './require_authority';
import {requireTwoWay} from './require_two_way';

/** Which reply, and who wants it saved, according to Mattermost's server. */
export interface WordsToSave {
    readonly userId: string;
    readonly postId: string;
}

/**
 * *Save to openITCOCKPIT*: the words of a reply below an acknowledged problem's post replace the comment of its acknowledgement.
 * The person is told below the reply why that cannot be.
 * @throws AppError `mattermost_*` when even that cannot be told
 */
export const saveWords = async (context: AppContext, wanted: WordsToSave): Promise<void> => {
    const reply = await readableReply(context, wanted);
    try {
        await save(context, wanted, reply);
    } catch (error) {
        const known = asAppError(error);
        context.logger.warn('The words of a reply were not saved', {user: wanted.userId, error: known});
        const language = await languageOf(context, wanted.userId, context.settings.language);
        const place = {postId: reply.rootId || wanted.postId, channelId: reply.channelId};
        await context.chat.tell(wanted.userId, place, known.sentence(language), 'warning');
    }
};

const refused = (said: Said): AppError => new AppError('forbidden', said);

/** What somebody may not read is not told apart from what is not there. */
const readableReply = async ({chat}: AppContext, {userId, postId}: WordsToSave): Promise<ReadPost> => {
    const reply = await chat.readPost(postId);
    if (!(await chat.mayRead(userId, reply.channelId))) {
        throw refused(says(({panel}) => panel.notThere));
    }
    return reply;
};

const save = async (context: AppContext, {userId}: WordsToSave, reply: ReadPost): Promise<void> => {
    requireTwoWay(context);
    const token = reply.rootId === '' ? undefined : tokenIn(context, await context.chat.readPost(reply.rootId));
    if (!token) {
        throw refused(says(({words}) => words.notBelowAlert));
    }
    const place = {postId: reply.rootId, channelId: reply.channelId};
    const record = await locateAlert(context, token, place);
    await requireAuthority(context, record);
    const reason = whyNot(record, 'replace_comment');
    if (reason || !record.ack) {
        throw refused(reason ?? says(({words}) => words.notAcknowledged));
    }
    const user = await allowedUser(context, record, {userId, action: 'replace_comment'});
    const comment = await commentOf(context, userId, reply);
    await beginAction(context, record, user, {kind: 'replace_comment', comment, ack: kept(record.ack)});
};

/** The buttons of the alert's post say which alert it is, signed. */
const tokenIn = ({settings, ...context}: AppContext, {props}: ReadPost): ActionToken | undefined => {
    const attachments = Array.isArray(props.attachments) ? (props.attachments as readonly unknown[]) : [];
    for (const action of attachments.flatMap((one) => listOf(one, 'actions'))) {
        const {integration} = action as {integration?: {context?: {token?: unknown}}};
        try {
            const token = verifyAction(integration?.context?.token, settings.signingSecrets, nowSeconds(context));
            if (token.origin !== 'command') {
                return token;
            }
        } catch {
            // A button of something else.
        }
    }
    return undefined;
};

const listOf = (value: unknown, key: string): readonly object[] => {
    const found = (value as Record<string, unknown> | null)?.[key];
    return Array.isArray(found) ? found.filter((one) => typeof one === 'object' && one !== null) : [];
};

/** Of somebody else's words it says whose they are. */
const commentOf = async ({chat}: AppContext, userId: string, reply: ReadPost): Promise<string> => {
    const writer = await chat.user(reply.userId);
    const said = commandText(reply.message, LIMIT.comment);
    if (said === '' || writer.isBot) {
        throw refused(says(({words}) => words.nothingSaid));
    }
    return writer.id === userId ? said : commandText(`${writer.username}: ${said}`, LIMIT.comment);
};

const kept = ({at, sticky, until, lasts}: AckDetails): RequestOf<'replace_comment'>['ack'] => ({
    at,
    sticky,
    ...(until === undefined ? {} : {until}),
    ...(lasts === undefined ? {} : {lasts}),
});
