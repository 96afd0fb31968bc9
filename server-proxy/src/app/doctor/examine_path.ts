import type {DoctorContext, HopReporter} from './doctor_context';
import {examineMattermost} from './examine_mattermost';
import {examineOpenitcockpit} from './examine_openitcockpit';
import {proveNotification} from './real_notification';

/**
 * Everything before the test alert, in the order in which an alert goes.
 * @param host of a real notification; empty: none
 * @param show called when openITCOCKPIT's part is known
 */
export const examinePath = async (
    context: DoctorContext,
    hops: HopReporter,
    host: string,
    show: () => Promise<void> = async () => undefined,
): Promise<void> => {
    await examineOpenitcockpit(context, hops);
    await show();
    await examineMattermost(context, hops);
    await proveNotification(context, hops, host);
};
