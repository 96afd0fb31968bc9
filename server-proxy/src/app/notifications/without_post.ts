import {type AlertRecord, postOf, quietHoursOf, TOLD_NOBODY} from '../../domain/alert/record';
import type {AppContext} from '../app_context';
import {makeFurtherSoon} from '../posts/further_posts';
import {type Change, IGNORED, type NotificationResult} from './change_record';

/** The list is where everybody sees it. */
export const putInList = async (
    {context, alert}: Change,
    record: AlertRecord,
    replaces: string,
): Promise<NotificationResult> => {
    await context.store.update(record.key, (stored) => {
        const {quiet: _, ...known} = stored && postOf(stored).nonce === replaces ? stored : record;
        return {...known, posts: record.posts};
    });
    await noteListed(context, record.key);
    makeFurtherSoon(context, record);
    const {listedIn} = postOf(record);
    context.logger.info('Alert put in a list', {alert: record.key, type: alert.notificationType, list: listedIn});
    return {outcome: 'created', postId: ''};
};

export const noteListed = async ({store, storms}: AppContext, key: string): Promise<void> => {
    const stored = await store.known(key);
    if (stored) {
        storms.note(stored);
    }
};

/** It is followed, and told when the quiet hours of all that want it end. */
export const collect = async ({context, alert}: Change, record: AlertRecord): Promise<NotificationResult> => {
    const [subscription = ''] = postOf(record).subscriptions ?? [];
    await context.store.update(record.key, () => ({...record, quiet: quietHoursOf(subscription)}));
    const facts = {alert: record.key, type: alert.notificationType, subscription};
    context.logger.info('Alert collected in quiet hours', facts);
    return IGNORED;
};

/** It is followed, and told once somebody wants it. */
export const tellNobody = async ({context, alert}: Change, record: AlertRecord): Promise<NotificationResult> => {
    await context.store.update(record.key, () => ({...record, quiet: TOLD_NOBODY}));
    context.logger.info('Nobody wants this alert', {alert: record.key, type: alert.notificationType});
    return IGNORED;
};
