import {LIMIT} from '#contract';
import type {RequestOf} from '../../domain/action/action_request';
import {type ActionToken, verifyAction} from '../../domain/action/action_token';
import type {AckDetails} from '../../domain/alert/ack_details';
import {AppError, asAppError} from '../../domain/errors';
import {commandText, neutralize} from '../../domain/text';
import {type Said, says} from '../../domain/texts';
import {type AppContext, nowSeconds} from '../app_context';
import {inTime} from '../commands/patience';
import {languageOf} from '../people/language_of';
import {allowedUser} from '../people/policy';
import type {PostRef, ReadPost} from '../posts/chat_port';
import {beginAction, whyNot} from './begin_action';
import {locateAlert} from './locate_alert';
import {requireAuthority} from './require_authority';
import {requireTwoWay} from './require_two_way';

/** Which reply, and who wants it saved, according to Mattermost's server. */
export interface WordsToSave {
    readonly userId: string;
    readonly postId: string;
}

/** What somebody typed in which thread. */
export interface TypedWords {
    readonly userId: string;
    readonly channelId: string;
    /** The post above the thread; empty outside of one. */
    readonly rootId: string;
    /** Empty: their newest reply there. */
    readonly text: string;
}

/**
 * *Save to openITCOCKPIT*: the words of a reply below an acknowledged problem's post replace the comment of its acknowledgement.
 * The person is told below the reply why that cannot be.
 * @throws AppError `forbidden`, `mattermost_*` when even that cannot be told
 */
export const saveWords = async (context: AppContext, wanted: WordsToSave): Promise<void> => {
    const {userId, postId} = wanted;
    const reply = await readable(context, userId, postId);
    const {rootId, channelId} = reply;
    try {
        const root = rootId === '' ? undefined : await context.chat.readPost(rootId);
        await save(context, userId, root && {postId: rootId, root}, () => commentOf(context, userId, reply));
    } catch (error) {
        await tellWhyNot(context, userId, {postId: rootId || postId, channelId}, error);
    }
};

/**
 * The same for words that were typed after a command in the thread, or for the newest reply of whoever typed it.
 * @returns which words are being saved, or that it takes long; how that ends is told in the thread
 * @throws AppError `forbidden` saying why not, `two_way_off`, `mattermost_*`
 */
export const saveTypedWords = async (context: AppContext, typed: TypedWords): Promise<Said> => {
    const saved = saveTyped(context, typed);
    const said = await inTime<Said | undefined>(saved, undefined);
    if (said) {
        return said;
    }
    const {userId, channelId, rootId: postId} = typed;
    context.background.start('Saving typed words', () =>
        saved.catch((error: unknown) => tellWhyNot(context, userId, {postId, channelId}, error)),
    );
    return says(({words}) => words.goesOn);
};

const saveTyped = async (context: AppContext, {userId, rootId, text}: TypedWords): Promise<Said> => {
    if (rootId === '') {
        throw refused(says(({words}) => words.onlyInThread));
    }
    const root = await readable(context, userId, rootId);
    const comment = await save(context, userId, {postId: rootId, root}, async () =>
        text === '' ? newestOf(context, userId, rootId) : typedComment(text),
    );
    return says(({words: {saving}}) => saving(neutralize(comment)));
};

const tellWhyNot = async (context: AppContext, userId: string, below: PostRef, error: unknown): Promise<void> => {
    const known = asAppError(error);
    context.logger.warn('The words of a reply were not saved', {user: userId, error: known});
    const language = await languageOf(context, userId, context.settings.language);
    await context.chat.tell(userId, below, known.sentence(language), 'warning');
};

const refused = (said: Said): AppError => new AppError('forbidden', said);

/** What somebody may not read is not told apart from what is not there. */
const readable = async ({chat}: AppContext, userId: string, postId: string): Promise<ReadPost> => {
    const post = await chat.readPost(postId).catch((error: unknown) => {
        const known = asAppError(error);
        if (known.code === 'mattermost_not_found') {
            return undefined;
        }
        throw known;
    });
    if (!post || !(await chat.mayRead(userId, post.channelId))) {
        throw refused(says(({panel}) => panel.notThere));
    }
    return post;
};

/** The post above a thread, with what stands in it. */
interface Above {
    readonly postId: string;
    readonly root: ReadPost;
}

/** @param above undefined: it is no thread @returns the comment, as it is sent */
const save = async (
    context: AppContext,
    userId: string,
    above: Above | undefined,
    wordsOf: () => Promise<string>,
): Promise<string> => {
    requireTwoWay(context);
    const token = above && tokenIn(context, above.root);
    if (!token) {
        throw refused(says(({words}) => words.notBelowAlert));
    }
    const record = await locateAlert(context, token, {postId: above.postId, channelId: above.root.channelId});
    await requireAuthority(context, record);
    const reason = whyNot(record, 'replace_comment');
    if (reason || !record.ack) {
        throw refused(reason ?? says(({words}) => words.notAcknowledged));
    }
    const user = await allowedUser(context, record, {userId, action: 'replace_comment'});
    const comment = await wordsOf();
    await beginAction(context, record, user, {kind: 'replace_comment', comment, ack: kept(record.ack)});
    return comment;
};

const newestOf = async ({threads}: AppContext, userId: string, rootId: string): Promise<string> => {
    const message = await threads?.newestReply(rootId, userId);
    if (message === undefined) {
        throw refused(says(({words}) => words.noReply));
    }
    return ownComment(
        message,
        says(({words}) => words.nothingSaid),
    );
};

const typedComment = (text: string): string =>
    ownComment(
        text,
        says(({words}) => words.nothingTyped),
    );

const ownComment = (text: string, ifEmpty: Said): string => {
    const comment = commandText(text, LIMIT.comment);
    if (comment === '') {
        throw refused(ifEmpty);
    }
    return comment;
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
