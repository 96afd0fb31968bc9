import type {PendingAction} from '../../domain/action/action_request';
import {isOfPost, pendingAction, withPending} from '../../domain/action/pending_action';
import type {AlertRecord} from '../../domain/alert/record';
import {AppError, asAppError, type ErrorCode} from '../../domain/errors';
import {type Said, says} from '../../domain/texts';
import {type AppContext, nowSeconds} from '../app_context';
import {showAlert} from '../posts/show_alert';
import {strategyOf} from '.';
import {asRefusalOfKey, commandsFor} from './commands_for';
import {effectOf} from './effect_of';
import {announceEnd, endAction} from './end_action';
import {expired, isTooOld, queueAction, whyQueued} from './queue_action';
import {type Hearing, poll} from './read_back';
import {type Failure, failed, leftToOthers, type Outcome, type Strategy} from './strategy';

/** Failures that may pass by themselves. Any other answer from openITCOCKPIT needs a person. */
const WAITING_HEALS: ReadonlySet<ErrorCode> = new Set([
    'openitcockpit_unreachable',
    'openitcockpit_timeout',
    'openitcockpit_proxy',
    'openitcockpit_queue_down',
    'openitcockpit_failed',
    'openitcockpit_circuit_open',
]);
/** Failures of the store or of Mattermost, not of openITCOCKPIT. The action stays pending and the outbox tries again. */
const OURS = /^(mattermost_.*|internal|busy|shutting_down)$/;

/** `waiting`: openITCOCKPIT would drop the command now. Other actions on the alert need not wait for it. */
export type Carried = 'ended' | 'queued' | 'waiting';

/** What `carry` gives when the command must not be sent yet. */
const WAITING: Outcome = {result: 'waiting'};

/**
 * Carries out an action as far as possible now: checks first, sends the command, reads back until openITCOCKPIT itself
 * confirms it or the deadline passes, and shows exactly that. The caller holds the turn (see take_up.ts).
 */
export const carryOut = async (context: AppContext, key: string, id: string): Promise<Carried> => {
    const record = await context.store.get(key);
    const action = pendingAction(record, id);
    if (!record || !action) {
        return 'ended';
    }
    if (action.ended) {
        await announceEnd(context, key, id);
        return 'ended';
    }
    if (isWaiting(context, action)) {
        return 'waiting';
    }
    const strategy = strategyOf(action.request.kind);
    // Updating the post and sending the command need not wait for each other.
    const isShown = strategy?.showsAtOnce && action.queuedBecause === undefined && action.bulk === undefined;
    const shown = isShown ? showAlert(context, key) : undefined;
    const own = action.ownKey ? {...context, ownKey: true as const} : context;
    const [outcome] = await Promise.all([carry(own, record, action, strategy), shown]);
    if (outcome === undefined) {
        return 'ended';
    }
    if (outcome === WAITING) {
        await showAlert(context, key);
        return 'waiting';
    }
    if (outcome instanceof AppError) {
        await queueAction(context, key, action, outcome);
        return 'queued';
    }
    await endAction(context, key, action, outcome);
    return 'ended';
};

/** @returns an error that may pass with time; undefined when the action has ended */
const carry = async (
    context: AppContext,
    record: AlertRecord,
    action: PendingAction,
    strategy: Strategy | undefined,
): Promise<Outcome | AppError | undefined> => {
    const {kind} = action.request;
    if (!isOfPost(record, action)) {
        return failed(
            'replaced',
            says(({alerts}) => alerts.replaced(alerts.yours[kind])),
        );
    }
    if (!strategy) {
        return failed(
            'not_sent',
            says(({alerts}) => alerts.unknownAction(kind)),
        );
    }
    try {
        const settled = await withoutSending(context, record, action, strategy);
        if (settled) {
            return settled;
        }
        const commands = await commandsFor(context, record, action);
        const sentAt = nowSeconds(context);
        const before = action.before ?? (await strategy.before?.(context, record, action));
        const seen = before === undefined ? {} : {before};
        const sending = await remember(context, record.key, action, {sentAt, attempts: action.attempts + 1, ...seen});
        if (!sending) {
            return undefined;
        }
        // `sentAt` is stored first, so that a crash in between leaves a trace.
        let timeout: AppError | undefined;
        try {
            await strategy.send({monitoring: commands}, record, sending);
        } catch (error) {
            timeout = await notTaken(context, record, action, sending, asAppError(error));
        }
        if (!timeout) {
            // It is not sent again, even if openITCOCKPIT is then away, its database stands still or the handler restarts.
            await remember(context, record.key, sending, {taken: true});
        }
        const {deadlineMs} = context.settings.readBack;
        const readBack = (last: boolean) => strategy.readBack(context, record, sending, last);
        const found = await poll(context, deadlineMs, readBack, hearingOf(context, record, sending, strategy));
        if (!found && timeout) {
            throw timeout;
        }
        return found ?? notSeen(context, strategy);
    } catch (error) {
        return afterFailure(context, record, action, asAppError(error));
    }
};

/** @returns what is known without sending the command; undefined when it is to be sent */
const withoutSending = async (
    context: AppContext,
    record: AlertRecord,
    action: PendingAction,
    strategy: Strategy,
): Promise<Outcome | undefined> => {
    const first = await strategy.checkFirst(context, record, action);
    if (first) {
        return first;
    }
    const late = action.sentAt === undefined ? undefined : await effectOf(context, record, action, strategy);
    if (late && late !== 'none_yet') {
        return late;
    }
    if (action.hung) {
        throw new AppError('openitcockpit_timeout', whyQueued(context, action));
    }
    if (action.taken) {
        return notSeen(context, strategy);
    }
    if (isTooOld(context, action)) {
        return expired(context, action, whyQueued(context, action));
    }
    if (late) {
        throw new AppError(
            'openitcockpit_timeout',
            says(({failures}) => failures.perhapsArrived),
        );
    }
    return (await mustWait(context, record, action, strategy)) ? WAITING : undefined;
};

const notSeen = ({settings}: AppContext, strategy: Strategy): Failure => {
    const seconds = Math.round(settings.readBack.deadlineMs / 1000);
    return failed(
        'not_confirmed',
        says((texts) => strategy.notSeen(texts, seconds)),
    );
};

/** @returns how it ended, or the error that may pass with time @throws AppError when the outbox has to try again */
const afterFailure = async (
    context: AppContext,
    record: AlertRecord,
    action: PendingAction,
    known: AppError,
): Promise<Outcome | AppError> => {
    context.logger.warn('An action could not be carried out', {alert: record.key, error: known});
    const said: Said = (language) => known.sentence(language);
    const heals = WAITING_HEALS.has(known.code);
    if (known.code === 'forbidden') {
        return leftToOthers(action.sentAt === undefined ? 'not_sent' : 'not_confirmed', said);
    }
    if (isTooOld(context, action) && (heals || OURS.test(known.code))) {
        const newest = pendingAction(await context.store.get(record.key), action.id) ?? action;
        return expired(context, newest, said);
    }
    if (heals) {
        return known;
    }
    if (OURS.test(known.code)) {
        throw known;
    }
    return failed('not_confirmed', said);
};

/** What the event stream brings may confirm it before a reading does. */
const hearingOf = (
    context: AppContext,
    {key}: AlertRecord,
    action: PendingAction,
    {heard}: Strategy,
): Hearing<Outcome> | undefined =>
    heard && {
        news: context.news,
        key,
        heard: async () => {
            const current = await context.store.get(key);
            return current && heard(context, current, action);
        },
    };

/**
 * openITCOCKPIT did not take the command.
 * @returns the time-out when it did not answer: it may still execute the command, which is therefore read back and never
 *     sent again
 * @throws AppError for everything else
 */
const notTaken = async (
    context: AppContext,
    record: AlertRecord,
    before: PendingAction,
    action: PendingAction,
    error: AppError,
): Promise<AppError> => {
    const known = asRefusalOfKey(context, action, error);
    if (known.code === 'openitcockpit_timeout') {
        context.logger.warn('openITCOCKPIT did not answer in time; reading back', {alert: record.key});
        await remember(context, record.key, action, {hung: true});
        return known;
    }
    if (known.nothingSent) {
        await remember(context, record.key, action, {sentAt: before.sentAt});
    }
    throw known;
};

type Memory = {
    readonly notBefore?: number;
    readonly waitSeconds?: number;
    readonly before?: string;
    readonly sentAt?: number | undefined;
    readonly attempts?: number;
    readonly hung?: true;
    readonly taken?: true;
};

/** @returns undefined when the action is no longer pending */
const remember = async (
    context: AppContext,
    key: string,
    {id}: PendingAction,
    memory: Memory,
): Promise<PendingAction | undefined> => {
    const record = await context.store.update(key, (current) => {
        const found = pendingAction(current, id);
        return current && found && withPending(current, {...found, ...memory});
    });
    return pendingAction(record, id);
};

/** Stores how long to wait, if at all. Once only: a core that checks all the time would never be asked. */
const mustWait = async (
    context: AppContext,
    record: AlertRecord,
    action: PendingAction,
    strategy: Strategy,
): Promise<boolean> => {
    if (action.notBefore !== undefined || action.sentAt !== undefined) {
        return false;
    }
    const waitSeconds = (await strategy.secondsToWait?.(context, record, action)) ?? 0;
    if (waitSeconds <= 0) {
        return false;
    }
    const before = await strategy.before?.(context, record, action);
    const notBefore = Math.ceil(context.clock.now() / 1000) + waitSeconds;
    const seen = before === undefined ? {} : {before};
    await remember(context, record.key, action, {notBefore, waitSeconds, ...seen});
    return true;
};

const isWaiting = (context: AppContext, {notBefore = 0}: PendingAction): boolean =>
    notBefore * 1000 > context.clock.now();
