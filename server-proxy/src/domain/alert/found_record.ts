import type {State} from '#contract';
import type {Alert, targetIds} from './alert';
import {momentAt} from './moment';
import {reading, type Seen} from './observation';
import type {AlertRecord} from './record';
import {newRecord, observe} from './reducer';

/** An object as openITCOCKPIT shows it, whether it was ever notified or not. */
export interface SeenObject extends Seen {
    readonly target: ReturnType<typeof targetIds>;
    readonly hostName: string;
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

/** The record it would have if it had been notified. Nothing else is known about it, so everything shown counts. */
export const recordOf = (object: SeenObject, state: State, nowSeconds: number): AlertRecord => {
    const record = newRecord({...alertOf(object, state), time: 0, since: 0}, '', nowSeconds);
    return observe(record, reading({...object, freshAt: momentAt(nowSeconds)}, nowSeconds, nowSeconds));
};
