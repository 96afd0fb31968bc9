import {isProblemState} from '#contract';
import {targetIds} from '../../domain/alert';
import type {AlertRecord} from '../../domain/alert_record';
import type {RequestOf} from '../../domain/pending_action';
import {neutralize} from '../../domain/text';
import {withoutAck} from '../../domain/transitions';
import type {ObjectStatus} from '../ports';
import {whyNotCommanded} from './object_state';
import {isFailure, type Strategy} from './strategy';

/** `removed`: openITCOCKPIT has no acknowledgement any more. `gone`: there is nothing of ours left to remove. */
type RemovalOutcome = {readonly result: 'removed'} | {readonly result: 'gone'};

/** Removes an acknowledgement; the post stays as it is until openITCOCKPIT says that it is gone. */
export const removeAcknowledgement: Strategy<RequestOf<'remove_acknowledgement'>, RemovalOutcome> = {
    showsAtOnce: false,

    whyNot: (record, texts, request) =>
        isThere(record, request?.ackAt ?? record?.ack?.at) ? undefined : texts.notAcknowledged,

    began: (record) => record,

    async lookFirst(context, record, {request}) {
        if (!isThere(record, request.ackAt)) {
            return {result: 'gone'};
        }
        const status = await context.monitoring.readStatus(targetIds(record.alert.target));
        return isGone(status) ? {result: 'removed'} : whyNotCommanded(context, record, status);
    },

    send: ({monitoring}, {alert}) => monitoring.removeAcknowledgement(targetIds(alert.target)),

    async look({monitoring}, {alert}) {
        return isGone(await monitoring.readStatus(targetIds(alert.target))) ? {result: 'removed'} : undefined;
    },

    notSeen: (texts, seconds) => texts.removalNotConfirmed(seconds),

    conclude(current, {author, request}, outcome, texts) {
        if (isFailure(outcome)) {
            return {record: current, message: outcome.sentence, weight: 'warning', threadLine: ''};
        }
        if (!isThere(current, request.ackAt)) {
            return {record: current, message: texts.removalConfirmed, weight: 'info', threadLine: ''};
        }
        return {
            record: {...withoutAck(current), look: 'problem'},
            message: texts.removalConfirmed,
            weight: 'info',
            threadLine: texts.removed(neutralize(author)),
        };
    },
};

/** Another one may have been made since: that one is not meant. */
const isThere = (record: AlertRecord | undefined, ackAt: number | undefined): boolean =>
    record?.look === 'acknowledged' && record.ack?.at === ackAt;

const isGone = ({state, acknowledged}: ObjectStatus): boolean =>
    !acknowledged || (state !== undefined && !isProblemState(state));
