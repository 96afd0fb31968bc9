import {parseSubmission} from '../../domain/action/ack_dialog';
import {parseUntil} from '../../domain/action/ack_until';
import type {ActionRequest} from '../../domain/action/action_request';
import {type DialogKind, verifyDialogState} from '../../domain/action/action_token';
import {parseCancel} from '../../domain/action/cancel_dialog';
import {FieldError, fieldsOf} from '../../domain/action/dialog';
import {parseDowntime} from '../../domain/action/downtime_dialog';
import {seenOn} from '../../domain/alert/record';
import {AppError} from '../../domain/errors';
import {says} from '../../domain/texts';
import {type AppContext, nowSeconds} from '../app_context';
import {allowedUser} from '../people/policy';
import type {ChatUser} from '../posts/chat_port';
import {beginAction} from './begin_action';
import {downtimeOptions, untilOptions} from './open_dialog';
import {requireAuthority} from './require_authority';
import {requireOpener} from './require_opener';
import {requireTwoWay} from './require_two_way';

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
 * One of our dialogs was submitted.
 * @returns a sentence for each field that the operator must change
 * @throws AppError `bad_signature`, `expired`, `replayed`, `unknown_post`, `forbidden`, `mattermost_*`
 */
export const submitDialog = async (context: AppContext, sent: DialogSubmission): Promise<DialogAnswer> => {
    const {settings} = context;
    const state = verifyDialogState(sent.state, settings.signingSecrets, nowSeconds(context));
    requireOpener(state, sent);
    requireTwoWay(context);
    const used = `dialog:${state.nonce}`;
    if (context.replayGuard.isUsed(used)) {
        throw new AppError(
            'replayed',
            says(({alerts}) => alerts.dialogUsed),
        );
    }
    const stored = await context.store.get(state.key);
    const record = stored && seenOn(stored, ({postId}) => postId === state.postId);
    if (!record) {
        throw new AppError(
            'unknown_post',
            says(({alerts}) => alerts.replacedByNewer),
        );
    }
    await requireAuthority(context, record);
    try {
        // Dialogs of earlier versions do not say: there was only one kind.
        const kind = state.dialog ?? 'acknowledge';
        const user = await allowedUser(context, record, {
            userId: sent.userId,
            action: kind,
        });
        const request = requestOf(context, kind, user, sent.submission);
        context.replayGuard.use(used);
        await beginAction(context, record, user, request);
        return {};
    } catch (error) {
        if (error instanceof FieldError) {
            return {errors: {[error.field]: error.message}};
        }
        throw error;
    }
};

/** @throws FieldError */
const requestOf = (context: AppContext, kind: DialogKind, user: ChatUser, submission: unknown): ActionRequest => {
    const {ackDefaults, language} = context.settings;
    const spoken = user.language ?? language;
    switch (kind) {
        case 'acknowledge':
            return {
                kind,
                ...parseSubmission(submission, ackDefaults, spoken),
                ...parseUntil(fieldsOf(submission), untilOptions(context, user)),
            };
        case 'schedule_downtime':
            return {kind, ...parseDowntime(submission, downtimeOptions(context, user))};
        case 'cancel_downtime':
            return {kind, planned: parseCancel(submission)};
    }
};
