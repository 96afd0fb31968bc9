import type {PendingAction, RequestOf} from '../../domain/action/action_request';
import {targetIds} from '../../domain/alert/alert';
import type {Moment} from '../../domain/alert/moment';
import type {AlertRecord} from '../../domain/alert/record';
import {observe} from '../../domain/alert/reducer';
import {neutralize, oneLine} from '../../domain/text';
import {textsOf} from '../../domain/texts';
import {isSinceCommand, type Read, readFor, whyNotCommanded, whyOver} from './object_state';
import {failed, isFailure, type Strategy} from './strategy';

interface RecheckOutcome {
    readonly result: 'confirmed';
    /** State before the check. */
    readonly was: string;
    readonly read: Read;
}

type Recheck = RequestOf<'recheck'>;

/** Has the object checked now, which a new time of its last check confirms. The result goes to post and thread. */
export const recheck: Strategy<Recheck, RecheckOutcome> = {
    showsAtOnce: true,

    whyNot: (record, texts) => whyOver(record, texts),

    async checkFirst(context, record) {
        const {status} = await readFor(context, record);
        const words = textsOf(context.settings.language).actions;
        return (
            whyNotCommanded(context, record, status) ??
            (status.activeChecks ? undefined : failed('not_sent', words.noActiveChecks))
        );
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

    notSeen: (texts, seconds) => textsOf(texts.language).actions.recheckNotSeen(seconds),

    conclude(current, {author}, outcome, texts) {
        const words = textsOf(texts.language).actions;
        if (isFailure(outcome)) {
            const message = `${words.recheckFailed}: ${outcome.sentence}`;
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

/** A check that the core has already notified, showing late, is not the one that was requested. */
const isNotTold = ({ages}: AlertRecord, checkedAt: Moment | undefined): boolean =>
    checkedAt === undefined || ages.state.by === 'database' || checkedAt.latest > ages.state.at.earliest;

const seenBefore = ({before = ''}: PendingAction<Recheck>): {was: string; lastCheck: string} => {
    const [was = '', ...rest] = before.split(' ');
    return {was, lastCheck: rest.join(' ')};
};
