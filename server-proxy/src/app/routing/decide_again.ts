import pMap from 'p-map';
import {isOpen, TOLD_NOBODY} from '../../domain/alert/record';
import {asAppError} from '../../domain/errors';
import type {AppContext} from '../app_context';
import {receiveNotification} from '../notifications/receive_notification';
import {postFurther} from '../posts/further_posts';

const AT_ONCE = 4;

/** Facts have been read: alerts for which they were missing get the posts that they should have. */
export const decideAgain = async (context: AppContext): Promise<void> => {
    const decide = async (key: string): Promise<void> => {
        try {
            const record = await context.store.get(key);
            if (record && isOpen(record) && record.quiet === TOLD_NOBODY) {
                await receiveNotification(context, {...record.alert, notificationType: 'PROBLEM'});
            } else if (record) {
                await postFurther(context, record);
            }
        } catch (error) {
            context.logger.warn('Who wants an alert could not be decided again', {
                alert: key,
                error: asAppError(error),
            });
        }
    };
    await pMap(context.routing.takeUndecided(), decide, {concurrency: AT_ONCE});
};
