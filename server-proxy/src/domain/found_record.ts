import type {State} from '#contract';
import type {Alert, targetIds} from './alert';
import type {AlertRecord} from './alert_record';
import {healed, type Seen} from './healing';
import {newRecord} from './transitions';

/** An object as openITCOCKPIT shows it, whether it was ever notified or not. */
export interface SeenObject extends Seen {
    readonly target: ReturnType<typeof targetIds>;
}

/** The notification that openITCOCKPIT would have sent about its problem. */
export const alertOf = ({target, hostName, serviceName, output}: SeenObject, state: State): Alert => ({
    target: {
        host: {uuid: target.hostUuid, name: hostName},
        ...(target.serviceUuid === undefined
            ? {}
            : {service: {uuid: target.serviceUuid, name: serviceName ?? target.serviceUuid}}),
    },
    notificationType: 'PROBLEM',
    state,
    output,
    problemId: '',
    author: '',
    comment: '',
    channel: '',
    noEmoji: false,
});

/** The record it would have, had it been notified. */
export const recordOf = (object: SeenObject, state: State, nowSeconds: number): AlertRecord =>
    healed(newRecord(alertOf(object, state), '', nowSeconds), object, nowSeconds);
