import type {RequestOf} from '../../domain/action/action_request';
import {withoutAnyPending} from '../../domain/action/pending_action';
import {unacknowledged, withAckAge} from '../../domain/alert/acknowledgement';
import {targetIds} from '../../domain/alert/alert';
import {isAfter, momentAt} from '../../domain/alert/moment';
import type {AlertRecord} from '../../domain/alert/record';
import {observe} from '../../domain/alert/reducer';
import {neutralize} from '../../domain/text';
import {isSinceCommand, latestHeard, type Read, readFor, whyNotCommanded} from './object_state';
import {isFailure, type Strategy} from './strategy';

/** `removed`: openITCOCKPIT no longer shows an acknowledgement. `gone`: there is nothing of ours left to remove. */
type RemovalOutcome =
    | {readonly result: 'removed'; readonly read: Pick<Read, 'observation'>}
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
        return isKnownGone(record, read) ? {result: 'removed', read} : whyNotCommanded(record, read.status);
    },

    async before(context, record) {
        return (await readFor(context, record)).status.acknowledged ? SHOWN : '';
    },

    send: ({monitoring}, {alert}) => monitoring.removeAcknowledgement(targetIds(alert.target)),

    async readBack(context, record, action) {
        const read = await readFor(context, record);
        const {acknowledged, freshAt} = read.status;
        // A database only moves forwards: what it showed before and does not show now has been removed since.
        const wentSince = !acknowledged && (action.before === SHOWN || isSinceCommand(context, action, freshAt));
        return wentSince || isKnownGone(record, read) ? {result: 'removed', read} : undefined;
    },

    async heard(context, current, action) {
        const latest = latestHeard(context, current);
        const isSince = latest && isSinceCommand(context, action, latest.seen.freshAt) === true;
        return isSince && !latest.seen.acknowledged && isAfter(latest.seen.freshAt, current.ages.ack?.at)
            ? {result: 'removed', read: latest}
            : undefined;
    },

    notSeen: ({alerts}, seconds) => alerts.removalNotConfirmed(seconds),

    conclude(current, {author, request}, outcome, {alerts: texts}, now) {
        if (isFailure(outcome)) {
            return {record: current, message: outcome.sentence(texts.language), weight: 'warning', threadLine: ''};
        }
        if (!isThere(current, request.ackAt) || outcome.result === 'gone') {
            return {record: current, message: texts.removalConfirmed, weight: 'info', threadLine: ''};
        }
        const none = {on: false, by: 'database', at: momentAt(now), state: current.alert.state, text: ''} as const;
        return {
            record: observe(unacknowledged(withAckAge(current, none)), outcome.read.observation),
            message: texts.removalConfirmed,
            weight: 'info',
            threadLine: texts.removed(neutralize(author)),
        };
    },
};

/** A newer acknowledgement is not the one to remove. */
const isThere = (record: AlertRecord | undefined, ackAt: number | undefined): boolean =>
    record?.look === 'acknowledged' && record.ack?.at === ackAt;

/** What the database showed before the command. */
const SHOWN = 'acknowledged';

const isKnownGone = (record: AlertRecord, {observation}: Read): boolean =>
    observe(withoutAnyPending(record), observation).look !== 'acknowledged';
