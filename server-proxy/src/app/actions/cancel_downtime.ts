import type {PendingAction, RequestOf} from '../../domain/action/action_request';
import {withDowntime, withoutDowntime} from '../../domain/action/downtime';
import {seenBefore} from '../../domain/action/pending_action';
import {targetIds} from '../../domain/alert/alert';
import {withFlag} from '../../domain/alert/marks';
import {isAfter, momentAt} from '../../domain/alert/moment';
import type {AlertRecord} from '../../domain/alert/record';
import {observe} from '../../domain/alert/reducer';
import {neutralize} from '../../domain/text';
import {says, type Texts} from '../../domain/texts';
import type {AppContext} from '../app_context';
import type {Downtime} from './command_port';
import {isSinceCommand, latestHeard, type Read, readObject, whyNotCommanded, whyOver} from './object_state';
import {poll} from './read_back';
import {failed, isFailure, type Strategy} from './strategy';

/** `gone`: there was none left to cancel. */
type CancelOutcome =
    | {readonly result: 'confirmed'; readonly inDowntime: boolean}
    | {readonly result: 'gone'; readonly read: Read};

type Cancelling = RequestOf<'cancel_downtime'>;

/** Ends the object's running downtimes (planned ones too, on request), whoever scheduled them. */
export const cancelDowntime: Strategy<Cancelling, CancelOutcome> = {
    showsAtOnce: true,

    whyNot: (record, texts) =>
        whyOver(record, texts) ?? (record?.inDowntime || record?.downtime ? undefined : texts.actions.notInDowntime),

    async checkFirst(context, record, {request, sentAt}) {
        const {downtimes, ...read} = await readObject(context, record);
        const refused = whyNotCommanded(record, read.status);
        if (refused || sentAt !== undefined || meant(downtimes, request).length > 0) {
            return refused;
        }
        if (!observe(record, read.observation).inDowntime) {
            return {result: 'gone', read};
        }
        // The database does not show what was notified yet.
        const found = await poll(context, context.settings.readBack.settleMs, () => find(context, record, request));
        return found
            ? undefined
            : failed(
                  'not_sent',
                  says(({actions}) => actions.downtimeNotListed),
              );
    },

    async before(context, record, {request}) {
        const downtimes = meant((await readObject(context, record)).downtimes, request);
        return downtimes.map(({id, running}) => `${running ? '' : PLANNED}${id}`).join(' ');
    },

    send: ({monitoring}, {alert}, action) => monitoring.cancelDowntimes(targetIds(alert.target), idsIn(action)),

    async readBack(context, record, action, last) {
        const {status, downtimes} = await readObject(context, record);
        const ids = idsIn(action);
        if (downtimes.some(({id}) => ids.includes(id))) {
            return undefined;
        }
        // The list may be ahead of the state.
        const isBehind = status.inDowntime && !downtimes.some(({running}) => running);
        return isBehind && !last ? undefined : {result: 'confirmed', inDowntime: status.inDowntime};
    },

    async heard(context, current, action) {
        const seen = latestHeard(context, current)?.seen;
        const areRunning = seenBefore(action).every((word) => !word.startsWith(PLANNED));
        // None is running any more: whichever were meant have ended.
        const {inDowntime: age} = current.ages;
        const isTold = !current.inDowntime && isSinceCommand(context, action, age?.at) === true;
        const isSeen =
            seen?.inDowntime === false &&
            isAfter(seen.freshAt, age?.at) &&
            isSinceCommand(context, action, seen.freshAt) === true;
        const isOver = isTold || isSeen;
        return areRunning && isOver ? {result: 'confirmed', inDowntime: false} : undefined;
    },

    notSeen: ({actions}, seconds) => actions.cancelNotSeen(seconds),

    conclude(current, {author, request, ...action}, outcome, {actions: words, alerts}, now) {
        if (isFailure(outcome)) {
            const message = `${words.cancelFailed}: ${outcome.sentence(alerts.language)}`;
            return {record: current, message, weight: 'warning', threadLine: ''};
        }
        if (outcome.result === 'gone') {
            const seen = observe(current, outcome.read.observation);
            const record = withDowntime(seen, seen.inDowntime, now);
            return {record, message: words.notInDowntime, weight: 'warning', threadLine: ''};
        }
        // After this, openITCOCKPIT's own notice of the end is no news.
        const age = {by: 'database', at: momentAt(now)} as const;
        // Of another one that runs, the end may have been notified already, or be about to be.
        const left = outcome.inDowntime ? current : withFlag(current, 'inDowntime', false, age, now);
        return {
            record: request.planned ? withoutDowntime(left) : left,
            message: words.cancelConfirmed,
            weight: 'info',
            threadLine: lineOf(neutralize(author), action, words),
        };
    },
};

/** @returns undefined while there is none */
const find = async (context: AppContext, record: AlertRecord, request: Cancelling): Promise<true | undefined> =>
    meant((await readObject(context, record)).downtimes, request).length > 0 || undefined;

const meant = (downtimes: readonly Downtime[], {planned}: Cancelling): Downtime[] =>
    downtimes.filter(({running}) => running || planned);

/** Precedes the id of a downtime that was planned, in `before`. */
const PLANNED = 'p';

const idsIn = (action: Pick<PendingAction, 'before'>): number[] =>
    seenBefore(action).map((word) => Number(word.replace(PLANNED, '')));

const lineOf = (who: string, action: Pick<PendingAction, 'before'>, words: Texts['actions']): string => {
    const all = seenBefore(action);
    const planned = all.filter((word) => word.startsWith(PLANNED)).length;
    return all.length === 0
        ? words.downtimeCancelled(who)
        : words.downtimesCancelled(who, all.length - planned, planned);
};
