import type {State} from '#contract';
import {alertKey} from '../../domain/alert/alert_key';
import {parseNotification} from '../../domain/alert/notification';
import {isOpen} from '../../domain/alert/record';
import {AppError} from '../../domain/errors';
import type {BuiltinNotification} from '../../domain/post/builtin_post';
import type {AppContext} from '../app_context';
import {type Adoption, adoptPost} from './adopt_post';

/**
 * A post of openITCOCKPIT's own module becomes the living post of its alert, or updates the existing one. The module
 * sends neither problem id nor time.
 * @throws AppError when the alert cannot be recognised or stored: the post must then stay as it is
 */
export const adoptBuiltinPost = async (
    context: AppContext,
    said: BuiltinNotification,
    channelId: string,
): Promise<Adoption> => {
    const state = said.state ?? (await stateOf(context, said));
    return adoptPost(context, parseNotification({...said, state}), {channelId, nonce: context.nonce()});
};

/** Notices of downtimes and flapping carry no state: an open problem keeps the one it is shown with. */
const stateOf = async (context: AppContext, {hostuuid = '', serviceuuid}: BuiltinNotification): Promise<State> => {
    const target = serviceuuid === undefined ? {hostUuid: hostuuid} : {hostUuid: hostuuid, serviceUuid: serviceuuid};
    const record = await context.store.get(alertKey(target));
    if (record && isOpen(record)) {
        return record.alert.state;
    }
    const {state} = await context.monitoring.readStatus(target);
    if (state === undefined) {
        throw new AppError('unknown_object', 'openITCOCKPIT does not know the state of this object yet.');
    }
    return state;
};
