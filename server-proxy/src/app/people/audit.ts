import {type AlertRecord, postOf} from '../../domain/alert/record';
import {asAppError} from '../../domain/errors';
import {type AppContext, nowSeconds} from '../app_context';
import type {PostRef} from '../posts/chat_port';
import type {AuditEntry, AuditFilter} from './audit_log';

/** Long enough for each of our own sentences; openITCOCKPIT's may be longer. */
const MAX_DETAIL = 500;

type Who = Pick<AuditEntry, 'userId' | 'username' | 'author'>;
type What = Pick<AuditEntry, 'action' | 'result'> & Partial<Pick<AuditEntry, 'detail' | 'comment'>>;

/** Records what somebody did to an alert. Best effort: an entry that cannot be written is logged whole, and stops nothing. */
export const audit = async (
    context: Pick<AppContext, 'audit' | 'logger' | 'clock'>,
    {key, alert: {target}, posts}: Pick<AlertRecord, 'key' | 'alert' | 'posts'>,
    {userId, username, author}: Who,
    {action, result, detail = '', comment = ''}: What,
    {postId, channelId}: PostRef = postOf({posts}),
): Promise<void> => {
    const entry: AuditEntry = {
        at: nowSeconds(context),
        userId,
        username,
        author,
        action,
        key,
        hostName: target.host.name,
        ...(target.service ? {serviceName: target.service.name} : {}),
        result,
        detail: detail.slice(0, MAX_DETAIL),
        comment,
        postId,
        channelId,
    };
    try {
        await context.audit.record(entry);
    } catch (error) {
        context.logger.error('The audit could not be written', {...entry, error: asAppError(error)});
    }
};

/** Is the entry about this host? One about many objects is about those of their hosts that it names. */
export const isAbout = ({hostName, key, objects = ''}: AuditEntry, {host}: AuditFilter): boolean => {
    const wanted = host?.toLowerCase();
    const isNamed = (name: string): boolean => name === wanted || name.startsWith(`${wanted}/`);
    return (
        wanted === undefined ||
        hostName.toLowerCase() === wanted ||
        key.split('/')[0] === wanted ||
        (objects !== '' &&
            objects
                .toLowerCase()
                .replace(/^\d+: /, '')
                .replace(/ … \(\+\d+\)$/, '')
                .split(', ')
                .some(isNamed))
    );
};
