import {targetIds} from '../../domain/alert';
import type {AlertRecord} from '../../domain/alert_record';
import {healed} from '../../domain/healing';
import type {PendingAction, RequestOf} from '../../domain/pending_action';
import {neutralize, oneLine} from '../../domain/text';
import {actionTextsOf} from '../../domain/texts_actions';
import type {AppContext} from '../app_context';
import type {ObjectStatus} from '../ports';
import {whyNotCommanded, whyOver} from './object_state';
import {failed, isFailure, type Strategy} from './strategy';

interface RecheckOutcome {
    readonly result: 'confirmed';
    /** State before the check. */
    readonly was: string;
    readonly status: ObjectStatus;
}

type Recheck = RequestOf<'recheck'>;

/** Has the object checked now; another time of the last check tells that it was. The result goes to post and thread. */
export const recheck: Strategy<Recheck, RecheckOutcome> = {
    showsAtOnce: true,

    whyNot: (record, texts) => whyOver(record, texts),

    began: (record) => record,

    async lookFirst(context, record) {
        const status = await statusOf(context, record);
        const words = actionTextsOf(context.settings.language);
        return (
            whyNotCommanded(context, record, status) ??
            (status.activeChecks ? undefined : failed('not_sent', words.noActiveChecks))
        );
    },

    async before(context, record) {
        const {state, lastCheck} = await statusOf(context, record);
        return `${state ?? ''} ${lastCheck}`;
    },

    send: ({monitoring}, {alert}, {request}) =>
        monitoring.recheck(targetIds(alert.target), request.hostAndServices && alert.target.service === undefined),

    async look(context, record, action) {
        const status = await statusOf(context, record);
        const {was, lastCheck} = seenBefore(action);
        return status.state === undefined || status.lastCheck === lastCheck
            ? undefined
            : {result: 'confirmed', was, status};
    },

    notSeen: (texts, seconds) => actionTextsOf(texts.language).recheckNotSeen(seconds),

    conclude(current, {author}, outcome, texts, now) {
        const words = actionTextsOf(texts.language);
        if (isFailure(outcome)) {
            const message = `${words.recheckFailed}: ${outcome.sentence}`;
            return {record: current, message, weight: 'warning', threadLine: ''};
        }
        const {was, status} = outcome;
        const {state = ''} = status;
        const who = neutralize(author);
        const line = was === state ? words.rechecked(who, state) : words.recheckedChanged(who, was, state);
        const output = neutralize(oneLine(status.output, 300));
        return {
            record: healed(current, status, now),
            message: '',
            weight: 'info',
            threadLine: output === '' ? line : `${line}: ${output}`,
        };
    },
};

const statusOf = ({monitoring}: AppContext, {alert}: AlertRecord): Promise<ObjectStatus> =>
    monitoring.readStatus(targetIds(alert.target));

const seenBefore = ({before = ''}: PendingAction<Recheck>): {was: string; lastCheck: string} => {
    const [was = '', ...rest] = before.split(' ');
    return {was, lastCheck: rest.join(' ')};
};
