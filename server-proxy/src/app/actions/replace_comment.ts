import type {PendingAction, RequestOf} from '../../domain/action/action_request';
import {openAction} from '../../domain/action/pending_action';
import type {AckDetails} from '../../domain/alert/ack_details';
import {isSameAck, withConfirmedAck} from '../../domain/alert/acknowledgement';
import {targetIds} from '../../domain/alert/alert';
import type {Moment} from '../../domain/alert/moment';
import {observe} from '../../domain/alert/reducer';
import {ackLine} from '../../domain/post/thread_line';
import {says} from '../../domain/texts';
import type {AppContext} from '../app_context';
import {commandedAt, isSinceCommand, type Read, readFor, whyNotCommanded} from './object_state';
import {failed, isFailure, type Strategy} from './strategy';

interface Replaced {
    readonly result: 'confirmed';
    readonly read: Read;
    /** When openITCOCKPIT recorded it. */
    readonly at: Moment;
}

const STICKY = 'sticky';

type Replacing = RequestOf<'replace_comment'>;
type Action = PendingAction<Replacing>;

/**
 * Acknowledges once more what is acknowledged, with other words: openITCOCKPIT knows no other way to change a comment. Nobody is
 * notified, and how long it lasts stays as it was.
 */
export const replaceComment: Strategy<Replacing, Replaced> = {
    showsAtOnce: false,

    whyNot(record, {alerts, words}) {
        if (record?.look !== 'acknowledged') {
            return words.notAcknowledged;
        }
        const isGoing = openAction(record, 'remove_acknowledgement') !== undefined;
        return isGoing ? alerts.removingNow(record.ack?.author ?? '') : undefined;
    },

    async checkFirst(context, record, action) {
        const read = await readFor(context, record);
        const shown = replacedIn(context, action, read);
        if (shown) {
            return shown;
        }
        const refused = whyNotCommanded(record, read.status);
        if (refused || action.sentAt !== undefined) {
            return refused;
        }
        // Without one, the command would give one.
        return observe(record, read.observation).look === 'acknowledged'
            ? undefined
            : failed(
                  'not_sent',
                  says(({words}) => words.notAcknowledged),
              );
    },

    /** Whether it is sticky: what openITCOCKPIT shows counts, as notifications do not tell. */
    async before(context, record, {request}) {
        const {acknowledgement} = (await readFor(context, record)).status;
        return (acknowledgement?.sticky ?? request.ack.sticky) ? STICKY : 'not sticky';
    },

    send: ({monitoring}, {alert}, {author, before, request: {comment}}) =>
        monitoring.acknowledge({
            target: targetIds(alert.target),
            author,
            comment,
            sticky: before === STICKY,
            notify: false,
            hostAndServices: false,
        }),

    readBack: async (context, record, action) => replacedIn(context, action, await readFor(context, record)),

    notSeen: ({words}, seconds) => words.notSeen(seconds),

    conclude(current, action, outcome, {alerts, words}) {
        if (isFailure(outcome)) {
            const message = `${words.failed}: ${outcome.sentence(alerts.language)}`;
            return {record: current, message, weight: 'warning', threadLine: ''};
        }
        const seen = observe(current, outcome.read.observation);
        if (seen.look !== 'acknowledged') {
            return {record: seen, message: alerts.changedMeanwhile, weight: 'warning', threadLine: ''};
        }
        const {sticky = action.request.ack.sticky} = outcome.read.status.acknowledgement ?? {};
        const ack = {...detailsOf(action), sticky};
        // A reading may have been faster, and then has told the thread.
        const isTold = current.ack !== undefined && isSameAck(current.ack, ack);
        return {
            record: withConfirmedAck(seen, ack, outcome.at),
            message: words.saved,
            weight: 'info',
            threadLine: isTold ? '' : ackLine(ack, alerts),
        };
    },
};

/** @returns undefined as long as openITCOCKPIT shows other words */
const replacedIn = (context: AppContext, action: Action, read: Read): Replaced | undefined => {
    const {acknowledged, acknowledgement: found} = read.status;
    const isIt = acknowledged && found !== undefined && isSameAck(found, {...action, ...action.request});
    const isSince = action.sentAt === undefined || isSinceCommand(context, action, found?.at) !== false;
    return isIt && isSince ? {result: 'confirmed', read, at: found.at ?? commandedAt(context, action)} : undefined;
};

const detailsOf = ({author, userId, username, ownKey, postId, request}: Action): AckDetails => ({
    ...request.ack,
    author,
    comment: request.comment,
    notify: false,
    hostAndServices: false,
    userId,
    username,
    via: 'mattermost',
    postId,
    ...(ownKey ? {ownKey} : {}),
});
