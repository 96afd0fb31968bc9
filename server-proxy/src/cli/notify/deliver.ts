import {NOTIFICATION_TOKEN_HEADER} from '#contract';
import {netFailure} from '../../net/net_failure';
import {withRetries} from '../../net/retry';
import type {HttpAnswer, Sender} from '../../net/sender';
import {NotifyFailure} from './failure';
import {answerFailure, type Delivery, socketFailure} from './refusal';

const FIRST_DELAY_MS = 250;
const LONGEST_DELAY_MS = 4000;
/** With less time left than this, another try is pointless. */
const SHORTEST_TRY_MS = 100;

/**
 * Retries, with growing pauses, as long as the failure may be temporary.
 * @param deadline as of `performance.now()`
 * @throws NotifyFailure of the last try
 */
export const deliver = async (delivery: Delivery, sender: Sender, deadline: number): Promise<void> => {
    const pauseAfter = (failure: unknown, tries: number): number | undefined => {
        if (!(failure instanceof NotifyFailure) || failure.retryAfterMs === undefined) {
            return undefined;
        }
        const delay = Math.max(failure.retryAfterMs, backOff(tries));
        return performance.now() + delay + SHORTEST_TRY_MS > deadline ? undefined : delay;
    };
    let tries = 0;
    const attempt = (): Promise<string> => {
        tries += 1;
        return ask(delivery, sender, deadline - performance.now());
    };
    try {
        await withRetries(attempt, pauseAfter);
    } catch (failure) {
        throw failure instanceof NotifyFailure && tries > 1 ? repeated(failure, tries) : failure;
    }
};

/** @returns the text of a successful answer @throws NotifyFailure */
export const ask = async (delivery: Delivery, sender: Sender, timeoutMs: number): Promise<string> => {
    const proxy = sender.proxyFor(delivery.url);
    const started = performance.now();
    const send = (headers: Delivery['headers']): Promise<HttpAnswer> =>
        sender
            .send({...delivery, headers, timeoutMs: Math.max(1, timeoutMs - (performance.now() - started))})
            .catch((error: unknown) => {
                throw socketFailure(netFailure(error), delivery, proxy);
            });
    const first = await send(delivery.headers);
    const older = asBefore(delivery);
    const answer = older !== delivery && isOlder(first) ? await send(older.headers) : first;
    const failure = answerFailure(answer, delivery, proxy);
    if (failure) {
        throw failure;
    }
    return answer.text;
};

/** A handler of version 0.1.0 refuses without naming the header that it misses. Whatever is in front of it names its own. */
const isOlder = ({status, headers}: HttpAnswer): boolean => status === 401 && headers['www-authenticate'] === undefined;

/** With the token as version 0.1.0 asks for it; the same if it has none. */
export const asBefore = (delivery: Delivery): Delivery => {
    const {[NOTIFICATION_TOKEN_HEADER]: token, ...others} = delivery.headers;
    return token === undefined ? delivery : {...delivery, headers: {...others, authorization: `Bearer ${token}`}};
};

/** Doubles each time, a quarter of it random, so that a burst of notifications does not return as a burst. */
const backOff = (tries: number): number =>
    Math.min(FIRST_DELAY_MS * 2 ** (tries - 1), LONGEST_DELAY_MS) * (0.75 + Math.random() / 4);

const repeated = (failure: NotifyFailure, tries: number): NotifyFailure =>
    new NotifyFailure(failure.kind, `${failure.message} Tried ${tries} times.`, undefined, {cause: failure});
