import {isSameAck} from '../../domain/alert/acknowledgement';
import {type Alert, lacksNames, targetIds, withFoundNames} from '../../domain/alert/alert';
import type {SeenAck} from '../../domain/alert/observation';
import {asAppError} from '../../domain/errors';
import {readStatus} from '../actions/object_state';
import {poll} from '../actions/read_back';
import type {AppContext} from '../app_context';
import {withTest} from './test_notification';

/** Fills in what the notification command leaves out: names, an acknowledgement's author and comment, Doctor's mark. */
export const enrich = async (context: AppContext, key: string, alert: Alert): Promise<Alert> => {
    if (alert.time === undefined) {
        // It counts as made when it arrived, on openITCOCKPIT's clock.
        await context.monitoring.learnClock();
    }
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
        return withFoundNames(alert, await context.names.of(targetIds(alert.target)));
    } catch (error) {
        context.logger.warn('Names could not be looked up; the post shows UUIDs', {
            alert: key,
            error: asAppError(error),
        });
        return alert;
    }
};

/** The database has it a second or so after the notification. */
const STORED_WITHIN_MS = 2500;

/** The core strips the texts it passes to commands and leaves stickiness out, so they are read from the database. */
const withAcknowledgement = async (context: AppContext, alert: Alert): Promise<Alert> => {
    const read = async (): Promise<SeenAck | undefined> => {
        const {
            status: {acknowledgement},
        } = await readStatus(context, {alert});
        return acknowledgement && isOf(acknowledgement, alert) ? acknowledgement : undefined;
    };
    try {
        // With an author it is complete enough: the next comparison brings the rest.
        const found = (await read()) ?? (alert.author === '' ? await poll(context, STORED_WITHIN_MS, read) : undefined);
        if (!found) {
            return alert;
        }
        const {author, comment, sticky} = found;
        return {...alert, author, comment, sticky};
    } catch (error) {
        context.logger.warn('The acknowledgement could not be read', {error: asAppError(error)});
        return alert;
    }
};

/** Is it the one that was notified, rather than an earlier one? */
const isOf = (found: SeenAck, alert: Alert): boolean =>
    alert.author === ''
        ? alert.time === undefined || !found.at || found.at.latest >= alert.time
        : isSameAck(found, alert);
