import {type PostContent, type PostOptions, renderAlertPost} from '../domain/alert_post';
import type {AlertRecord} from '../domain/alert_record';
import {asAppError} from '../domain/errors';
import {type AppContext, nowSeconds} from './app_context';

/** Renders a record with the current settings. */
export const renderRecord = (context: AppContext, record: AlertRecord): PostContent =>
    renderAlertPost(record, postOptions(context));

const postOptions = (context: AppContext): PostOptions => {
    const {settings} = context;
    return {
        openitcockpitUrl: settings.openitcockpitUrl,
        linkStyle: settings.linkStyle === 'auto' ? context.detectedLinkStyle() : settings.linkStyle,
        language: settings.language,
        emojis: settings.emojis,
        timeZone: settings.timeZone,
        actions: settings.twoWay
            ? {
                  url: settings.actionsUrl,
                  secret: settings.signingSecrets[0],
                  origin: 'bot',
                  quickReasons: settings.quickReasons,
                  nowSeconds: nowSeconds(context),
              }
            : undefined,
    };
};

/**
 * Makes the post say what the store says. Updates of one post are queued and each reads the newest record, so the last
 * one always wins. A failure is logged: the record stays right, and the next change shows it.
 */
export const showAlert = (context: AppContext, key: string): Promise<void> =>
    context.postQueue.run(key, async () => {
        const record = await context.store.get(key);
        if (!record || record.postId === '') {
            return;
        }
        try {
            await context.chat.updatePost(record.postId, renderRecord(context, record));
        } catch (error) {
            context.logger.error('Post could not be updated', {
                post: record.postId,
                alert: key,
                error: asAppError(error),
            });
        }
    });

/** Adds a line to the thread of an alert's post; best effort. */
export const addThreadLine = async (context: AppContext, record: AlertRecord, line: string): Promise<void> => {
    if (record.postId === '') {
        return;
    }
    try {
        await context.chat.reply({postId: record.postId, channelId: record.channelId}, line);
    } catch (error) {
        context.logger.warn('Thread line could not be written', {post: record.postId, error: asAppError(error)});
    }
};
