import type {State} from '#contract';
import type {TargetIds} from '../../domain/alert/alert';
import {alertKey} from '../../domain/alert/alert_key';
import {parseNotification} from '../../domain/alert/notification';
import {isOpen} from '../../domain/alert/record';
import {AppError} from '../../domain/errors';
import type {BuiltinNotification} from '../../domain/post/builtin_post';
import {neutralize} from '../../domain/text';
import {says} from '../../domain/texts';
import type {AppContext} from '../app_context';
import {type Adoption, adoptPost} from './adopt_post';

/** Where a post of the module appears, and whose webhook made it. */
export interface BuiltinPlace {
    readonly channelId: string;
    readonly userId: string;
}

/**
 * A post of openITCOCKPIT's own module becomes the living post of its alert, or updates the existing one. The module
 * sends neither problem id nor time, and signs nothing: anybody can make such a post with a webhook of their own, so it
 * counts only in channels that an administrator has named.
 * @throws AppError when the alert cannot be recognised or stored: the post must then stay as it is
 */
export const adoptBuiltinPost = async (
    context: AppContext,
    said: BuiltinNotification,
    {channelId, userId}: BuiltinPlace,
): Promise<Adoption> => {
    if (context.authority && !(await context.authority.isAuthorised(channelId))) {
        context.trace.add(keyOf(said), 'not_authorised', channelId);
        const address = await context.authority.offer({channelId, userId});
        const shown = says(({findings}) => findings.channelNotAuthorised(neutralize(address)));
        context.findings.note(`authority ${channelId}`, shown, {channel: channelId, user: userId});
        return {kind: 'plain'};
    }
    const state = said.state ?? (await stateOf(context, said));
    const alert = parseNotification({...said, state});
    context.trace.heard(alert, 'module');
    return adoptPost(context, alert, {channelId, nonce: context.nonce()});
};

/** Notices of downtimes and flapping carry no state: an open problem keeps the one it is shown with. */
const stateOf = async (context: AppContext, said: BuiltinNotification): Promise<State> => {
    const target = targetOf(said);
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

const targetOf = ({hostuuid: hostUuid = '', serviceuuid: serviceUuid}: BuiltinNotification): TargetIds =>
    serviceUuid === undefined ? {hostUuid} : {hostUuid, serviceUuid};

const keyOf = (said: BuiltinNotification): string => alertKey(targetOf(said));
