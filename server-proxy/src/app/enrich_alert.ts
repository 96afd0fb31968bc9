import {type Alert, lacksNames, targetIds, withFoundNames} from '../domain/alert';
import {asAppError} from '../domain/errors';
import type {AppContext} from './app_context';
import {withTest} from './test_notification';

/** Fills in what the notification command did not bring: names, author and comment of an acknowledgement, Doctor's word. */
export const enrich = async (context: AppContext, key: string, alert: Alert): Promise<Alert> => {
    const named = await withNames(context, key, alert);
    switch (alert.notificationType) {
        case 'ACKNOWLEDGEMENT':
            return withAcknowledgement(context, named);
        case 'CUSTOM':
            return withTest(context, named);
        default:
            return named;
    }
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
