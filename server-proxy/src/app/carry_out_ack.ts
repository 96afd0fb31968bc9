import {isProblemState} from '#contract';
import {targetIds} from '../domain/alert';
import {subjectOf} from '../domain/alert_post';
import type {AckDetails, AlertRecord} from '../domain/alert_record';
import {type AppError, asAppError} from '../domain/errors';
import {textsOf} from '../domain/texts';
import {ackLine} from '../domain/thread_line';
import {withoutAck} from '../domain/transitions';
import {type AppContext, nowSeconds} from './app_context';
import type {ObjectStatus} from './ports';
import {poll} from './read_back';
import {addThreadLine, showAlert} from './show_alert';

/** How an acknowledgement ended. */
type Outcome =
    | {readonly kind: 'confirmed'}
    | {readonly kind: 'elsewhere'; readonly author: string; readonly comment: string; readonly sticky: boolean}
    | {readonly kind: 'recovered'; readonly status: ObjectStatus}
    | {readonly kind: 'not_confirmed'; readonly sentence: string};

type StoredAck = AlertRecord & {readonly ack: AckDetails};

/**
 * Carries out the acknowledgement a record holds: shows "acknowledging…", looks before it acts, sends the command, reads
 * back until openITCOCKPIT itself says so or the deadline passes, and shows exactly that.
 * @param resumed the command may have been sent before a restart: give it time to arrive before sending it again
 */
export const carryOutAck = async (context: AppContext, key: string, resumed = false): Promise<void> => {
    // Several nodes may find it under way: one carries it out, the others wait, and take it up should that one die.
    for (let isOurTurn = false; !isOurTurn; ) {
        await context.store
            .exclusively(`ack/${key}`, async () => {
                isOurTurn = true;
                await carryOut(context, key, resumed);
            })
            .catch((error: unknown) => {
                if (isOurTurn || asAppError(error).code !== 'busy') {
                    throw error;
                }
            });
    }
};

const carryOut = async (context: AppContext, key: string, resumed: boolean): Promise<void> => {
    const record = await context.store.get(key);
    if (record?.look !== 'acknowledging' || !record.ack) {
        return;
    }
    const started = context.clock.now();
    // The post and openITCOCKPIT do not wait for each other.
    const shown = showAlert(context, key);
    const outcome = await attempt(context, {...record, ack: record.ack}, resumed);
    await shown;
    await finish(context, key, record.ack, outcome);
    const seconds = (context.clock.now() - started) / 1000;
    context.metrics.acknowledgement(outcome.kind);
    context.metrics.acknowledgementSeconds(outcome.kind, seconds);
    context.logger.info('Acknowledgement ended', {
        alert: key,
        outcome: outcome.kind,
        seconds,
        user: record.ack.username,
    });
};

const attempt = async (context: AppContext, record: StoredAck, resumed: boolean): Promise<Outcome> => {
    try {
        const before = await lookFirst(context, record, resumed);
        if (before) {
            return before;
        }
        await send(context, record);
        return await readBack(context, record, context.settings.readBack.deadlineMs);
    } catch (error) {
        const known = asAppError(error);
        context.logger.warn('Acknowledgement not carried out', {alert: record.key, error: known});
        return {kind: 'not_confirmed', sentence: known.message};
    }
};

/** @returns an outcome when there is nothing (more) to send */
const lookFirst = async (context: AppContext, record: StoredAck, resumed: boolean): Promise<Outcome | undefined> => {
    const texts = textsOf(context.settings.language);
    const status = await context.monitoring.readStatus(targetIds(record.alert.target));
    if (status.state === undefined) {
        return {kind: 'not_confirmed', sentence: texts.notMonitored};
    }
    const settled = settledBy(status, record);
    if (settled) {
        return settled;
    }
    if (!status.mayEdit) {
        return {kind: 'not_confirmed', sentence: texts.notEditable(subjectOf(record, texts))};
    }
    if (!resumed) {
        return undefined;
    }
    const late = await readBack(context, record, context.settings.readBack.settleMs);
    return late.kind === 'not_confirmed' ? undefined : late;
};

/** A time-out does not mean that nothing happened: the command may still be executed, so it is read back, not repeated. */
const send = async (context: AppContext, record: StoredAck): Promise<void> => {
    const {author, comment, sticky, notify, hostAndServices} = record.ack;
    try {
        await context.monitoring.acknowledge({
            target: targetIds(record.alert.target),
            author,
            comment,
            sticky,
            notify,
            hostAndServices: hostAndServices && record.alert.target.service === undefined,
        });
    } catch (error) {
        const known: AppError = asAppError(error);
        if (known.code !== 'openitcockpit_timeout') {
            throw known;
        }
        context.logger.warn('openITCOCKPIT did not answer in time; reading back', {alert: record.key});
    }
};

const readBack = async (context: AppContext, record: StoredAck, deadlineMs: number): Promise<Outcome> => {
    const found = await poll(context, deadlineMs, async (last) => {
        const status = await context.monitoring.readStatus(targetIds(record.alert.target));
        const settled = settledBy(status, record);
        // The newest record may be missing, or be one of an earlier problem, for a moment after the flag is set.
        return settled?.kind === 'elsewhere' && !last ? undefined : settled;
    });
    const seconds = Math.round(deadlineMs / 1000);
    return found ?? {kind: 'not_confirmed', sentence: textsOf(context.settings.language).notSeenInTime(seconds)};
};

const settledBy = (status: ObjectStatus, record: StoredAck): Outcome | undefined => {
    if (status.state !== undefined && !isProblemState(status.state)) {
        return {kind: 'recovered', status};
    }
    if (!status.acknowledged) {
        return undefined;
    }
    const {acknowledgement} = status;
    if (acknowledgement && isOurs(acknowledgement, record.ack)) {
        return {kind: 'confirmed'};
    }
    return {
        kind: 'elsewhere',
        author: acknowledgement?.author ?? '?',
        comment: acknowledgement?.comment ?? '',
        sticky: acknowledgement?.sticky ?? true,
    };
};

const isOurs = (found: {author: string; comment: string}, ack: AckDetails): boolean =>
    found.author.trim() === ack.author.trim() && found.comment.trim() === ack.comment.trim();

/** Writes the outcome into record, post and thread, and tells the person who clicked. */
const finish = async (context: AppContext, key: string, ack: AckDetails, outcome: Outcome): Promise<void> => {
    const texts = textsOf(context.settings.language);
    const now = nowSeconds(context);
    let changed = false;
    const record = await context.store.update(key, (current) => {
        changed = current?.look === 'acknowledging';
        return current && changed ? {...concluded(current, ack, outcome, now), updatedAt: now} : current;
    });
    if (!record) {
        return;
    }
    await showAlert(context, key);
    if (changed && record.look === 'acknowledged' && record.ack) {
        await addThreadLine(context, record, ackLine(record.ack, texts));
    }
    const [message, weight] = answerTo(outcome, texts);
    await context.chat.tell(ack.userId, {postId: record.postId, channelId: record.channelId}, message, weight);
};

const concluded = (current: AlertRecord, ack: AckDetails, outcome: Outcome, now: number): AlertRecord => {
    switch (outcome.kind) {
        case 'confirmed':
            return {...withoutAck(current), look: 'acknowledged', ack: {...ack, at: now}};
        case 'elsewhere': {
            const {author, comment, sticky} = outcome;
            const foreign = {author, comment, sticky, userId: '', username: '', via: 'openitcockpit'} as const;
            return {...withoutAck(current), look: 'acknowledged', ack: {...ack, ...foreign, at: now}};
        }
        case 'recovered': {
            const state = outcome.status.state ?? current.alert.state;
            const alert = {...current.alert, state, output: outcome.status.output || current.alert.output};
            return {...withoutAck(current), look: 'recovered', recoveredAt: now, alert};
        }
        case 'not_confirmed':
            return {...current, look: 'not_confirmed', failure: outcome.sentence};
    }
};

const answerTo = (outcome: Outcome, texts: ReturnType<typeof textsOf>): [string, 'info' | 'warning'] => {
    switch (outcome.kind) {
        case 'confirmed':
            return [texts.confirmedToYou, 'info'];
        case 'elsewhere':
            return [texts.acknowledgedElsewhere(outcome.author), 'warning'];
        case 'recovered':
            return [texts.recoveredMeanwhile, 'warning'];
        case 'not_confirmed':
            return [`${texts.notConfirmed}: ${outcome.sentence}`, 'warning'];
    }
};
