import type {Clock, Logger, Metrics} from '../app/telemetry';
import {type AppError, asAppError} from '../domain/errors';
import type {Call, HttpAnswer} from './call';
import {AttemptFailure, failureOfAnswer, notJson} from './failures';
import {checkSettings, type OpenitcockpitSettings} from './settings';
import {createTransport, type Transport} from './transport';

export interface Api {
    /**
     * One attempt, measured and logged.
     * @param apiKey a person's own; default: the setting's
     * @returns the JSON of a 200
     * @throws AttemptFailure, or AppError if the settings are wrong
     */
    attempt(call: Call, apiKey?: string): Promise<unknown>;
    close(): void;
}

export interface ApiDependencies {
    readonly clock: Clock;
    readonly logger: Logger;
    readonly metrics: Metrics;
}

export const createApi = (settings: OpenitcockpitSettings, {clock, logger, metrics}: ApiDependencies): Api => {
    const ready = prepare(settings);
    const attempt = async (call: Call, apiKey?: string): Promise<unknown> => {
        if ('error' in ready) {
            throw ready.error;
        }
        const started = clock.now();
        try {
            return judge(call, await ready.transport.send(call, apiKey));
        } catch (error) {
            const {code} = error instanceof AttemptFailure ? error.error : asAppError(error);
            if (!call.aside) {
                metrics.upstreamError('openitcockpit', code);
                logger.warn('A request to openITCOCKPIT failed', {operation: call.operation, path: call.path, code});
            }
            throw error;
        } finally {
            metrics.upstreamSeconds('openitcockpit', call.operation, (clock.now() - started) / 1000);
        }
    };
    return {
        attempt,
        close: () => {
            if ('transport' in ready) {
                ready.transport.close();
            }
        },
    };
};

const prepare = (settings: OpenitcockpitSettings): {transport: Transport} | {error: AppError} => {
    try {
        return {transport: createTransport(checkSettings(settings))};
    } catch (error) {
        return {error: asAppError(error)};
    }
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
