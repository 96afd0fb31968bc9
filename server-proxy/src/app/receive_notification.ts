import {type Alert, lacksNames, targetIds, withFoundNames} from '../domain/alert';
import {alertKey} from '../domain/alert_key';
import type {AlertRecord} from '../domain/alert_record';
import {asAppError} from '../domain/errors';
import {textsOf} from '../domain/texts';
import {threadLineOf} from '../domain/thread_line';
import {applyNotification} from '../domain/transitions';
import {type AppContext, nowSeconds} from './app_context';
import {addThreadLine, renderRecord, showAlert} from './show_alert';

export interface NotificationResult {
    readonly outcome: 'created' | 'updated' | 'ignored';
    readonly postId: string;
}

/**
 * Notification → post. Notifications of one object are handled in order, so that parallel ones end in one post.
 * @throws AppError when Mattermost did not take the post (nothing is stored then, so the sender can repeat)
 */
export const receiveNotification = (context: AppContext, alert: Alert): Promise<NotificationResult> => {
    const key = alertKey(targetIds(alert.target));
    return context.alertQueue.run(key, async () => {
        try {
            const complete = await enrich(context, key, alert);
            const result = await context.store.exclusively(key, () => apply(context, key, complete));
            context.metrics.alert(alert.notificationType, result.outcome);
            return result;
        } catch (error) {
            context.metrics.alert(alert.notificationType, 'failed');
            throw error;
        }
    });
};

/** What a notification changes, in record, post and thread. Its caller has the alert to itself. */
export const apply = async (context: AppContext, key: string, alert: Alert): Promise<NotificationResult> => {
    const current = await context.store.get(key);
    const transition = applyNotification(current, alert, context.nonce(), nowSeconds(context));
    if (transition.post === 'create' || isPostless(current, nowSeconds(context))) {
        return createPost(context, transition.record);
    }
    const record = await context.store.update(key, (stored) => {
        const next = stored
            ? applyNotification(stored, alert, transition.record.nonce, nowSeconds(context)).record
            : transition.record;
        return next.postId === '' ? {...next, behind: true} : next;
    });
    if (!record || record.postId === '') {
        return {outcome: 'ignored', postId: ''};
    }
    await showAlert(context, key);
    const line = threadLineOf(current, record, alert, textsOf(context.settings.language));
    if (line !== '') {
        await addThreadLine(context, record, line);
    }
    context.logger.info('Alert updated', {
        alert: key,
        type: alert.notificationType,
        look: record.look,
        post: record.postId,
    });
    return {outcome: 'updated', postId: record.postId};
};

/** A webhook post that was announced but never came: its alert must not be lost. */
export const isPostless = (record: AlertRecord | undefined, now: number): boolean =>
    record?.postId === '' && now - record.updatedAt > POST_COMES_WITHIN_SECONDS;

const POST_COMES_WITHIN_SECONDS = 10;

const createPost = async (context: AppContext, record: AlertRecord): Promise<NotificationResult> => {
    const channel = record.alert.channel || context.settings.defaultChannel;
    const {postId, channelId} = await context.chat.createPost(channel, renderRecord(context, record));
    // A notice about an object that is fine is not a problem to follow: nothing more will happen on its post.
    if (record.look !== 'info') {
        await context.store.update(record.key, () => ({...record, postId, channelId}));
    }
    context.logger.info('Alert posted', {alert: record.key, type: record.alert.notificationType, post: postId});
    return {outcome: 'created', postId};
};

/** Fills in what the notification command did not bring: names, and author and comment of an acknowledgement. */
export const enrich = async (context: AppContext, key: string, alert: Alert): Promise<Alert> => {
    const named = await withNames(context, key, alert);
    return alert.notificationType === 'ACKNOWLEDGEMENT' ? withAcknowledgement(context, named) : named;
};

const withNames = async (context: AppContext, key: string, alert: Alert): Promise<Alert> => {
    if (!lacksNames(alert)) {
        return alert;
    }
    const known = (await context.store.get(key))?.alert.target;
    if (known && known.host.name !== known.host.uuid) {
        return {...alert, target: known};
    }
    try {
        return withFoundNames(alert, await context.monitoring.lookup(targetIds(alert.target)));
    } catch (error) {
        context.logger.warn('Names could not be looked up; the post shows UUIDs', {
            alert: key,
            error: asAppError(error),
        });
        return alert;
    }
};

/** The core strips what it passes to commands, and says nothing of stickiness: it is read where it is stored. */
const withAcknowledgement = async (context: AppContext, alert: Alert): Promise<Alert> => {
    try {
        const {acknowledgement} = await context.monitoring.readStatus(targetIds(alert.target));
        return acknowledgement ? {...alert, ...acknowledgement} : alert;
    } catch (error) {
        context.logger.warn('The acknowledgement could not be read', {error: asAppError(error)});
        return alert;
    }
};
