import type {ExpectedNotification} from '#contract';
import {AppError, asAppError} from '../../domain/errors';
import {mostSimilar} from '../../domain/similar';
import type {FoundObject} from '../commands/search_port';
import type {DoctorContext, StepReporter} from './doctor_context';

const AUTHOR = 'openITCOCKPIT Doctor';
const PAUSE_MS = 500;
const MOST_SUGGESTIONS = 3;

/**
 * Has openITCOCKPIT send a real notification, and waits for it to arrive.
 * @param host name; empty to skip
 */
export const proveNotification = async (context: DoctorContext, steps: StepReporter, host: string): Promise<void> => {
    const expected = await askForNotification(context, steps, host);
    if (!expected) {
        return;
    }
    steps.wait(steps.texts.waitingFor(expected.host_name, Math.round(context.notificationWaitMs / 1000)));
    while (!(await lookForArrival(context, steps, expected))) {
        await context.clock.sleep(PAUSE_MS);
    }
};

/** Skipped after any failure. @returns what to wait for, or undefined if nothing was sent, which is then reported */
export const askForNotification = async (
    context: DoctorContext,
    steps: StepReporter,
    host: string,
): Promise<ExpectedNotification | undefined> => {
    const {texts} = steps;
    if (host === '') {
        steps.tell('notification', 'skipped', texts.noHostNamed);
        return undefined;
    }
    if (steps.hasFailed()) {
        steps.skip('notification');
        return undefined;
    }
    const started = steps.now();
    try {
        const {target, hostName} = await hostNamed(context, steps, host);
        const mark = context.nonce();
        await context.expectTest(target.hostUuid, mark);
        const askedAt = steps.now();
        const comment = `${texts.testNotification} ${mark}`;
        await context.monitoring.sendHostNotification({hostUuid: target.hostUuid, author: AUTHOR, comment});
        return {host_uuid: target.hostUuid, host_name: hostName, mark, asked_at: askedAt};
    } catch (error) {
        steps.tell('notification', 'failed', asAppError(error).sentence(steps.language), steps.since(started));
        return undefined;
    }
};

/** Reports the notification once it has arrived or is overdue. @returns false if it is neither, so poll again */
export const lookForArrival = async (
    context: DoctorContext,
    steps: StepReporter,
    {host_uuid, host_name, mark, asked_at}: ExpectedNotification,
): Promise<boolean> => {
    const {texts} = steps;
    const waitMs = context.notificationWaitMs;
    try {
        if (await context.expectTest(host_uuid, mark)) {
            steps.tell('notification', 'ok', texts.notified(host_name), steps.since(asked_at));
            return true;
        }
    } catch (error) {
        steps.tell('notification', 'failed', asAppError(error).sentence(steps.language), steps.since(asked_at));
        return true;
    }
    if (steps.since(asked_at) < waitMs) {
        return false;
    }
    const sentences = [
        texts.notNotified(host_name, Math.round(waitMs / 1000)),
        // Behind door 1 we do not see posts that arrive through the webhook.
        ...(context.addresses.webhook && context.addresses.handler ? [texts.webhookUnseen] : []),
    ];
    steps.tell('notification', 'failed', sentences.join(' '), steps.since(asked_at));
    return true;
};

/** @throws AppError whose message says what to correct */
const hostNamed = async (context: DoctorContext, {texts}: StepReporter, name: string): Promise<FoundObject> => {
    const isSame = ({hostName}: FoundObject): boolean => hostName.toLowerCase() === name.toLowerCase();
    const {objects} = await context.monitoring.findHosts(name);
    const host = objects.find(({hostName}) => hostName === name) ?? objects.find(isSame);
    if (!host) {
        const names = objects.map(({hostName}) => hostName);
        throw new AppError(
            'unknown_object',
            texts.hostUnknown(name, mostSimilar(name, names, MOST_SUGGESTIONS).join(', ')),
        );
    }
    if (!host.mayEdit) {
        throw new AppError('forbidden', texts.hostReadOnly(host.hostName));
    }
    return host;
};
