import {type AlertRecord, postOf, quietHoursOf, TOLD_NOBODY} from '../../domain/alert/record';
import {type Change, IGNORED, type NotificationResult} from './change_record';

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
