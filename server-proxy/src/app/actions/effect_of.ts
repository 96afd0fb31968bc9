import type {PendingAction} from '../../domain/action/action_request';
import type {AlertRecord} from '../../domain/alert/record';
import type {AppContext} from '../app_context';
import {isCertainlySinceCommand, readStatus} from './object_state';
import {poll} from './read_back';
import type {Outcome, Strategy} from './strategy';

/**
 * What has become of a command that may have been sent. What some services do not show yet gets the full time to.
 * @returns undefined: it did not arrive, or that cannot be told; `none_yet`: nothing in openITCOCKPIT's database is younger
 *     than the command, so that its silence denies nothing
 */
export const effectOf = async (
    context: AppContext,
    record: AlertRecord,
    action: PendingAction,
    strategy: Strategy,
): Promise<Outcome | 'none_yet' | undefined> => {
    const {deadlineMs, settleMs} = context.settings.readBack;
    const readBack = (last: boolean) => strategy.readBack(context, record, action, last);
    const waitMs = action.hung ? 0 : action.taken ? deadlineMs : settleMs;
    const seen = await poll(context, waitMs, readBack);
    const isKnownToBeSent = action.hung || action.taken;
    // How fresh the database is comes first: what is read after that is no older.
    const isFresh = seen !== undefined || isKnownToBeSent || (await isYounger(context, record, action));
    const late = seen ?? (isKnownToBeSent ? undefined : await readBack(true));
    if (late?.result === 'partly') {
        return (await poll(context, deadlineMs, readBack)) ?? late;
    }
    return late ?? (isFresh ? undefined : 'none_yet');
};

/** Does openITCOCKPIT's database hold anything from after the command? True also where that cannot be dated. */
const isYounger = async (context: AppContext, record: AlertRecord, action: PendingAction): Promise<boolean> => {
    const {freshAt} = (await readStatus(context, record)).status;
    return freshAt === undefined || isCertainlySinceCommand(context, action, freshAt);
};
