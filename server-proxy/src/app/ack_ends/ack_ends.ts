import {asAppError} from '../../domain/errors';
import {type AppContext, nowSeconds} from '../app_context';
import {Turns} from '../turns';
import {endsTurn} from './ends_turn';

const PAUSE_AFTER_FAILURE_MS = 5000;

const LOCK = 'ack ends turn';

/**
 * Sees to it that acknowledgements end when they are to, and that people are asked before. What is due is in the records, so it
 * survives a stop; one node of a cluster at a time looks at it.
 */
export const ackEnds = (contextOf: () => AppContext): Turns =>
    new Turns({
        inBackground: (work) => contextOf().background.start('The ends of acknowledgements', work),
        turn: async (signal) => {
            const context = contextOf();
            try {
                const next = await context.store.unlessBusy(LOCK, () => endsTurn(context, signal));
                return next === undefined ? undefined : (next - nowSeconds(context)) * 1000;
            } catch (error) {
                context.logger.warn('The ends of acknowledgements could not be seen to', {error: asAppError(error)});
                return PAUSE_AFTER_FAILURE_MS;
            }
        },
    });
