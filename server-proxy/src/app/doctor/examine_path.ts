import type {DoctorContext, StepReporter} from './doctor_context';
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
    steps: StepReporter,
    host: string,
    show: () => Promise<void> = async () => undefined,
): Promise<void> => {
    await examineOpenitcockpit(context, steps);
    await show();
    await examineMattermost(context, steps);
    await proveNotification(context, steps, host);
};
