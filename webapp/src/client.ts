import * as z from 'zod/mini';
import {type DoctorAnswer, type DoctorRequest, LIMIT, PLUGIN_ID, parseDoctorAnswer, ROUTE} from '#contract';
import {hostWindow} from './types/host_window';

// Why not Client4 of mattermost-redux: it adds 19 KB gzipped to a bundle that may have 30 (measured, 11.9.0), and we
// need a handful of requests. These are the headers its `getOptions` sends.

/** Mattermost's 30 s for the handler, and its own time. */
const TIMEOUT_MS = 45_000;

/** Mattermost did not do what was asked. */
export class RequestError extends Error {
    override readonly name = 'RequestError';
    constructor(
        /** HTTP status; 0 when there was no answer. */
        readonly status: number,
        options?: ErrorOptions,
        /** The handler's sentence, where it was the handler that refused. */
        readonly sentence = '',
    ) {
        super(`Mattermost answered ${status}`, options);
    }
}

const csrfToken = (): string => /(?:^|;\s*)MMCSRF=([^;]*)/.exec(document.cookie)?.[1] ?? '';

/** Where Mattermost is, without a slash at the end. */
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

/** As every error of the handler is written; Mattermost's own look different. */
const refusalSchema = z.object({error: z.object({message: z.string().check(z.maxLength(LIMIT.message))})});

const sentenceOf = async (response: Response): Promise<string> => {
    const refusal = refusalSchema.safeParse(await response.json().catch(() => undefined));
    return refusal.success ? refusal.data.error.message : '';
};

/** @returns the JSON of the answer, undefined when it holds none. Throws `RequestError`. */
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
    /** Mattermost's encrypted copy of the action; ephemeral posts cannot do without. */
    readonly cookie?: string | undefined;
}

/**
 * Presses an action of a post. The trigger id in the answer is not dispatched on purpose: the host opens its own
 * dialog only for trigger ids it knows, and we draw ours.
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
    /** Mattermost replaces it by the user of the session. */
    readonly user_id: string;
    readonly submission: Readonly<Record<string, string | boolean>>;
    readonly cancelled: boolean;
}

const answerSchema = z.object({
    error: z.catch(z.string(), ''),
    errors: z.catch(z.record(z.string(), z.string()), {}),
});

export type DialogAnswer = z.infer<typeof answerSchema>;

/** @returns what the handler objects to; both empty when it accepts */
export const submitDialog = async (submission: DialogSubmission): Promise<DialogAnswer> => {
    const result = answerSchema.safeParse(
        await post('/api/v4/actions/dialogs/submit', {type: 'dialog_submission', ...submission}),
    );
    return result.success ? result.data : {error: '', errors: {}};
};

/**
 * One part of Doctor's examination; takes as long as openITCOCKPIT lets it wait.
 * Throws `RequestError`, also (status -1) for an answer of another version.
 */
export const askDoctor = async (request: DoctorRequest): Promise<DoctorAnswer> => {
    const answer = parseDoctorAnswer(await post(`/plugins/${PLUGIN_ID}${ROUTE.doctor}`, request));
    if (!answer) {
        throw new RequestError(-1);
    }
    return answer;
};
