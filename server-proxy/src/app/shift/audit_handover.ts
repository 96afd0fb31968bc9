import {namesOf} from '../../domain/action/bulk_action';
import type {AlertRecord} from '../../domain/alert/record';
import {asAppError} from '../../domain/errors';
import type {Handover} from '../../domain/shift/shift_state';
import {type AppContext, nowSeconds} from '../app_context';
import type {AuditEntry} from '../people/audit_log';

/** Characters of names in an entry; the rest is counted. */
const MOST_NAMES = 8000;

/** One entry for all problems that somebody wants to hand over, or somebody has taken over. Best effort. */
export const auditHandover = async (
    context: AppContext,
    {from, to}: Handover,
    result: 'asked' | 'accepted' | 'declined',
    records: readonly AlertRecord[],
): Promise<void> => {
    const [who, other] = result === 'asked' ? [from, to] : [to, from];
    const objects = records.map(({key, alert: {target}}) => ({
        key,
        hostName: target.host.name,
        ...(target.service ? {serviceName: target.service.name} : {}),
    }));
    const entry: AuditEntry = {
        at: nowSeconds(context),
        ...who,
        action: 'hand_over',
        key: '',
        hostName: '',
        objects: namesOf(objects, MOST_NAMES),
        result,
        detail: `@${other.username}`,
        comment: '',
        postId: '',
        channelId: '',
    };
    try {
        await context.audit.record(entry);
    } catch (error) {
        context.logger.error('The audit could not be written', {...entry, error: asAppError(error)});
    }
};
