import type {DoctorContext, StepReporter} from './doctor_context';
import {examineMattermost} from './examine_mattermost';
import {examineOpenitcockpit} from './examine_openitcockpit';
import {examineStream} from './examine_stream';
import {proveNotification} from './real_notification';

/**
 * Everything up to the test alert.
 * @param host of a real notification; empty for none
 * @param show called once openITCOCKPIT's part is complete
 */
export const examinePath = async (
    context: DoctorContext,
    steps: StepReporter,
    host: string,
    show: () => Promise<void> = async () => undefined,
): Promise<void> => {
    await examineOpenitcockpit(context, steps);
    await examineStream(context, steps);
    await show();
    await examineMattermost(context, steps);
    await proveNotification(context, steps, host);
};
