import {FIELD} from '#contract';
import {CommentError, parseSubmission} from '../domain/ack_dialog';
import {verifyDialogState} from '../domain/action_token';
import {AppError} from '../domain/errors';
import {textsOf} from '../domain/texts';
import {type AppContext, nowSeconds} from './app_context';
import {beginAction} from './begin_action';
import {allowedUser} from './policy';

/** What Mattermost's server says about a submitted dialog. Only the user id is the server's own word. */
export interface DialogSubmission {
    readonly userId: string;
    readonly channelId: string;
    readonly state: unknown;
    readonly submission: unknown;
}

/** Empty = accepted; the dialog closes. */
export interface DialogAnswer {
    readonly errors?: Readonly<Record<string, string>>;
}

/**
 * The acknowledge dialog was submitted.
 * @returns a sentence for the comment field when the operator must change it
 * @throws AppError `bad_signature`, `expired`, `replayed`, `unknown_post`, `forbidden`, `mattermost_*`
 */
export const submitDialog = async (context: AppContext, sent: DialogSubmission): Promise<DialogAnswer> => {
    const {settings} = context;
    const state = verifyDialogState(sent.state, settings.signingSecrets, nowSeconds(context));
    if (state.userId !== sent.userId || state.channelId !== sent.channelId) {
        throw new AppError('bad_signature', 'This dialog was opened for another person or channel.');
    }
    if (!settings.twoWay) {
        throw new AppError('two_way_off', textsOf(settings.language).twoWayOff);
    }
    const used = `dialog:${state.nonce}`;
    if (context.replayGuard.isUsed(used, context.clock.now())) {
        throw new AppError('replayed', 'This dialog was already submitted once.');
    }
    const record = await context.store.get(state.key);
    if (!record || record.postId !== state.postId) {
        throw new AppError('unknown_post', textsOf(settings.language).replacedByNewer);
    }
    try {
        const request = parseSubmission(sent.submission, settings.ackDefaults, settings.language);
        const user = await allowedUser(context, record, {...sent, action: 'acknowledge'});
        context.replayGuard.use(used, context.clock.now());
        await beginAction(context, state.key, user, {kind: 'acknowledge', ...request});
        return {};
    } catch (error) {
        if (error instanceof CommentError) {
            return {errors: {[FIELD.comment]: error.message}};
        }
        throw error;
    }
};
