import {asAppError} from '../../domain/errors';
import {isExpired, isUnfinished} from '../../domain/shift/shift_state';
import {type AppContext, nowSeconds} from '../app_context';
import {Turns} from '../turns';
import {schedulesTurn} from './schedules_turn';
import {settleHandover} from './settle_handover';

const LOCK = 'shift turn';
const PAUSE_AFTER_FAILURE_MS = 5000;

/**
 * Posts hand-overs at their times, and sees to what people asked of each other. What is due is stored, so it survives a stop; one
 * node of a cluster at a time looks at it.
 */
export const shiftTurns = (contextOf: () => AppContext): Turns =>
    new Turns({
        inBackground: (work) => contextOf().background.start('Hand-overs', work),
        turn: async (signal) => {
            const context = contextOf();
            try {
                await begin(context);
                const next = await context.store.unlessBusy(LOCK, () => shiftTurn(context, signal));
                return next === undefined ? undefined : (next - nowSeconds(context)) * 1000;
            } catch (error) {
                context.logger.warn('Hand-overs could not be seen to', {error: asAppError(error)});
                return PAUSE_AFTER_FAILURE_MS;
            }
        },
    });

/** From now on it is known what is over. */
const begin = async (context: AppContext): Promise<void> => {
    const now = nowSeconds(context);
    if ((await context.shifts.read()).since === undefined) {
        await context.shifts.update((state) => (state.since === undefined ? {...state, since: now} : state));
    }
};

const shiftTurn = async (context: AppContext, signal: AbortSignal): Promise<number | undefined> => {
    const next = await schedulesTurn(context, signal);
    const now = nowSeconds(context);
    const {handovers} = await context.shifts.read();
    for (const {id} of handovers.filter((one) => isUnfinished(one) || isExpired(one, now))) {
        if (!signal.aborted) {
            await settleHandover(context, id).catch((error: unknown) =>
                context.logger.warn('A hand-over has to wait', {error: asAppError(error)}),
            );
        }
    }
    return next;
};
