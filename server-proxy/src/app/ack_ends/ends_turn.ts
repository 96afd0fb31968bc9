import pMap from 'p-map';
import {type EndPlan, type EndStep, planOf} from '../../domain/action/ack_end';
import type {AlertRecord} from '../../domain/alert/record';
import {asAppError} from '../../domain/errors';
import {takeUp} from '../actions/take_up';
import {type AppContext, nowSeconds} from '../app_context';
import {answerQuestion} from './answer_question';
import {askPerson} from './ask_person';
import {beginEnd} from './begin_end';

const AT_ONCE = 4;

/**
 * Does what is due now about all acknowledgements that end. One that fails keeps no other waiting: it is tried again.
 * @returns when there may be more to do, in Unix seconds; far away: when something changes
 */
export const endsTurn = async (context: AppContext, signal: AbortSignal): Promise<number> => {
    if (!context.settings.twoWay) {
        return Number.MAX_SAFE_INTEGER;
    }
    const now = nowSeconds(context);
    const due = (await context.store.ending()).map((record) => ({record, plan: planOf(record, now)}));
    const begun: string[] = [];
    let failures = 0;
    const work = async ({record, plan}: {record: AlertRecord; plan: EndPlan}): Promise<void> => {
        for (const step of signal.aborted ? [] : plan.steps) {
            try {
                await STEPS[step](context, record, begun);
            } catch (error) {
                failures += 1;
                context.logger.warn('The end of an acknowledgement has to wait', {
                    alert: record.key,
                    step,
                    error: asAppError(error),
                });
            }
        }
    };
    // Ends first: nobody need be asked about what is over.
    const ordered = due.toSorted((one, other) => Number(isEndNow(other.plan)) - Number(isEndNow(one.plan)));
    await pMap(ordered, work, {concurrency: AT_ONCE});
    carryOutAll(context, begun);
    const next = Math.min(...due.map(({plan}) => plan.next ?? Number.MAX_SAFE_INTEGER), Number.MAX_SAFE_INTEGER);
    return failures > 0 ? Math.min(next, now + RETRY_SECONDS) : next;
};

const RETRY_SECONDS = 15;

const isEndNow = ({steps}: EndPlan): boolean => steps.includes('remove');

const STEPS: Readonly<Record<EndStep, (context: AppContext, record: AlertRecord, begun: string[]) => Promise<void>>> = {
    ask: askPerson,
    answer: answerQuestion,
    async remove(context, record, begun) {
        const id = await beginEnd(context, record.key);
        if (id !== undefined) {
            begun.push(`${record.key} ${id}`);
        }
    },
};

/** A night's acknowledgements may all end at eight: a few at a time, so that whoever presses meanwhile is served. */
const carryOutAll = (context: AppContext, begun: readonly string[]): void => {
    if (begun.length > 0) {
        context.background.start('The ends of acknowledgements', () =>
            pMap(
                begun,
                async (one) => {
                    const [key = '', id = ''] = one.split(' ');
                    await takeUp(context, key, id, true);
                },
                {concurrency: AT_ONCE, stopOnError: false},
            ),
        );
    }
};
