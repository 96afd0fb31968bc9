import {BulkheadRejectedError, bulkhead, DelegateBackoff, handleWhen, type IPolicy, retry} from 'cockatiel';
import type {Clock, Logger, Metrics} from '../../app/telemetry';
import {withoutEndSlashes} from '../../domain/address';
import {AppError, asAppError} from '../../domain/errors';
import {says} from '../../domain/texts';
import {objectIn} from '../../net/json';
import {NetFailure} from '../../net/net_failure';
import type {Route} from '../../net/route';
import type {HttpAnswer, HttpRequest, Sender} from '../../net/sender';
import {createServiceSender} from '../../net/service_sender';

export interface MattermostSettings extends Route {
    readonly url: string;
    readonly botToken: string;
}

export interface RestDeps {
    readonly clock: Clock;
    readonly logger: Logger;
    readonly metrics: Metrics;
    readonly retryDelaysMs?: readonly number[];
}

export interface RestRequest {
    readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
    /** Under /api/v4. */
    readonly path: string;
    readonly body?: unknown;
    /** In place of a body. */
    readonly file?: Uint8Array;
    readonly operation: string;
    /** May be retried after an unclear failure without doing something twice. */
    readonly repeatable: boolean;
    /** Only of use within seconds, so not retried. */
    readonly urgent?: boolean;
}

/** Entries of a cache. All of them only save requests, so they may stay small. */
export const MOST_KEPT = 20_000;

const TIMEOUT_MS = 10_000;
const PARALLEL = 32;
/** Each holds a post in memory. Beyond that the caller is told, and what it stored is shown later. */
const MOST_WAITING = 2000;
const RETRY_DELAYS_MS = [200, 800, 2500];

/** One failed attempt. `retryAfterMs`: the shortest pause before the next one; undefined: no retry. */
class FailedAttempt extends Error {
    constructor(
        readonly error: AppError,
        readonly retryAfterMs: number | undefined,
    ) {
        super(error.message);
    }
}

type Answered = ReturnType<typeof objectIn>;

/** As many retries as there are pauses, which Mattermost may ask to be longer. */
const retrying = (delaysMs: readonly number[]): IPolicy =>
    retry(
        handleWhen((failure) => failure instanceof FailedAttempt && failure.retryAfterMs !== undefined),
        {
            maxAttempts: delaysMs.length,
            backoff: new DelegateBackoff(({attempt, result}) => {
                const failure = 'error' in result ? result.error : undefined;
                const asked = failure instanceof FailedAttempt ? failure.retryAfterMs : undefined;
                return Math.max(delaysMs[attempt - 1] ?? 0, asked ?? 0);
            }),
        },
    );

/** Mattermost's REST API with a bot token: timeouts, retries where safe, and readable errors. */
export class RestClient {
    private readonly sender: Sender;
    private readonly limit: IPolicy;
    private readonly retrying: IPolicy;
    /** Milliseconds by which Mattermost's clock is ahead of ours, as its latest answer showed; to the second. */
    clockAhead = 0;

    constructor(
        private readonly settings: MattermostSettings,
        private readonly deps: RestDeps,
    ) {
        this.sender = createServiceSender(settings);
        this.limit = bulkhead(PARALLEL, MOST_WAITING);
        this.retrying = retrying(deps.retryDelaysMs ?? RETRY_DELAYS_MS);
    }

    /** @returns the answer's JSON body @throws AppError `mattermost_*` */
    async call(request: RestRequest): Promise<Record<string, unknown>> {
        try {
            return await (request.urgent ? this.attempt(request) : this.retrying.execute(() => this.attempt(request)));
        } catch (failure) {
            const error = failure instanceof FailedAttempt ? failure.error : asAppError(failure);
            this.deps.metrics.upstreamError('mattermost', error.code);
            throw error;
        }
    }

    private async attempt(request: RestRequest): Promise<Record<string, unknown>> {
        const started = this.deps.clock.monotonic();
        let answer: HttpAnswer;
        let json: Answered;
        try {
            answer = await this.limit.execute(() => this.sender.send(this.requestTo(request)));
            json = objectIn(answer.text);
        } catch (cause) {
            throw this.unreachable(request, cause);
        } finally {
            this.deps.metrics.upstreamSeconds(
                'mattermost',
                request.operation,
                (this.deps.clock.monotonic() - started) / 1000,
            );
        }
        const date = Date.parse(answer.headers.date ?? '');
        this.clockAhead = Number.isNaN(date) ? 0 : date - this.deps.clock.now();
        if (answer.status >= 300) {
            const {status, headers} = answer;
            // 429 was refused before anything happened; other 5xx may have had an effect.
            const again = status === 429 || (status >= 500 && request.repeatable);
            const wait = Math.min(Number(headers['retry-after'] ?? 0) * 1000 || 0, 10_000);
            throw new FailedAttempt(this.refused(status, json), again ? wait : undefined);
        }
        return json ?? {};
    }

    private requestTo({method, path, body, file}: RestRequest): HttpRequest {
        return {
            method,
            url: new URL(`${withoutEndSlashes(this.settings.url)}/api/v4${path}`),
            headers: {
                Authorization: `Bearer ${this.settings.botToken}`,
                ...(body === undefined ? {} : {'Content-Type': 'application/json'}),
                ...(file && {'Content-Type': 'application/octet-stream'}),
            },
            body: body === undefined ? file : JSON.stringify(body),
            timeoutMs: TIMEOUT_MS,
        };
    }

    private refused(status: number, answer: Answered): AppError {
        const id = typeof answer?.id === 'string' ? answer.id : '';
        const {url} = this.settings;
        if (id.includes('trigger_id')) {
            return new AppError(
                'mattermost_trigger_expired',
                'Mattermost did not wait for the dialog: please press the button again.',
            );
        }
        if (status === 401) {
            return new AppError(
                'mattermost_token_rejected',
                says(({failures}) => failures.tokenRejected),
            );
        }
        if (/_(to|in)_deleted\.error$/.test(id)) {
            return new AppError(
                'mattermost_channel_archived',
                says(({failures}) => failures.channelArchived),
            );
        }
        const said = typeof answer?.message === 'string' ? ` (Mattermost says: ${answer.message})` : '';
        if (status === 403) {
            return new AppError(
                'mattermost_forbidden',
                says(({failures}) => failures.botForbidden(said)),
            );
        }
        if (status === 404) {
            return new AppError('mattermost_not_found', `Mattermost cannot find what was asked for${said}.`);
        }
        if (status >= 300 && status < 400) {
            return new AppError(
                'mattermost_bad_answer',
                says(({failures}) => failures.mattermostRedirects(url)),
            );
        }
        return new AppError('mattermost_bad_answer', `Mattermost answered ${status} at ${url}${said}.`, {
            nothingSent: status === 400 || status === 413,
        });
    }

    private unreachable({repeatable}: RestRequest, cause: unknown): FailedAttempt {
        if (cause instanceof BulkheadRejectedError) {
            const tooSlow = says(({failures}) => failures.mattermostTooSlow(this.settings.url, MOST_WAITING));
            return new FailedAttempt(new AppError('mattermost_unreachable', tooSlow, {cause}), undefined);
        }
        if (!(cause instanceof NetFailure)) {
            return new FailedAttempt(asAppError(cause), repeatable ? 0 : undefined);
        }
        if (cause.kind === 'tooLarge' || cause.kind === 'tooMuch') {
            const tooMuch = says(({failures}) => failures.mattermostTooMuch(this.settings.url));
            return new FailedAttempt(new AppError('mattermost_bad_answer', tooMuch, {cause}), undefined);
        }
        const code = cause.code || 'no answer';
        const sentence = says(({failures}) => failures.mattermostUnreachable(this.settings.url, code));
        const error = new AppError('mattermost_unreachable', sentence, {cause});
        return new FailedAttempt(error, cause.nothingSent || repeatable ? 0 : undefined);
    }
}
