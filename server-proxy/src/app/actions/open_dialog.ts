import {renderAckDialog} from '../../domain/action/ack_dialog';
import type {UntilOptions} from '../../domain/action/ack_until';
import type {ActionKind} from '../../domain/action/action_request';
import type {DialogKind, DialogState} from '../../domain/action/action_token';
import {renderCancelDialog} from '../../domain/action/cancel_dialog';
import type {Dialog} from '../../domain/action/dialog';
import {type DowntimeOptions, renderDowntimeDialog} from '../../domain/action/downtime_dialog';
import {type AlertRecord, postOf} from '../../domain/alert/record';
import {AppError} from '../../domain/errors';
import {timeFormat} from '../../domain/post/alert_post';
import {type AppContext, nowSeconds} from '../app_context';
import {languageOf} from '../people/language_of';
import {refuseEarly} from '../people/policy';
import type {ChatUser} from '../posts/chat_port';
import {showAlert} from '../posts/show_alert';
import {whyNot} from './begin_action';

/** Who pressed, and where; the trigger id is Mattermost's permission to open one dialog, for a few seconds. */
interface DialogOpener {
    readonly userId: string;
    readonly channelId: string;
    readonly triggerId: string;
}

/** Asks the person who pressed for what the action needs. Nothing slow may come first: the trigger id lives for seconds. */
export const openDialog = async (
    context: AppContext,
    record: AlertRecord,
    press: DialogOpener,
    kind: DialogKind,
): Promise<void> => {
    refuseIfPointless(context, record, kind);
    const {userId, channelId} = press;
    await refuseEarly(context, record, {userId, action: kind});
    // Mattermost submits it from where it was opened, which for a command's answer is not the post's channel.
    const state = {
        key: record.key,
        nonce: context.nonce(),
        userId,
        postId: postOf(record).postId,
        channelId,
        dialog: kind,
    };
    const dialog = await render(context, record, state, kind);
    await context.chat.openDialog(press.triggerId, context.settings.dialogsUrl, dialog);
};

/** @throws AppError `forbidden`, after refreshing the post: it is out of date if it still offers the button */
export const refuseIfPointless = (context: AppContext, record: AlertRecord, kind: ActionKind): void => {
    const reason = whyNot(record, kind);
    if (reason !== undefined) {
        context.background.start('Refreshing a post', () => showAlert(context, record.key));
        throw new AppError('forbidden', reason);
    }
};

const render = async (
    context: AppContext,
    record: AlertRecord,
    state: DialogState,
    kind: DialogKind,
): Promise<Dialog> => {
    const {ackDefaults: defaults, signingSecrets, timeZone} = context.settings;
    const language = await languageOf(context, state.userId, context.settings.language);
    const options = {language, secret: signingSecrets[0], nowSeconds: nowSeconds(context)};
    switch (kind) {
        case 'acknowledge': {
            const zone = await timeZoneOf(context, state.userId);
            const until = {zone, hasDates: context.hasDialogDates()};
            return renderAckDialog(record, state, {...options, defaults, until});
        }
        case 'cancel_downtime':
            return renderCancelDialog(record, state, {...options, formatTime: timeFormat(language, timeZone)});
        case 'schedule_downtime': {
            const user = await context.chat.user(state.userId);
            return renderDowntimeDialog(record, state, {...options, ...downtimeOptions(context, user)});
        }
    }
};

export const untilOptions = (context: AppContext, user: ChatUser): UntilOptions => ({
    language: user.language ?? context.settings.language,
    zone: zoneOf(context, user),
    nowSeconds: nowSeconds(context),
});

/** That of the posts where Mattermost does not tell: the dialog is opened all the same. */
const timeZoneOf = async (context: AppContext, userId: string): Promise<string> =>
    context.chat.user(userId).then(
        (user) => zoneOf(context, user),
        () => context.settings.timeZone,
    );

const zoneOf = ({settings}: AppContext, {timeZone}: ChatUser): string => timeZone || settings.timeZone;

/** Language and times are the person's, or those of the posts when Mattermost does not know theirs. */
export const downtimeOptions = (context: AppContext, user: ChatUser): DowntimeOptions => ({
    language: user.language ?? context.settings.language,
    defaults: context.settings.ackDefaults,
    presets: context.settings.downtimePresets,
    zone: zoneOf(context, user),
    nowSeconds: nowSeconds(context),
});
