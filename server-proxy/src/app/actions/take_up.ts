import type {AppContext} from '../app_context';
import {type Carried, carryOut} from './carry_out';

/** How soon to try again while another action on the same alert is being carried out. */
const BUSY_PAUSE_MS = 500;

/** `busy`: another node is carrying it out, or another action on the same alert is under way. */
type Turn = Carried | 'busy';

/**
 * Gives an action its turn: of the actions on one alert, one is carried out at a time, by one node.
 * @param isPatient waits for the turn, and until openITCOCKPIT would take the command, instead of returning `busy` or
 *     `waiting`
 */
export const takeUp = async (context: AppContext, key: string, id: string, isPatient = false): Promise<Turn> => {
    try {
        for (;;) {
            const turned = (await context.store.unlessBusy(`act/${key}`, () => carryOut(context, key, id))) ?? 'busy';
            if (!isPatient || (turned !== 'busy' && turned !== 'waiting')) {
                return turned;
            }
            await context.clock.sleep(BUSY_PAUSE_MS);
        }
    } catch (error) {
        context.outbox.later();
        throw error;
    }
};
