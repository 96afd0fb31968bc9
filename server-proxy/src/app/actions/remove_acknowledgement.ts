import {withNotEnded} from '../../domain/action/ack_end';
import type {PendingAction, RequestOf} from '../../domain/action/action_request';
import {BULK_SIZE} from '../../domain/action/bulk_action';
import {keepingPending, seenBefore, withoutAnyPending} from '../../domain/action/pending_action';
import {isSameAck, unacknowledged, withAckAge} from '../../domain/alert/acknowledgement';
import {targetIds} from '../../domain/alert/alert';
import {isAfter, momentAt} from '../../domain/alert/moment';
import type {AlertRecord} from '../../domain/alert/record';
import {observe} from '../../domain/alert/reducer';
import {chunksOf} from '../../domain/chunks';
import {readingLines} from '../../domain/post/thread_line';
import {neutralize} from '../../domain/text';
import type {Said, Texts} from '../../domain/texts';
import type {AppContext} from '../app_context';
import type {FoundObject} from '../commands/search_port';
import {missingIn, type OnHost, onServices, servicesOf} from './host_services';
import {isSinceCommand, latestHeard, type Read, readFor, whyNotCommanded} from './object_state';
import {type Conclusion, type Failure, isFailure, type Strategy} from './strategy';

type Removal = PendingAction<RequestOf<'remove_acknowledgement'>>;

/**
 * `removed`: openITCOCKPIT no longer shows an acknowledgement. `gone`: there is nothing of ours left to remove. `elsewhere`:
 * it was to end, and openITCOCKPIT shows another one now, which is nobody's to remove.
 */
type RemovalOutcome =
    | {
          readonly result: 'removed' | 'elsewhere';
          readonly read: Pick<Read, 'observation'>;
          /** Sentence about services that still show what was passed on to them; absent: none does. */
          readonly missing?: Said;
      }
    | {readonly result: 'gone'};

/** Removes an acknowledgement; the post stays as it is until openITCOCKPIT says that it is gone. */
export const removeAcknowledgement: Strategy<RequestOf<'remove_acknowledgement'>, RemovalOutcome> = {
    showsAtOnce: false,

    whyNot: (record, {alerts: texts}, request) =>
        isThere(record, request?.ackAt ?? record?.ack?.at) ? undefined : texts.notAcknowledged,

    async checkFirst(context, record, {request}) {
        if (!isThere(record, request.ackAt)) {
            return {result: 'gone'};
        }
        const read = await readFor(context, record);
        if (isKnownGone(record, read)) {
            return {result: 'removed', read};
        }
        return request.ends !== undefined && isReplaced(record, read)
            ? {result: 'elsewhere', read}
            : whyNotCommanded(record, read.status);
    },

    async before(context, record) {
        const {acknowledged} = (await readFor(context, record)).status;
        return [acknowledged ? SHOWN : NOT_SHOWN, ...(await acknowledgedWith(context, record))].join(' ');
    },

    async send({monitoring}, {alert}, action) {
        const {host} = alert.target;
        // The host comes last: as long as it is acknowledged, this is taken up again.
        for (const uuids of chunksOf(servicesIn(action), BULK_SIZE)) {
            const targets = uuids.map((serviceUuid) => ({hostUuid: host.uuid, serviceUuid}));
            await monitoring.sendMany({kind: 'remove_acknowledgement', targets});
        }
        await monitoring.removeAcknowledgement(targetIds(alert.target));
    },

    async readBack(context, record, action, last) {
        const read = await readFor(context, record);
        const {acknowledged, freshAt} = read.status;
        // A database only moves forwards: what it showed before and does not show now has been removed since.
        const wentSince =
            !acknowledged && (seenBefore(action)[0] === SHOWN || isSinceCommand(context, action, freshAt));
        return wentSince || isKnownGone(record, read) ? withServices(context, record, action, read, last) : undefined;
    },

    async heard(context, current, action) {
        const latest = latestHeard(context, current);
        const isSince = latest && isSinceCommand(context, action, latest.seen.freshAt) === true;
        // Services tell of themselves, one by one: they are read.
        return isSince &&
            servicesIn(action).length === 0 &&
            !latest.seen.acknowledged &&
            isAfter(latest.seen.freshAt, current.ages.ack?.at)
            ? {result: 'removed', read: latest}
            : undefined;
    },

    notSeen: ({alerts}, seconds) => alerts.removalNotConfirmed(seconds),

    conclude(current, action, outcome, words, now) {
        const {author, request} = action;
        const {alerts: texts} = words;
        if (request.ends !== undefined) {
            return endConcluded(current, {...action, request}, outcome, words, now);
        }
        if (isFailure(outcome)) {
            return {record: current, message: outcome.sentence(texts.language), weight: 'warning', threadLine: ''};
        }
        if (!isThere(current, request.ackAt) || outcome.result === 'gone') {
            return {record: current, message: texts.removalConfirmed, weight: 'info', threadLine: ''};
        }
        const missing = missingIn(outcome, words);
        return {
            record: withoutIt(current, outcome.read, now),
            message: missing === '' ? texts.removalConfirmed : words.actions.removedOnHostOnly(missing),
            weight: missing === '' ? 'info' : 'warning',
            threadLine: linesOf(texts.removed(neutralize(author)), missing),
        };
    },
};

/** The services whose acknowledgement is the host's own one, passed on to them. @returns their UUIDs */
const acknowledgedWith = async (context: AppContext, record: AlertRecord): Promise<readonly string[]> =>
    record.ack?.hostAndServices && record.alert.target.service === undefined
        ? (await servicesOf(context, record, 'problems'))
              .filter((service) => hasAck(service, record))
              .flatMap(({target}) => target.serviceUuid ?? [])
        : [];

/** Somebody else's acknowledgement of a service is not the one to remove. */
const hasAck = ({acknowledged, acknowledgement}: FoundObject, {ack}: AlertRecord): boolean =>
    acknowledged && ack !== undefined && acknowledgement !== undefined && isSameAck(acknowledgement, ack);

/** The host does not show it any more. @returns undefined: not all of its services have followed yet */
const withServices = async (
    context: AppContext,
    record: AlertRecord,
    action: Removal,
    read: Read,
    last: boolean,
): Promise<RemovalOutcome | undefined> => {
    const meant = servicesIn(action);
    if (meant.length === 0) {
        return {result: 'removed', read};
    }
    const services = (await servicesOf(context, record, 'all')).filter(({target}) =>
        meant.includes(target.serviceUuid ?? ''),
    );
    const seen = onServices<OnHost>(
        {result: 'confirmed'},
        services,
        (service) => !hasAck(service, record),
        last,
        'servicesStillAcknowledged',
    );
    return seen && {...(seen.missing ? {missing: seen.missing} : {}), result: 'removed', read};
};

const linesOf = (...lines: readonly string[]): string => lines.filter((line) => line !== '').join('\n');

/** Nobody asked for it just now: thread and post tell, and the question that the person was asked. */
const endConcluded = (
    current: AlertRecord,
    {author, request}: Removal,
    outcome: RemovalOutcome | Failure,
    words: Texts,
    now: number,
): Conclusion => {
    const {alerts, ackEnds} = words;
    const quiet = {message: '', weight: 'info', threadLine: ''} as const;
    if (!isThere(current, request.ackAt) || outcome.result === 'gone') {
        return {record: current, ...quiet};
    }
    const who = neutralize(author);
    if (isFailure(outcome)) {
        const because = outcome.sentence(alerts.language);
        const record = withNotEnded(
            current,
            because,
            now,
            outcome.result === 'not_sent' || outcome.asksChannel === true,
        );
        const {attempts, leftToChannel} = record.ack?.notEnded ?? {attempts: 1};
        const line = (leftToChannel ? ackEnds.notEnded : ackEnds.tryingAgain)(who, neutralize(because));
        return {record, ...quiet, weight: 'warning', threadLine: leftToChannel || attempts === 1 ? line : ''};
    }
    if (outcome.result === 'elsewhere') {
        const record = keepingPending(current, observe(withoutAnyPending(current), outcome.read.observation));
        const lines = readingLines(current, record, alerts);
        return {record, ...quiet, threadLine: linesOf(...lines.map(({text}) => text))};
    }
    const threadLine = linesOf(ackEnds.ended(who), missingIn(outcome, words));
    return {record: withoutIt(current, outcome.read, now), ...quiet, threadLine};
};

const withoutIt = (current: AlertRecord, {observation}: Pick<Read, 'observation'>, now: number): AlertRecord => {
    const none = {on: false, by: 'database', at: momentAt(now), state: current.alert.state, text: ''} as const;
    return observe(unacknowledged(withAckAge(current, none)), observation);
};

/** Does openITCOCKPIT show a younger acknowledgement than the one that is to end? */
const isReplaced = (record: AlertRecord, {observation}: Read): boolean => {
    const {look, ack} = observe(withoutAnyPending(record), observation);
    return look === 'acknowledged' && ack !== undefined && record.ack !== undefined && !isSameAck(ack, record.ack);
};

/** A newer acknowledgement is not the one to remove. */
const isThere = (record: AlertRecord | undefined, ackAt: number | undefined): boolean =>
    record?.look === 'acknowledged' && record.ack?.at === ackAt;

/** What the database showed before the command; the UUIDs of services follow. */
const SHOWN = 'acknowledged';
const NOT_SHOWN = '-';

const servicesIn = (action: Removal): readonly string[] => seenBefore(action).slice(1);

const isKnownGone = (record: AlertRecord, {observation}: Read): boolean =>
    observe(withoutAnyPending(record), observation).look !== 'acknowledged';
