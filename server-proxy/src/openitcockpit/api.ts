import type {Clock, Logger, Metrics} from '../app/telemetry';
import {type AppError, asAppError} from '../domain/errors';
import {objectIn} from '../net/json';
import {netFailure} from '../net/net_failure';
import type {HttpRequest, Sender} from '../net/sender';
import {createServiceSender} from '../net/service_sender';
import type {Call, HttpAnswer, TimedAnswer} from './call';
import {failureOfConnection} from './connection_errors';
import {AttemptFailure, failureOfAnswer, notJson} from './failures';
import {type Connection, checkSettings, type OpenitcockpitSettings} from './settings';

export interface Api {
    /**
     * One attempt, measured and logged, with an API key and without cookies.
     * @param apiKey a person's own; default: the setting's
     * @returns the JSON of a 200; or openITCOCKPIT's refusal, which the circuit breaker counts as a success because it
     *     proves that openITCOCKPIT is up
     * @throws AttemptFailure if it is not, or AppError if the settings are wrong
     */
    attempt(call: Call, apiKey?: string): Promise<TimedAnswer | AttemptFailure>;
    close(): void;
}

export interface ApiDependencies {
    readonly clock: Clock;
    readonly logger: Logger;
    readonly metrics: Metrics;
}

/** Calls that only help to interpret others must not delay them. */
const ASIDE_MS = 3000;

export const createApi = (settings: OpenitcockpitSettings, {clock, logger, metrics}: ApiDependencies): Api => {
    const ready = prepare(settings);
    const attempt: Api['attempt'] = async (call, apiKey) => {
        if ('error' in ready) {
            throw ready.error;
        }
        const {connection, sender} = ready;
        const asked = clock.now();
        const started = clock.monotonic();
        try {
            const {status, headers, text} = await sender.send(requestOf(call, connection, apiKey));
            const {location, 'content-type': contentType = ''} = headers;
            const url = `${connection.base}${call.path}`;
            const json = judge(call, {status, url, contentType, location, json: objectIn(text)});
            return {json, asked, answered: clock.now()};
        } catch (error) {
            const known = error instanceof AttemptFailure;
            const failure = known ? error : failureOfConnection(call, connection, netFailure(error));
            const {code} = failure.error;
            if (!call.aside) {
                metrics.upstreamError('openitcockpit', code);
                logger.warn('A request to openITCOCKPIT failed', {operation: call.operation, path: call.path, code});
            }
            if (failure.unavailable) {
                throw failure;
            }
            return failure;
        } finally {
            metrics.upstreamSeconds('openitcockpit', call.operation, (clock.monotonic() - started) / 1000);
        }
    };
    return {
        attempt,
        close: () => {
            if ('sender' in ready) {
                ready.sender.close();
            }
        },
    };
};

const prepare = (settings: OpenitcockpitSettings): {connection: Connection; sender: Sender} | {error: AppError} => {
    try {
        const connection = checkSettings(settings);
        return {connection, sender: createServiceSender(connection)};
    } catch (error) {
        return {error: asAppError(error)};
    }
};

const requestOf = (call: Call, {base, timeoutMs, ...own}: Connection, apiKey = own.apiKey): HttpRequest => {
    const url = new URL(`${base}${call.path}`);
    url.search = new URLSearchParams({...(call.angular && {angular: 'true'}), ...call.query}).toString();
    return {
        method: call.body === undefined ? 'GET' : 'POST',
        url,
        headers: {
            Accept: 'application/json',
            'Content-Type': 'application/json',
            Authorization: `X-OITC-API ${apiKey}`,
            'User-Agent': 'openitcockpit-for-mattermost',
        },
        body: call.body === undefined ? undefined : JSON.stringify(call.body),
        timeoutMs: call.aside ? Math.min(ASIDE_MS, timeoutMs) : timeoutMs,
    };
};

const judge = (call: Call, answer: HttpAnswer): unknown => {
    if (answer.status !== 200) {
        throw failureOfAnswer(call, answer);
    }
    if (answer.json === undefined) {
        throw notJson(answer);
    }
    return answer.json;
};
