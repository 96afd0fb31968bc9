import type {State} from '#contract';
import type {Alert, targetIds} from './alert';
import {reading, type Seen} from './alert/observation';
import type {AlertRecord} from './alert/record';
import {newRecord, observe} from './alert/reducer';

/** An object as openITCOCKPIT shows it, whether it was ever notified or not. */
export interface SeenObject extends Seen {
    readonly target: ReturnType<typeof targetIds>;
}

/** The notification that openITCOCKPIT would have sent about its problem. */
export const alertOf = (
    {target, hostName, serviceName, output, stateSince, checkedAt}: SeenObject,
    state: State,
): Alert => ({
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
    ...(stateSince ? {since: stateSince.earliest} : {}),
    ...(checkedAt ? {time: checkedAt.latest} : {}),
    author: '',
    comment: '',
    channel: '',
    noEmoji: false,
});

/** The record it would have, had it been notified. */
export const recordOf = (object: SeenObject, state: State, nowSeconds: number): AlertRecord =>
    observe(newRecord(alertOf(object, state), '', nowSeconds), reading(object, nowSeconds, nowSeconds));
