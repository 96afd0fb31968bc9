import {setTimeout as sleep} from 'node:timers/promises';
import {NotifyFailure} from './failure';
import {type Answer, type HttpMessage, send} from './http_send';
import type {Network} from './network';
import {answerFailure, socketFailure} from './refusal';

export interface Delivery extends HttpMessage {
    /** How the target is called in messages: its setting, or the flag that named it. */
    readonly setting: 'NOTIFICATION_URL' | 'WEBHOOK_URL' | '--url';
}

const FIRST_DELAY_MS = 250;
const LONGEST_DELAY_MS = 4000;
/** A try that has less time than this is not worth starting. */
const SHORTEST_TRY_MS = 100;

/**
 * Posts until the target takes it, waiting longer after each failure that may pass by itself.
 * @param deadline milliseconds since the epoch
 * @throws NotifyFailure of the last try
 */
export const deliver = async (delivery: Delivery, network: Network, deadline: number): Promise<void> => {
    for (let tries = 1; ; tries++) {
        const failure = await tryOnce(delivery, network, deadline - Date.now());
        if (!failure) {
            return;
        }
        const delay = Math.max(failure.retryAfterMs ?? 0, backOff(tries));
        if (failure.retryAfterMs === undefined || Date.now() + delay + SHORTEST_TRY_MS > deadline) {
            throw tries === 1 ? failure : repeated(failure, tries);
        }
        await sleep(delay);
    }
};

const tryOnce = async (delivery: Delivery, network: Network, timeoutMs: number): Promise<NotifyFailure | undefined> => {
    const proxy = network.proxyFor(delivery.url);
    let answer: Answer;
    try {
        answer = await send(delivery, network, timeoutMs);
    } catch (error) {
        return socketFailure(error, delivery, proxy);
    }
    return answerFailure(answer, delivery, proxy);
};

/** Doubles from try to try; a quarter of it at random, so that a burst of notifications does not come back as a burst. */
const backOff = (tries: number): number =>
    Math.min(FIRST_DELAY_MS * 2 ** (tries - 1), LONGEST_DELAY_MS) * (0.75 + Math.random() / 4);

const repeated = (failure: NotifyFailure, tries: number): NotifyFailure =>
    new NotifyFailure(failure.kind, `${failure.message} Tried ${tries} times.`, undefined, {cause: failure});
