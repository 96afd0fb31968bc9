import {isEnd, type PendingAction} from '../../domain/action/action_request';
import {pendingAction, withPending} from '../../domain/action/pending_action';
import type {AppError} from '../../domain/errors';
import {type Said, says, type Texts, textsOf} from '../../domain/texts';
import type {AppContext} from '../app_context';
import {audit} from '../people/audit';
import {languageOf} from '../people/language_of';
import {showAlert} from '../posts/show_alert';
import {type Failure, failed} from './strategy';

/** Queues it until openITCOCKPIT is back; post and person hear of that once. */
export const queueAction = async (
    context: AppContext,
    key: string,
    {id, userId}: Pick<PendingAction, 'id' | 'userId'>,
    why: AppError,
): Promise<void> => {
    const {language} = context.settings;
    const spoken = await languageOf(context, userId, language);
    const because = why.sentence(language);
    const reason = {queuedBecause: because, ...(spoken === language ? {} : {queuedToPerson: why.sentence(spoken)})};
    let isNew = false;
    const record = await context.store.update(key, (current) => {
        const found = pendingAction(current, id);
        if (!current || !found) {
            return current;
        }
        isNew = found.queuedBecause === undefined;
        return isNew ? withPending(current, {...found, ...reason}) : current;
    });
    context.outbox.later();
    const action = pendingAction(record, id);
    if (!record || !action || !isNew) {
        return;
    }
    if (action.bulk) {
        return;
    }
    const {kind} = action.request;
    await audit(context, record, action, {action: kind, result: 'queued', detail: because});
    await showAlert(context, key);
    if (isEnd(action.request)) {
        return;
    }
    const texts = textsOf(spoken).alerts;
    const message = `${texts.queued(texts.yours[kind])}. ${why.sentence(spoken)}`;
    await context.chat.tell(action.userId, action, message, 'warning');
};

/** Nobody waits for the end of an acknowledgement, and nobody would ask for it again: it waits as long as it takes. */
export const isTooOld = (
    context: AppContext,
    {askedAt, request}: Pick<PendingAction, 'askedAt'> & Partial<Pick<PendingAction, 'request'>>,
): boolean => !(request && isEnd(request)) && context.clock.now() - askedAt * 1000 > context.settings.queueMaxAgeMs;

/** It waited too long. @param because why it had to */
export const expired = (context: AppContext, {sentAt}: Pick<PendingAction, 'sentAt'>, because: Said): Failure => {
    const minutes = Math.round(context.settings.queueMaxAgeMs / 60_000);
    const said = (sentence: (texts: Texts['alerts']) => string): Said =>
        says(({alerts}, language) => `${sentence(alerts)} ${because(language)}`.trim());
    return sentAt === undefined
        ? failed(
              'not_sent',
              said((alerts) => alerts.notSentInTime(minutes)),
          )
        : failed(
              'not_confirmed',
              said((alerts) => alerts.perhapsSent(minutes)),
          );
};

/** As it was stored: in the language of the channel, and in that of the person where it is another. */
export const whyQueued =
    ({settings}: AppContext, {queuedBecause = '', queuedToPerson = queuedBecause}: PendingAction): Said =>
    (language) =>
        language === settings.language ? queuedBecause : queuedToPerson;
