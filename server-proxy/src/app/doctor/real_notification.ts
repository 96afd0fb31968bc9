import type {ExpectedNotification} from '#contract';
import {AppError, asAppError} from '../../domain/errors';
import {mostSimilar} from '../../domain/similar';
import type {FoundObject} from '../commands/search_port';
import type {DoctorContext, HopReporter} from './doctor_context';

const AUTHOR = 'openITCOCKPIT Doctor';
const PAUSE_MS = 500;
const MOST_SUGGESTIONS = 3;

/**
 * Has openITCOCKPIT send a real notification, and waits until it has come to us.
 * @param host name; empty: not wanted
 */
export const proveNotification = async (context: DoctorContext, hops: HopReporter, host: string): Promise<void> => {
    const expected = await askForNotification(context, hops, host);
    if (!expected) {
        return;
    }
    hops.wait(hops.texts.waitingFor(expected.host_name, Math.round(context.notificationWaitMs / 1000)));
    while (!(await lookForArrival(context, hops, expected))) {
        await context.clock.sleep(PAUSE_MS);
    }
};

/** What failed before would fail again. @returns what to look for; undefined when nothing was sent (and that is told) */
export const askForNotification = async (
    context: DoctorContext,
    hops: HopReporter,
    host: string,
): Promise<ExpectedNotification | undefined> => {
    const {texts} = hops;
    if (host === '') {
        hops.tell('notification', 'skipped', texts.noHostNamed);
        return undefined;
    }
    if (hops.hasFailed()) {
        hops.skip('notification');
        return undefined;
    }
    const started = hops.now();
    try {
        const {target, hostName} = await hostNamed(context, hops, host);
        const mark = context.nonce();
        await context.expectTest(target.hostUuid, mark);
        const askedAt = hops.now();
        const comment = `${texts.testNotification} ${mark}`;
        await context.monitoring.sendHostNotification({hostUuid: target.hostUuid, author: AUTHOR, comment});
        return {host_uuid: target.hostUuid, host_name: hostName, mark, asked_at: askedAt};
    } catch (error) {
        hops.tell('notification', 'failed', asAppError(error).sentence(hops.language), hops.since(started));
        return undefined;
    }
};

/** Tells when it has come, or when it is too late for it. @returns false: neither, look again */
export const lookForArrival = async (
    context: DoctorContext,
    hops: HopReporter,
    {host_uuid, host_name, mark, asked_at}: ExpectedNotification,
): Promise<boolean> => {
    const {texts} = hops;
    const waitMs = context.notificationWaitMs;
    try {
        if (await context.expectTest(host_uuid, mark)) {
            hops.tell('notification', 'ok', texts.notified(host_name), hops.since(asked_at));
            return true;
        }
    } catch (error) {
        hops.tell('notification', 'failed', asAppError(error).sentence(hops.language), hops.since(asked_at));
        return true;
    }
    if (hops.since(asked_at) < waitMs) {
        return false;
    }
    const sentences = [
        texts.notNotified(host_name, Math.round(waitMs / 1000)),
        // Behind this door Mattermost does not tell us of posts that others make.
        ...(context.addresses.webhook && context.addresses.handler ? [texts.webhookUnseen] : []),
    ];
    hops.tell('notification', 'failed', sentences.join(' '), hops.since(asked_at));
    return true;
};

/** @throws AppError with what to correct */
const hostNamed = async (context: DoctorContext, {texts}: HopReporter, name: string): Promise<FoundObject> => {
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
