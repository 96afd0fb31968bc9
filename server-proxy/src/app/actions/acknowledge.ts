import {isProblemState} from '#contract';
import {targetIds} from '../../domain/alert';
import {subjectOf} from '../../domain/alert_post';
import type {AckDetails, AlertRecord} from '../../domain/alert_record';
import type {PendingAction, RequestOf} from '../../domain/pending_action';
import {type Texts, textsOf} from '../../domain/texts';
import {ackLine} from '../../domain/thread_line';
import {withoutAck} from '../../domain/transitions';
import type {ObjectStatus} from '../ports';
import {type Conclusion, type Failure, failed, isFailure, type Strategy} from './strategy';

type AckOutcome =
    | {readonly result: 'confirmed'}
    | {readonly result: 'elsewhere'; readonly author: string; readonly comment: string; readonly sticky: boolean}
    | {readonly result: 'recovered'; readonly status?: ObjectStatus};

type Ack = PendingAction<RequestOf<'acknowledge'>>;

export const acknowledge: Strategy<RequestOf<'acknowledge'>, AckOutcome> = {
    showsAtOnce: true,

    whyNot(record, texts) {
        switch (record?.look) {
            case undefined:
            case 'info':
            case 'recovered':
                return texts.alreadyRecovered;
            case 'gone':
                return texts.notMonitored;
            case 'acknowledging':
                return texts.alreadyAcknowledging(record.ack?.author ?? '');
            case 'acknowledged':
                return texts.alreadyAcknowledged(record.ack?.author ?? '');
            default:
                return undefined;
        }
    },

    began: (record, action) => ({...withoutAck(record), look: 'acknowledging', ack: detailsOf(action, action.askedAt)}),

    async lookFirst(context, record, action) {
        if (record.look === 'recovered') {
            return {result: 'recovered'};
        }
        const texts = textsOf(context.settings.language);
        const status = await context.monitoring.readStatus(targetIds(record.alert.target));
        if (status.state === undefined) {
            return failed('not_confirmed', texts.notMonitored);
        }
        const settled = settledBy(status, action);
        if (settled || status.mayEdit) {
            return settled;
        }
        return failed('not_confirmed', texts.notEditable(subjectOf(record, texts)));
    },

    send({monitoring}, {alert}, {author, request}) {
        const {comment, sticky, notify, hostAndServices} = request;
        return monitoring.acknowledge({
            target: targetIds(alert.target),
            author,
            comment,
            sticky,
            notify,
            hostAndServices: hostAndServices && alert.target.service === undefined,
        });
    },

    async look(context, record, action, last) {
        const settled = settledBy(await context.monitoring.readStatus(targetIds(record.alert.target)), action);
        // The newest record may be missing, or be one of an earlier problem, for a moment after the flag is set.
        return settled?.result === 'elsewhere' && !last ? undefined : settled;
    },

    notSeen: (texts, seconds) => texts.notSeenInTime(seconds),

    conclude(current, action, outcome, texts, now) {
        const isOurs = current.look === 'acknowledging';
        const record = isOurs ? concluded(current, action, outcome, now) : current;
        const threadLine = isOurs && record.look === 'acknowledged' && record.ack ? ackLine(record.ack, texts) : '';
        return {record, threadLine, ...answerTo(outcome, texts)};
    },
};

const detailsOf = ({author, userId, username, request}: Ack, at: number): AckDetails => {
    const {kind: _kind, ...asked} = request;
    return {...asked, author, userId, username, at, via: 'mattermost'};
};

const settledBy = (status: ObjectStatus, action: Ack): AckOutcome | undefined => {
    if (status.state !== undefined && !isProblemState(status.state)) {
        return {result: 'recovered', status};
    }
    if (!status.acknowledged) {
        return undefined;
    }
    const {acknowledgement} = status;
    if (acknowledgement && isTheSame(acknowledgement, action)) {
        return {result: 'confirmed'};
    }
    return {
        result: 'elsewhere',
        author: acknowledgement?.author ?? '?',
        comment: acknowledgement?.comment ?? '',
        sticky: acknowledgement?.sticky ?? true,
    };
};

const isTheSame = (found: {author: string; comment: string}, {author, request}: Ack): boolean =>
    found.author.trim() === author.trim() && found.comment.trim() === request.comment.trim();

const concluded = (current: AlertRecord, action: Ack, outcome: AckOutcome | Failure, now: number): AlertRecord => {
    const ack = detailsOf(action, now);
    if (isFailure(outcome)) {
        const notSent = outcome.result === 'not_sent' ? {notSent: true as const} : {};
        return {...withoutAck(current), look: 'not_confirmed', failure: outcome.sentence, ...notSent, ack};
    }
    switch (outcome.result) {
        case 'confirmed':
            return {...withoutAck(current), look: 'acknowledged', ack};
        case 'elsewhere': {
            const {result: _result, ...theirs} = outcome;
            const foreign = {...theirs, userId: '', username: '', via: 'openitcockpit'} as const;
            return {...withoutAck(current), look: 'acknowledged', ack: {...ack, ...foreign}};
        }
        case 'recovered': {
            const state = outcome.status?.state ?? current.alert.state;
            const output = outcome.status?.output || current.alert.output;
            return {
                ...withoutAck(current),
                look: 'recovered',
                recoveredAt: now,
                alert: {...current.alert, state, output},
            };
        }
    }
};

const answerTo = (outcome: AckOutcome | Failure, texts: Texts): Pick<Conclusion, 'message' | 'weight'> => {
    if (isFailure(outcome)) {
        const what = outcome.result === 'not_sent' ? texts.notSent : texts.notConfirmed;
        return {message: `${what}: ${outcome.sentence}`, weight: 'warning'};
    }
    switch (outcome.result) {
        case 'confirmed':
            return {message: texts.confirmedToYou, weight: 'info'};
        case 'elsewhere':
            return {message: texts.acknowledgedElsewhere(outcome.author), weight: 'warning'};
        case 'recovered':
            return {message: texts.recoveredMeanwhile, weight: 'warning'};
    }
};
