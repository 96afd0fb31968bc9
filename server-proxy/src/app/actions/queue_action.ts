import {pendingAction, withPending} from '../../domain/action/pending_action';
import type {AppError} from '../../domain/errors';
import {textsOf} from '../../domain/texts';
import type {AppContext} from '../app_context';
import {audit} from '../people/audit';
import {showAlert} from '../posts/show_alert';

/** Queues it until openITCOCKPIT is back; post and person hear of that once. */
export const queueAction = async (context: AppContext, key: string, id: string, why: AppError): Promise<void> => {
    let isNew = false;
    const record = await context.store.update(key, (current) => {
        const found = pendingAction(current, id);
        if (!current || !found) {
            return current;
        }
        isNew = found.queuedBecause === undefined;
        return isNew ? withPending(current, {...found, queuedBecause: why.message}) : current;
    });
    context.outbox.later();
    const action = pendingAction(record, id);
    if (!record || !action || !isNew) {
        return;
    }
    const {kind} = action.request;
    await audit(context, record, action, {action: kind, result: 'queued', detail: why.message});
    await showAlert(context, key);
    const texts = textsOf(context.settings.language).alerts;
    await context.chat.tell(action.userId, action, `${texts.queued(texts.yours[kind])}. ${why.message}`, 'warning');
};
