import {Agent as HttpAgent} from 'node:http';
import {Agent as HttpsAgent} from 'node:https';
import {rootCertificates} from 'node:tls';
import axios, {type AxiosInstance, type AxiosResponse} from 'axios';
import {bulkhead, type IPolicy} from 'cockatiel';
import type {Clock, Logger, Metrics} from '../../app/telemetry';
import {AppError, asAppError} from '../../domain/errors';
import {says} from '../../domain/texts';
import {axiosProxy} from '../../net/axios_proxy';

export interface MattermostSettings {
    readonly url: string;
    readonly botToken: string;
    /** PEM, in addition to the system's authorities. */
    readonly ca?: string | undefined;
    readonly skipTlsVerification: boolean;
    /** undefined: direct. Never taken from the environment. */
    readonly proxyUrl?: string | undefined;
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
    /** Short name for metrics. */
    readonly operation: string;
    /** May be repeated after an unclear failure without doing something twice. */
    readonly repeatable: boolean;
    /** Lives a few seconds: no retries. */
    readonly urgent?: boolean;
}

const TIMEOUT_MS = 10_000;
const PARALLEL = 32;
const RETRY_DELAYS_MS = [200, 800, 2500];

/** Mattermost's REST API with a bot token: time-outs, retries where safe, and errors as sentences. */
export class RestClient {
    private readonly http: AxiosInstance;
    private readonly limit: IPolicy;

    constructor(
        private readonly settings: MattermostSettings,
        private readonly deps: RestDeps,
    ) {
        this.http = createHttp(settings);
        this.limit = bulkhead(PARALLEL, Number.POSITIVE_INFINITY);
    }

    /** @returns the answer's JSON body @throws AppError `mattermost_*` */
    async call(request: RestRequest): Promise<Record<string, unknown>> {
        const delays = request.urgent ? [] : (this.deps.retryDelaysMs ?? RETRY_DELAYS_MS);
        for (let attempt = 0; ; attempt += 1) {
            const outcome = await this.attempt(request);
            if ('body' in outcome) {
                return outcome.body;
            }
            const delay = delays[attempt];
            if (delay === undefined || !outcome.retry) {
                this.deps.metrics.upstreamError('mattermost', outcome.error.code);
                throw outcome.error;
            }
            await this.deps.clock.sleep(Math.max(delay, outcome.retryAfterMs ?? 0));
        }
    }

    private async attempt(
        request: RestRequest,
    ): Promise<{body: Record<string, unknown>} | {error: AppError; retry: boolean; retryAfterMs?: number}> {
        const started = this.deps.clock.now();
        try {
            const response = await this.limit.execute(() => this.send(request));
            if (response.status < 300) {
                return {body: (response.data ?? {}) as Record<string, unknown>};
            }
            return {
                error: this.refused(response),
                // 429 was refused before anything happened; other 5xx may have happened.
                retry: response.status === 429 || (response.status >= 500 && request.repeatable),
                retryAfterMs: Math.min(Number(response.headers['retry-after'] ?? 0) * 1000 || 0, 10_000),
            };
        } catch (cause) {
            const {error, sent} = this.unreachable(cause);
            return {error, retry: !sent || request.repeatable};
        } finally {
            this.deps.metrics.upstreamSeconds(
                'mattermost',
                request.operation,
                (this.deps.clock.now() - started) / 1000,
            );
        }
    }

    private send({method, path, body}: RestRequest): Promise<AxiosResponse<unknown>> {
        return this.http.request({
            method,
            url: `/api/v4${path}`,
            ...(body === undefined ? {} : {data: body}),
        });
    }

    private refused({status, data}: AxiosResponse<unknown>): AppError {
        const answer = (typeof data === 'object' && data !== null ? data : {}) as {id?: unknown; message?: unknown};
        const id = typeof answer.id === 'string' ? answer.id : '';
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
        const said = typeof answer.message === 'string' ? ` (Mattermost says: ${answer.message})` : '';
        if (status === 403) {
            return new AppError(
                'mattermost_forbidden',
                says(({failures}) => failures.botForbidden(said)),
            );
        }
        if (status === 404) {
            return new AppError('mattermost_not_found', `Mattermost does not know what was asked for${said}.`);
        }
        if (status >= 300 && status < 400) {
            return new AppError(
                'mattermost_bad_answer',
                says(({failures}) => failures.mattermostRedirects(url)),
            );
        }
        return new AppError('mattermost_bad_answer', `Mattermost answered ${status} at ${url}${said}.`);
    }

    private unreachable(cause: unknown): {error: AppError; sent: boolean} {
        if (!axios.isAxiosError(cause)) {
            return {error: asAppError(cause), sent: true};
        }
        const code = cause.code ?? 'no answer';
        const sentence = says(({failures}) => failures.mattermostUnreachable(this.settings.url, code));
        const sent = !['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH'].includes(code);
        return {error: new AppError('mattermost_unreachable', sentence, {cause}), sent};
    }
}

const createHttp = (settings: MattermostSettings): AxiosInstance => {
    const ca = settings.ca ? [...rootCertificates, settings.ca] : undefined;
    return axios.create({
        baseURL: settings.url.replace(/\/+$/, ''),
        timeout: TIMEOUT_MS,
        maxRedirects: 0,
        maxContentLength: 5_000_000,
        validateStatus: () => true,
        proxy: settings.proxyUrl ? axiosProxy(new URL(settings.proxyUrl)) : false,
        headers: {Authorization: `Bearer ${settings.botToken}`},
        httpAgent: new HttpAgent({keepAlive: true, maxSockets: PARALLEL}),
        httpsAgent: new HttpsAgent({
            keepAlive: true,
            maxSockets: PARALLEL,
            rejectUnauthorized: !settings.skipTlsVerification,
            ...(ca ? {ca} : {}),
        }),
    });
};
