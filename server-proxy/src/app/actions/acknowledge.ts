import type {PendingAction, RequestOf} from '../../domain/action/action_request';
import {keepingPending, openAction, withoutAnyPending} from '../../domain/action/pending_action';
import type {AckDetails} from '../../domain/alert/ack_details';
import {isSameText, textOf, withConfirmedAck, withoutAck} from '../../domain/alert/acknowledgement';
import {targetIds} from '../../domain/alert/alert';
import type {Moment} from '../../domain/alert/moment';
import {ackAgeOf} from '../../domain/alert/observation';
import type {AlertRecord} from '../../domain/alert/record';
import {observe} from '../../domain/alert/reducer';
import {subjectOf} from '../../domain/post/alert_post';
import {readingLines} from '../../domain/post/thread_line';
import {says, type Texts} from '../../domain/texts';
import {type AppContext, nowSeconds} from '../app_context';
import type {FoundObject} from '../commands/search_port';
import {includesServices, missingIn, type OnHost, onServices, servicesOf} from './host_services';
import {commandedAt, isCertainlySinceCommand, isSinceCommand, type Read, readFor} from './object_state';
import {type Conclusion, type Failure, failed, isFailure, type Strategy} from './strategy';

type AckOutcome =
    /** `at`: when it was given. There is no reading when the core's notification confirmed it. */
    | (OnHost & {readonly read?: Read; readonly at: Moment})
    | {readonly result: 'elsewhere'; readonly read: Read}
    | {readonly result: 'recovered'; readonly read?: Read};

type Ack = PendingAction<RequestOf<'acknowledge'>>;

export const acknowledge: Strategy<RequestOf<'acknowledge'>, AckOutcome> = {
    showsAtOnce: true,

    whyNot(record, {alerts: texts}) {
        if (record?.superseded) {
            return texts.replacedByNewer;
        }
        switch (record?.look) {
            case undefined:
            case 'info':
            case 'recovered':
                return texts.alreadyRecovered;
            case 'gone':
                return texts.notMonitored;
            case 'acknowledging':
                return texts.alreadyAcknowledging(record.ack?.author ?? '');
            case 'acknowledged': {
                const isGoing = openAction(record, 'remove_acknowledgement') !== undefined;
                return (isGoing ? texts.removingNow : texts.alreadyAcknowledged)(record.ack?.author ?? '');
            }
            default:
                return undefined;
        }
    },

    began: (record, action) => ({...withoutAck(record), look: 'acknowledging', ack: detailsOf(action, action.askedAt)}),

    async checkFirst(context, record, action) {
        if (record.look === 'recovered') {
            return {result: 'recovered'};
        }
        if (action.sentAt === undefined && (action.request.until ?? Number.POSITIVE_INFINITY) <= nowSeconds(context)) {
            return failed(
                'not_sent',
                says(({ackEnds}) => ackEnds.overBeforeSent),
            );
        }
        const read = await readFor(context, record);
        const settled = settledBy(context, record, action, read);
        if (!settled && read.status.state === undefined) {
            return failed(
                'not_confirmed',
                says(({alerts}) => alerts.notMonitored),
            );
        }
        if (settled && isConfirmed(settled)) {
            // If services do not show it yet, reading back goes on.
            return withServices(context, record, action, settled, false);
        }
        if (settled || read.status.mayEdit) {
            return settled;
        }
        return failed(
            'not_confirmed',
            says(({alerts}) => alerts.notEditable(subjectOf(record, alerts))),
        );
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

    async readBack(context, record, action, last) {
        const current = await context.store.get(record.key);
        const settled =
            current && isNotified(context, current, action)
                ? confirmed(current.ages.ack?.at ?? commandedAt(context, action))
                : settledBy(context, record, action, await readFor(context, record));
        if (settled && isConfirmed(settled)) {
            return withServices(context, record, action, settled, last);
        }
        // The newest record may be missing, or be one of an earlier problem, for a moment after the flag is set.
        return settled?.result === 'elsewhere' && !last ? undefined : settled;
    },

    async heard(context, current, action) {
        if (!isNotified(context, current, action)) {
            return undefined;
        }
        const onHost = confirmed(current.ages.ack?.at ?? commandedAt(context, action));
        // Services tell of themselves, one by one: they are read.
        return includesServices(current, action) ? undefined : onHost;
    },

    notSeen: ({alerts}, seconds) => alerts.notSeenInTime(seconds),

    conclude(current, action, outcome, texts, now) {
        if (current.look !== 'acknowledging') {
            return {record: current, threadLine: '', ...overtaken(outcome, current, texts.alerts)};
        }
        const record = concluded(current, action, outcome, texts.alerts, now);
        const lines =
            record.look === 'acknowledged' || record.look === 'recovered'
                ? readingLines(current, record, texts.alerts)
                : [];
        const missing = isFailure(outcome) || !isConfirmed(outcome) ? '' : missingIn(outcome, texts);
        const threadLine = [...lines.map(({text}) => text), missing].filter((line) => line !== '').join('\n');
        return {record, threadLine, ...answerTo(outcome, record, texts)};
    },
};

const confirmed = (at: Moment, read?: Read): OnHost & {readonly at: Moment; readonly read?: Read} => ({
    result: 'confirmed',
    at,
    ...(read ? {read} : {}),
});

const isConfirmed = (outcome: AckOutcome): outcome is ReturnType<typeof confirmed> =>
    outcome.result === 'confirmed' || outcome.result === 'partly';

/** openITCOCKPIT passes it on to the services that have a problem at that moment. @returns undefined: not all show it yet */
const withServices = async (
    context: AppContext,
    record: AlertRecord,
    action: Ack,
    onHost: ReturnType<typeof confirmed>,
    last: boolean,
): Promise<AckOutcome | undefined> => {
    if (!includesServices(record, action)) {
        return onHost;
    }
    const services = await servicesOf(context, record, 'problems');
    const shows = ({acknowledged, acknowledgement, stateSince}: FoundObject): boolean | undefined => {
        if (isCertainlySinceCommand(context, action, stateSince)) {
            return undefined;
        }
        const isIts = acknowledgement !== undefined && isTheSame(acknowledgement, action);
        return acknowledged && (isIts || isSinceCommand(context, action, acknowledgement?.at) === true);
    };
    return onServices(onHost, services, shows, last);
};

const detailsOf = ({author, userId, username, ownKey, request, postId}: Ack, at: number): AckDetails => {
    const {kind: _kind, ...asked} = request;
    return {...asked, author, userId, username, at, via: 'mattermost', postId, ...(ownKey ? {ownKey} : {})};
};

/** The record without anything requested here, so that what the reducer makes of it is openITCOCKPIT's view alone. */
const asProblem = (record: AlertRecord): AlertRecord => ({...withoutAnyPending(withoutAck(record)), look: 'problem'});

/**
 * What a reading says about the action. Once the command has been sent only younger facts count; one that cannot be dated
 * may confirm the action, and nothing else.
 */
const settledBy = (context: AppContext, record: AlertRecord, action: Ack, read: Read): AckOutcome | undefined => {
    const {look} = observe(asProblem(record), read.observation);
    if (look === 'recovered') {
        return {result: 'recovered', read};
    }
    const {acknowledged, acknowledgement} = read.status;
    if (!acknowledged) {
        return undefined;
    }
    const isSent = action.sentAt !== undefined;
    const isSince = isSent ? isSinceCommand(context, action, ackAgeOf(read.status)) : look === 'acknowledged';
    if (acknowledgement && isTheSame(acknowledgement, action)) {
        // Until its own record is written, an earlier acknowledgement's may have the same author and comment.
        const isIts = isSent ? isSinceCommand(context, action, acknowledgement.at) : undefined;
        const at = acknowledgement.at ?? commandedAt(context, action);
        return (isIts ?? isSince ?? isSent) ? confirmed(at, read) : undefined;
    }
    return isSince && look === 'acknowledged' ? {result: 'elsewhere', read} : undefined;
};

/** Has the core sent a notification of it, as it does when contacts are to be notified? */
const isNotified = (context: AppContext, {ages: {ack}}: AlertRecord, action: Ack): boolean =>
    ack?.on === true &&
    ack.by === 'core' &&
    isSameText(ack.text, textOf({author: action.author, comment: action.request.comment})) &&
    isSinceCommand(context, action, ack.at) === true;

const isTheSame = (found: {author: string; comment: string}, {author, request}: Ack): boolean =>
    found.author.trim() === author.trim() && found.comment.trim() === request.comment.trim();

const concluded = (
    current: AlertRecord,
    action: Ack,
    outcome: AckOutcome | Failure,
    texts: Texts['alerts'],
    now: number,
): AlertRecord => {
    const ack = detailsOf(action, now);
    const unconfirmed = (failure: string) => ({...withoutAck(current), look: 'not_confirmed' as const, failure, ack});
    if (isFailure(outcome)) {
        return {
            ...unconfirmed(outcome.sentence(texts.language)),
            ...(outcome.result === 'not_sent' ? {notSent: true as const} : {}),
        };
    }
    const {read} = outcome;
    const seen = read ? keepingPending(current, observe(asProblem(current), read.observation)) : current;
    if (isConfirmed(outcome) && seen.look !== 'recovered') {
        return withConfirmedAck(seen, ack, outcome.at);
    }
    // Newer facts may have arrived meanwhile.
    const isStill = seen.look === 'recovered' || seen.look === 'acknowledged';
    return isStill ? seen : unconfirmed(texts.changedMeanwhile);
};

/** Newer facts came first: they are what the post shows. */
const overtaken = (
    outcome: AckOutcome | Failure,
    {look, ack}: AlertRecord,
    texts: Texts['alerts'],
): Pick<Conclusion, 'message' | 'weight'> => {
    if (look === 'recovered') {
        return {message: texts.recoveredMeanwhile, weight: 'warning'};
    }
    if (look === 'acknowledged' && outcome.result !== 'confirmed' && outcome.result !== 'partly') {
        return {message: texts.acknowledgedElsewhere(ack?.author ?? '?'), weight: 'warning'};
    }
    const message = isFailure(outcome) ? outcome.sentence(texts.language) : texts.changedMeanwhile;
    return {message: `${texts.notConfirmed}: ${message}`, weight: 'warning'};
};

const answerTo = (
    outcome: AckOutcome | Failure,
    {look, failure = '', ack}: AlertRecord,
    words: Texts,
): Pick<Conclusion, 'message' | 'weight'> => {
    const {alerts: texts, actions} = words;
    if (isFailure(outcome)) {
        const what = outcome.result === 'not_sent' ? texts.notSent : texts.notConfirmed;
        return {message: `${what}: ${outcome.sentence(texts.language)}`, weight: 'warning'};
    }
    if (look === 'not_confirmed') {
        return {message: `${texts.notConfirmed}: ${failure}`, weight: 'warning'};
    }
    switch (outcome.result) {
        case 'confirmed':
            return {message: texts.confirmedToYou, weight: 'info'};
        case 'partly':
            return {message: actions.onHostOnly(missingIn(outcome, words)), weight: 'warning'};
        case 'elsewhere':
            return {message: texts.acknowledgedElsewhere(ack?.author ?? '?'), weight: 'warning'};
        case 'recovered':
            return {message: texts.recoveredMeanwhile, weight: 'warning'};
    }
};
