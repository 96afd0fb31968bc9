import {
    BrokenCircuitError,
    CircuitState,
    ConsecutiveBreaker,
    circuitBreaker,
    handleWhen,
    IterableBackoff,
    retry,
} from 'cockatiel';
import {AppError} from '../domain/errors';
import {says} from '../domain/texts';
import type {Api} from './api';
import type {Call, TimedAnswer} from './call';
import {AttemptFailure} from './failures';
import {createSlots, SlotsFull} from './slots';

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
    /**
     * Calls we can do without (`aside`) get one attempt, none while openITCOCKPIT seems to be down, and their failure does
     * not count.
     * @param apiKey a person's own; default: the setting's
     * @throws AppError only
     */
    ask(call: Call, apiKey?: string): Promise<TimedAnswer>;
    circuit(): Circuit;
}

/** openITCOCKPIT's PHP has five workers by default; we use at most three. */
const AT_ONCE = 3;
const PANEL_AT_ONCE = 2;
const WAITING = 500;

/** At most three attempts at once, the most urgent first, retries where they are safe, and a pause for all while openITCOCKPIT is down. */
export const createResilience = (attempt: Api['attempt'], options: ResilienceOptions): Resilience => {
    const slots = createSlots({atOnce: AT_ONCE, panelAtOnce: PANEL_AT_ONCE, waiting: WAITING});
    const breaker = circuitBreaker(
        handleWhen((error) => error instanceof AttemptFailure),
        {breaker: new ConsecutiveBreaker(options.breakAfter), halfOpenAfter: options.halfOpenAfterMs},
    );
    breaker.onStateChange((state) => options.onCircuit(nameOf(state)));
    const retrying = retry(handleWhen(isRetrySafe).orWhenResult(isRetrySafe), {
        maxAttempts: options.retryDelaysMs.length,
        backoff: new IterableBackoff(options.retryDelaysMs),
    });
    const lastFailure = (): AppError | undefined => {
        const reason = breaker.lastFailure;
        return reason && 'error' in reason && reason.error instanceof AttemptFailure ? reason.error.error : undefined;
    };
    // The breaker is inside the queue, so that waiting calls fail at once when the circuit opens.
    const ask = async (call: Call, apiKey?: string): Promise<TimedAnswer> => {
        try {
            const answer = call.aside
                ? await slots.execute(call.urgency ?? 'action', () => {
                      return breaker.state === CircuitState.Closed
                          ? attempt(call, apiKey)
                          : Promise.reject(new BrokenCircuitError());
                  })
                : await retrying.execute(() =>
                      slots.execute(call.urgency ?? 'action', () => breaker.execute(() => attempt(call, apiKey))),
                  );
            if (answer instanceof AttemptFailure) {
                throw answer;
            }
            return answer;
        } catch (error) {
            throw asCallFailure(error, lastFailure());
        }
    };
    return {ask, circuit: () => nameOf(breaker.state)};
};

const isRetrySafe = (found: unknown): boolean => found instanceof AttemptFailure && found.retrySafe;

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
    if (error instanceof SlotsFull) {
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
