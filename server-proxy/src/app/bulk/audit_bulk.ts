import {type BulkAction, type BulkObject, hasFailed, isDone, namesOf} from '../../domain/action/bulk_action';
import type {AppContext} from '../app_context';
import {nowSeconds} from '../app_context';
import type {AuditEntry} from '../people/audit_log';
import {logged} from './bulk_documents';

/** Characters of names in an entry: those of some three hundred objects. The rest is counted. */
const MOST_NAMES = 8000;

/** One entry for all objects when it is asked for, and one when it is over. Best effort, as for single actions. */
export const auditBulk = async (
    context: AppContext,
    {asked, channel, postId = '', kind}: BulkAction,
    objects: readonly BulkObject[],
    isOver: boolean,
): Promise<void> => {
    if (!asked) {
        return;
    }
    const {userId, username, author} = asked.by;
    const entry: AuditEntry = {
        at: nowSeconds(context),
        userId,
        username,
        author,
        action: kind,
        key: '',
        hostName: '',
        objects: namesOf(objects, MOST_NAMES),
        result: isOver ? resultOf(objects) : 'asked',
        detail: isOver ? detailOf(objects) : '',
        comment: 'comment' in asked.request ? asked.request.comment : '',
        postId,
        channelId: postId === '' ? '' : channel,
    };
    try {
        await context.audit.record(entry);
    } catch (error) {
        context.logger.error('The audit could not be written', {...entry, ...logged(error)});
    }
};

const resultOf = (objects: readonly BulkObject[]): string => {
    if (objects.every(isDone)) {
        return 'confirmed';
    }
    return objects.some(isDone) ? 'partly' : 'not_confirmed';
};

const detailOf = (objects: readonly BulkObject[]): string => {
    const failed = objects.filter(hasFailed);
    return failed.length === 0 ? '' : `${failed.length}/${objects.length} ${namesOf(failed, 400)}`;
};
