import {
    BrokenCircuitError,
    BulkheadRejectedError,
    bulkhead,
    CircuitState,
    ConsecutiveBreaker,
    circuitBreaker,
    handleWhen,
} from 'cockatiel';
import {AppError} from '../domain/errors';
import {says} from '../domain/texts';
import {withRetries} from '../net/retry';
import {AttemptFailure} from './failures';

export interface ResilienceOptions {
    /** Pauses between attempts; as many retries as there are pauses. */
    readonly retryDelaysMs: readonly number[];
    /** Consecutive failures that open the circuit. */
    readonly breakAfter: number;
    readonly halfOpenAfterMs: number;
    readonly onCircuit: (state: Circuit) => void;
}

export type Circuit = 'closed' | 'open' | 'half-open';

export interface Resilience {
    /** @throws AppError only */
    run<T>(attempt: () => Promise<T>): Promise<T>;
    /**
     * The same for calls we can do without: one attempt, none while openITCOCKPIT seems to be down, and a failure does
     * not count. @throws AppError only
     */
    runAside<T>(attempt: () => Promise<T>): Promise<T>;
    circuit(): Circuit;
}

/** openITCOCKPIT's PHP has five workers by default; we use at most three. */
const AT_ONCE = 3;
const WAITING = 500;

/** At most three attempts at once, retries where they are safe, and a pause for all while openITCOCKPIT is down. */
export const createResilience = (options: ResilienceOptions): Resilience => {
    const slots = bulkhead(AT_ONCE, WAITING);
    const breaker = circuitBreaker(
        handleWhen((error) => error instanceof AttemptFailure),
        {breaker: new ConsecutiveBreaker(options.breakAfter), halfOpenAfter: options.halfOpenAfterMs},
    );
    breaker.onStateChange((state) => options.onCircuit(nameOf(state)));
    const pauseAfter = (error: unknown, tries: number) =>
        error instanceof AttemptFailure && error.retrySafe ? options.retryDelaysMs[tries - 1] : undefined;
    const lastFailure = (): AppError | undefined => {
        const reason = breaker.lastFailure;
        return reason && 'error' in reason && reason.error instanceof AttemptFailure ? reason.error.error : undefined;
    };
    const run = async <T>(attempt: () => Promise<T>): Promise<T> => {
        try {
            // The breaker is inside the queue, so that waiting calls fail at once when the circuit opens.
            return await withRetries(async () => {
                const outcome = await slots.execute(() => breaker.execute(() => settle(attempt)));
                if ('refusal' in outcome) {
                    throw outcome.refusal;
                }
                return outcome.value;
            }, pauseAfter);
        } catch (error) {
            throw asCallFailure(error, lastFailure());
        }
    };
    const runAside = async <T>(attempt: () => Promise<T>): Promise<T> => {
        try {
            return await slots.execute(() => {
                if (breaker.state !== CircuitState.Closed) {
                    throw new BrokenCircuitError();
                }
                return attempt();
            });
        } catch (error) {
            throw asCallFailure(error, lastFailure());
        }
    };
    return {run, runAside, circuit: () => nameOf(breaker.state)};
};

/** A refusal proves that openITCOCKPIT is up, so the breaker counts it as a success. */
const settle = async <T>(attempt: () => Promise<T>): Promise<{value: T} | {refusal: AttemptFailure}> => {
    try {
        return {value: await attempt()};
    } catch (error) {
        if (error instanceof AttemptFailure && !error.unavailable) {
            return {refusal: error};
        }
        throw error;
    }
};

const nameOf = (state: CircuitState): Circuit => {
    if (state === CircuitState.Closed) {
        return 'closed';
    }
    return state === CircuitState.HalfOpen ? 'half-open' : 'open';
};

const asCallFailure = (error: unknown, lastFailure: AppError | undefined): unknown => {
    if (error instanceof AttemptFailure) {
        return error.retrySafe ? error.error.with({nothingSent: true}) : error.error;
    }
    if (error instanceof BrokenCircuitError) {
        return new AppError(
            'openitcockpit_circuit_open',
            (language) =>
                says(({failures}) => failures.circuitOpen(lastFailure?.sentence(language) ?? ''))(language).trim(),
            {nothingSent: true},
        );
    }
    if (error instanceof BulkheadRejectedError) {
        return new AppError(
            'openitcockpit_unreachable',
            'Too many requests are waiting for openITCOCKPIT: try again later.',
            {
                nothingSent: true,
            },
        );
    }
    return error;
};
