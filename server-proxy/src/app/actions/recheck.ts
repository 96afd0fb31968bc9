import type {PendingAction, RequestOf} from '../../domain/action/action_request';
import {targetIds} from '../../domain/alert/alert';
import type {Moment} from '../../domain/alert/moment';
import type {AlertRecord} from '../../domain/alert/record';
import {observe} from '../../domain/alert/reducer';
import {neutralize, oneLine} from '../../domain/text';
import {says} from '../../domain/texts';
import {type AppContext, serverSeconds} from '../app_context';
import type {ObjectStatus} from '../catch_up/readings_port';
import {isSinceCommand, latestHeard, type Read, readFor, whyNotCommanded, whyOver} from './object_state';
import {failed, isFailure, type Strategy} from './strategy';

interface RecheckOutcome {
    readonly result: 'confirmed';
    /** State before the check. */
    readonly was: string;
    readonly read: Pick<Read, 'observation'> & {readonly status: Pick<ObjectStatus, 'state' | 'output'>};
}

type Recheck = RequestOf<'recheck'>;

/** Has the object checked now, which a new time of its last check confirms. The result goes to post and thread. */
export const recheck: Strategy<Recheck, RecheckOutcome> = {
    showsAtOnce: true,

    whyNot: whyOver,

    async checkFirst(context, record, action) {
        const read = await readFor(context, record);
        const {status} = read;
        if (isCheckedMeanwhile(context, action, status)) {
            return {result: 'confirmed', was: seenBefore(action).was, read};
        }
        return (
            whyNotCommanded(record, status) ??
            (status.activeChecks
                ? undefined
                : failed(
                      'not_sent',
                      says(({actions}) => actions.noActiveChecks),
                  ))
        );
    },

    /** The core drops a recheck of what it has just checked, without a word. */
    async secondsToWait(context, record) {
        const {status} = await readFor(context, record);
        const horizon = context.settings.recheckHorizonMs / 1000;
        const now = serverSeconds(context);
        const last = lastCheckOf(record, status);
        // One more, because both clocks are known to the second only.
        return horizon === 0 || last === undefined ? 0 : Math.min(last, now) + horizon + 1 - now;
    },

    async before(context, record) {
        const {status, observation} = await readFor(context, record);
        // The reading may be behind what the core has notified.
        return `${observe(record, observation).alert.state} ${status.lastCheck}`;
    },

    send: ({monitoring}, {alert}, {request}) =>
        monitoring.recheck(targetIds(alert.target), request.hostAndServices && alert.target.service === undefined),

    async readBack(context, record, action) {
        const read = await readFor(context, record);
        const {state, lastCheck, checkedAt} = read.status;
        const {was, lastCheck: before} = seenBefore(action);
        const isIt =
            state !== undefined &&
            lastCheck !== before &&
            isNotTold(record, checkedAt) &&
            isSinceCommand(context, action, checkedAt) !== false;
        return isIt ? {result: 'confirmed', was, read} : undefined;
    },

    async heard(context, current, action) {
        const latest = latestHeard(context, current);
        const {checkedAt, state} = latest?.seen ?? {};
        // Its result, or that of a check that began later.
        const isSince =
            action.sentAt !== undefined &&
            checkedAt !== undefined &&
            checkedAt.earliest >= action.sentAt + context.monitoring.clockAhead();
        return latest && isSince && state !== undefined
            ? {result: 'confirmed', was: seenBefore(action).was, read: {...latest, status: latest.seen}}
            : undefined;
    },

    notSeen: ({actions}, seconds) => actions.recheckNotSeen(seconds),

    conclude(current, {author}, outcome, {actions: words, alerts}) {
        if (isFailure(outcome)) {
            const message = `${words.recheckFailed}: ${outcome.sentence(alerts.language)}`;
            return {record: current, message, weight: 'warning', threadLine: ''};
        }
        const {was, read} = outcome;
        const {status} = read;
        const {state = ''} = status;
        const who = neutralize(author);
        const line = was === state ? words.rechecked(who, state) : words.recheckedChanged(who, was, state);
        const output = neutralize(oneLine(status.output, 300));
        return {
            record: observe(current, read.observation),
            message: '',
            weight: 'info',
            threadLine: output === '' ? line : `${line}: ${output}`,
        };
    },
};

/** The database may not show yet the check whose result the core has notified. Unix seconds on openITCOCKPIT's clock. */
const lastCheckOf = ({ages: {state}}: AlertRecord, {checkedAt}: ObjectStatus): number | undefined => {
    const told = state.by === 'core' ? state.at.latest : undefined;
    return checkedAt ? Math.max(checkedAt.latest, told ?? 0) : told;
};

/** While it waited, the core checked the object by itself: that is as good. Only what is certainly younger than the request. */
const isCheckedMeanwhile = (
    {monitoring}: AppContext,
    action: PendingAction<Recheck>,
    {state, lastCheck, checkedAt}: ObjectStatus,
): boolean =>
    action.notBefore !== undefined &&
    action.sentAt === undefined &&
    state !== undefined &&
    lastCheck !== seenBefore(action).lastCheck &&
    checkedAt !== undefined &&
    checkedAt.earliest > action.askedAt + monitoring.clockAhead();

/** A check that the core has already notified, showing late, is not the one that was requested. */
const isNotTold = ({ages}: AlertRecord, checkedAt: Moment | undefined): boolean =>
    checkedAt === undefined || ages.state.by === 'database' || checkedAt.latest > ages.state.at.earliest;

const seenBefore = ({before = ''}: PendingAction<Recheck>): {was: string; lastCheck: string} => {
    const [was = '', ...rest] = before.split(' ');
    return {was, lastCheck: rest.join(' ')};
};
