import * as z from 'zod/mini';
import {
    type DoctorAnswer,
    type DoctorRequest,
    type GenuineAnswer,
    LIMIT,
    PLUGIN_ID,
    parseDoctorAnswer,
    parseGenuineAnswer,
    parseWebPartAnswer,
    ROUTE,
    type WebPartAnswer,
    type WebPartReport,
} from '#contract';
import {hostWindow} from './types/host_window';

// Client4 of mattermost-redux would add 19 KB gzipped (measured with 11.9.0) to a bundle limited to 38 KB, for a
// handful of requests. The headers below are those its `getOptions` sends.

/** Mattermost gives the handler 30 s; the rest is for Mattermost itself. */
const TIMEOUT_MS = 45_000;

export class RequestError extends Error {
    override readonly name = 'RequestError';
    constructor(
        /** HTTP status; 0 if there was no response, -1 if its body was not what we expect. */
        readonly status: number,
        options?: ErrorOptions,
        /** The handler's message, if the error came from the handler. */
        readonly sentence = '',
    ) {
        super(`Mattermost answered ${status}`, options);
    }
}

const csrfToken = (): string => /(?:^|;\s*)MMCSRF=([^;]*)/.exec(document.cookie)?.[1] ?? '';

/** Mattermost's base address, without a trailing slash. */
export const siteUrl = (): string => `${window.location.origin}${hostWindow().basename ?? ''}`;

type Method = 'GET' | 'POST' | 'DELETE';

const request = async (method: Method, path: string, body?: object): Promise<Response> => {
    try {
        return await fetch(`${siteUrl()}${path}`, {
            method,
            credentials: 'include',
            headers: {
                'Content-Type': 'application/json',
                'X-Requested-With': 'XMLHttpRequest',
                'X-CSRF-Token': csrfToken(),
            },
            ...(body && {body: JSON.stringify(body)}),
            signal: AbortSignal.timeout(TIMEOUT_MS),
        });
    } catch (cause) {
        throw new RequestError(0, {cause});
    }
};

/** Format of the handler's errors; Mattermost's own differ. */
const refusalSchema = z.object({error: z.object({message: z.string().check(z.maxLength(LIMIT.message))})});

const sentenceOf = async (response: Response): Promise<string> => {
    const refusal = refusalSchema.safeParse(await response.json().catch(() => undefined));
    return refusal.success ? refusal.data.error.message : '';
};

/** @returns the parsed body, or undefined if it is not JSON @throws RequestError */
export const callMattermost = async (method: Method, path: string, body?: object): Promise<unknown> => {
    const response = await request(method, path, body);
    if (!response.ok) {
        throw new RequestError(response.status, {}, await sentenceOf(response));
    }
    return response.json().catch(() => undefined);
};

const post = (path: string, body: object): Promise<unknown> => callMattermost('POST', path, body);

export interface ActionPress {
    readonly postId: string;
    readonly actionId: string;
    /** Value of a select's option; empty for a button. */
    readonly selectedOption: string;
    /** Mattermost's encrypted copy of the action, required for ephemeral posts. */
    readonly cookie?: string | undefined;
}

/**
 * Presses an action of a post. The trigger id in the response is deliberately not dispatched: the host opens its own
 * dialog only for trigger ids it knows, and we render ours.
 */
export const pressPostAction = async ({postId, actionId, selectedOption, cookie}: ActionPress): Promise<void> => {
    const path = `/api/v4/posts/${encodeURIComponent(postId)}/actions/${encodeURIComponent(actionId)}`;
    await post(path, {selected_option: selectedOption, ...(cookie ? {cookie} : {})});
};

/** Body of POST /api/v4/actions/dialogs/submit. */
export interface DialogSubmission {
    readonly url: string;
    readonly callback_id: string;
    readonly state: string;
    readonly channel_id: string;
    readonly team_id: string;
    /** Mattermost overwrites it with the session's user. */
    readonly user_id: string;
    readonly submission: Readonly<Record<string, string | boolean>>;
    readonly cancelled: boolean;
}

const answerSchema = z.object({
    error: z.catch(z.string(), ''),
    errors: z.catch(z.record(z.string(), z.string()), {}),
});

export type DialogAnswer = z.infer<typeof answerSchema>;

/** @returns the handler's objections; both parts are empty if it accepts @throws RequestError */
export const submitDialog = async (submission: DialogSubmission): Promise<DialogAnswer> => {
    const result = answerSchema.safeParse(
        await post('/api/v4/actions/dialogs/submit', {type: 'dialog_submission', ...submission}),
    );
    return result.success ? result.data : {error: '', errors: {}};
};

/** @returns which of these posts are the handler's own, or sealed by it @throws RequestError 404: there is no handler */
export const askGenuine = async (postIds: readonly string[]): Promise<GenuineAnswer> => {
    const answer = parseGenuineAnswer(await post(`/plugins/${PLUGIN_ID}${ROUTE.genuine}`, {post_ids: postIds}));
    if (!answer) {
        throw new RequestError(-1);
    }
    return answer;
};

/** Reports us alive. @throws RequestError 404: there is no handler beside us, or one that does not ask for it */
export const tellWebPart = async (report: WebPartReport): Promise<WebPartAnswer> => {
    const answer = parseWebPartAnswer(await post(`/plugins/${PLUGIN_ID}${ROUTE.webPart}`, report));
    if (!answer) {
        throw new RequestError(-1);
    }
    return answer;
};

/**
 * Runs one part of Doctor; may take as long as openITCOCKPIT takes to respond.
 * @throws RequestError with status -1 for a response of another version
 */
export const askDoctor = async (request: DoctorRequest): Promise<DoctorAnswer> => {
    const answer = parseDoctorAnswer(await post(`/plugins/${PLUGIN_ID}${ROUTE.doctor}`, request));
    if (!answer) {
        throw new RequestError(-1);
    }
    return answer;
};
