import {type ActionKind, type Ended, isEnd, type PendingAction} from '../../domain/action/action_request';
import {isOfPost, pendingAction, withoutPending, withPending} from '../../domain/action/pending_action';
import {isCarrierKey} from '../../domain/alert/alert_key';
import {type AlertRecord, spent} from '../../domain/alert/record';
import type {ThreadLineKind} from '../../domain/post/thread_line';
import {type Language, type Texts, textsOf} from '../../domain/texts';
import {type AppContext, serverSeconds} from '../app_context';
import {audit} from '../people/audit';
import {languageOf} from '../people/language_of';
import {addThreadLine, hasThreadLines, showOrFail} from '../posts/show_alert';
import {strategyOf} from '.';
import {type Conclusion, isFailure, type Outcome} from './strategy';

/** Writes an outcome and its messages into the record, then delivers the messages. */
export const endAction = async (
    context: AppContext,
    key: string,
    action: PendingAction,
    outcome: Outcome,
): Promise<void> => {
    const {language} = context.settings;
    const spoken = await languageOf(context, action.userId, language);
    const now = serverSeconds(context);
    let isEnding = false;
    context.latestReadings.touch(key);
    const ended = await context.store.update(key, (current) => {
        const found = pendingAction(current, action.id);
        isEnding = found !== undefined && found.ended === undefined;
        if (!current || !found || !isEnding) {
            return current;
        }
        const {record, ...words} = conclude(current, found, outcome, {language, now});
        const {message} = spoken === language ? words : conclude(current, found, outcome, {language: spoken, now});
        const threadLine = words.threadLine || lineForChannel(found, outcome, language);
        // A bulk action tells of all its objects itself, in its post.
        const told = found.bulk ? {threadLine: ''} : {message, threadLine};
        const ended = {result: outcome.result, ...words, ...told};
        const next = {...withPending(record, {...found, ended}), updatedAt: now};
        return context.latestReadings.putInto(key, next, now);
    });
    if (ended && isEnding) {
        await account(context, key, action, outcome);
        if (ended.question || ended.ack?.until !== undefined) {
            context.ackEnds.later();
        }
    }
    await announceEnd(context, key, action.id);
};

const conclude = (
    current: AlertRecord,
    action: PendingAction,
    outcome: Outcome,
    {language, now}: {readonly language: Language; readonly now: number},
): Conclusion => {
    const texts = textsOf(language);
    const strategy = isOfPost(current, action) ? strategyOf(action.request.kind) : undefined;
    return (
        strategy?.conclude(current, action, outcome, texts, now) ?? {
            record: current,
            message: isEnd(action.request)
                ? ''
                : isFailure(outcome)
                  ? outcome.sentence(language)
                  : texts.alerts.replacedByNewer,
            weight: 'warning',
            threadLine: '',
        }
    );
};

/**
 * Updates post, thread and person before the action is forgotten, so that what a crash interrupts is repeated.
 * @throws AppError when Mattermost does not take the post now; the outbox tries again
 */
export const announceEnd = async (context: AppContext, key: string, id: string): Promise<void> => {
    const record = await context.store.get(key);
    const action = pendingAction(record, id);
    if (!record || !action?.ended) {
        return;
    }
    if (action.bulk) {
        await context.bulk.note(action.bulk, key, action.ended);
        await showOrFail(context, key);
        await forget(context, key, id);
        return;
    }
    const {weight, threadLine} = action.ended;
    const kind = LINE_KIND[action.request.kind];
    // What went as wished is told once: by the line that everybody sees or, where there is none, to the person.
    const isToldByLine = weight === 'info' && threadLine !== '' && hasThreadLines(context, record, kind);
    await showOrFail(context, key);
    const shown = (await context.store.get(key)) ?? record;
    const spoken = await languageOf(context, action.userId, context.settings.language);
    const message = wordOf(shown, action, action.ended, textsOf(spoken).alerts);
    if (message !== '' && !isToldByLine) {
        await context.chat.tell(action.userId, action, message, weight);
    }
    if (threadLine !== '') {
        await addThreadLine(context, record, threadLine, kind);
    }
    await forget(context, key, id);
};

const forget = async ({store}: AppContext, key: string, id: string): Promise<void> => {
    await store.update(key, (current) => {
        const left = current && pendingAction(current, id) ? withoutPending(current, id) : current;
        return left && left !== current && isCarrierKey(key) ? spent(left) : left;
    });
};

/** The post itself shows only why an acknowledgement failed. */
const lineForChannel = ({request}: PendingAction, outcome: Outcome, language: Language): string =>
    isFailure(outcome) && outcome.asksChannel && request.kind !== 'acknowledge' ? outcome.sentence(language) : '';

/** Newer facts may have arrived while the post was being updated. */
const wordOf = (
    record: AlertRecord,
    {request: {kind}}: PendingAction,
    {result, message}: Ended,
    texts: Texts['alerts'],
): string => {
    if (kind !== 'acknowledge' || (result !== 'recovered' && result !== 'elsewhere')) {
        return message;
    }
    if (record.look === 'recovered') {
        return texts.recoveredMeanwhile;
    }
    return record.look === 'acknowledged' ? message : texts.changedMeanwhile;
};

const account = async (context: AppContext, key: string, action: PendingAction, outcome: Outcome): Promise<void> => {
    const {request, askedAt, username} = action;
    const {result} = outcome;
    const seconds = context.clock.now() / 1000 - askedAt;
    context.metrics.action(request.kind, result);
    context.metrics.actionSeconds(request.kind, result, seconds);
    context.logger.info('An action ended', {alert: key, action: request.kind, result, seconds, user: username});
    const record = action.bulk ? undefined : await context.store.get(key);
    if (record) {
        const detail = isFailure(outcome) ? outcome.sentence(context.settings.language) : '';
        const comment = 'comment' in request ? request.comment : '';
        await audit(context, record, action, {action: request.kind, result, detail, comment}, action);
    }
};

/** The word in the setting THREAD_LINES for each action. */
const LINE_KIND: Readonly<Record<ActionKind, ThreadLineKind>> = {
    acknowledge: 'acknowledgement',
    remove_acknowledgement: 'acknowledgement',
    schedule_downtime: 'downtime',
    cancel_downtime: 'downtime',
    recheck: 'recheck',
    replace_comment: 'acknowledgement',
};
