import {Agent as HttpAgent, request as httpRequest, type IncomingMessage} from 'node:http';
import {Agent as HttpsAgent, request as httpsRequest} from 'node:https';
import {isIP} from 'node:net';
import {gunzipSync} from 'node:zlib';
import {actionFailed} from './api_error';
import type {VersionRules} from './version_rules';

/** One request of the double to an integration; `status` is 0 unless an answer came. */
export interface OutgoingCall {
    readonly url: string;
    readonly method: 'POST';
    readonly headers: Readonly<Record<string, string>>;
    readonly body: unknown;
    status: number;
    answer: string;
}

/**
 * A plugin's ServeHTTP, mounted in place of a plugin process. Gets paths without `/plugins/<id>`.
 * @param caller the server itself (a press, a dialog) keeps only the last write of an answer
 */
export type PluginHandler = (request: Request, caller: 'client' | 'server') => Response | Promise<Response>;

/** Mattermost reads no more than this of an answer. */
const MAX_ANSWER_BYTES = 1024 * 1024;
const USER_AGENT = 'Mattermost-Bot/1.1';

/** Makes the server's requests to action and dialog handlers, exactly as recorded: no signature, no secret. */
export class Integrations {
    readonly calls: OutgoingCall[] = [];
    readonly plugins = new Map<string, PluginHandler>();
    /** The server's own address; its plugins there are called with the user's session. */
    site: {readonly url: string; tokenOf(userId: string): string} | undefined;
    private readonly agents = {http: new HttpAgent({keepAlive: true}), https: new HttpsAgent({keepAlive: true})};

    constructor(
        private readonly rules: VersionRules,
        private readonly timeoutMs: number,
    ) {}

    close(): void {
        this.agents.http.destroy();
        this.agents.https.destroy();
    }

    /**
     * Posts `body` to `url` for a user.
     * @returns the body of a 200 answer
     * @throws ApiError 400 `api.post.do_action.action_integration.app_error` otherwise
     */
    async post(url: string, body: object, userId: string): Promise<string> {
        const text = JSON.stringify(body);
        const headers = {...headersOf(url, text), ...this.sessionFor(url, userId)};
        const call: OutgoingCall = {url, method: 'POST', headers, body, status: 0, answer: ''};
        this.calls.push(call);
        if (/^\/?plugins\//.test(url)) return this.postToPlugin(call, text, userId);
        const target = this.targetOf(url);
        const answer = await this.send(target, call, text);
        call.status = answer.status;
        call.answer = answer.text;
        if (answer.status !== 200) throw actionFailed(this.rules, `status=${answer.status}`);
        return answer.text;
    }

    private sessionFor(url: string, userId: string): Record<string, string> {
        const isOwn = this.site !== undefined && url.startsWith(`${this.site.url}/plugins/`);
        return isOwn ? {authorization: `Bearer ${this.site?.tokenOf(userId)}`} : {};
    }

    private targetOf(url: string): URL {
        const target = URL.canParse(url) ? new URL(url) : undefined;
        if (!target || (target.protocol !== 'http:' && target.protocol !== 'https:')) {
            throw actionFailed(this.rules, `Post "${url}": unsupported protocol scheme ""`);
        }
        if (isReserved(target.hostname)) {
            throw actionFailed(this.rules, `Post "${url}": ${this.rules.forbiddenAddress(target.hostname)}`);
        }
        return target;
    }

    private async send(target: URL, call: OutgoingCall, text: string): Promise<{status: number; text: string}> {
        const signal = AbortSignal.timeout(this.timeoutMs);
        try {
            const response = await this.open(target, call, text, signal);
            return {status: response.statusCode ?? 0, text: await readAnswer(response)};
        } catch (error) {
            const reason = signal.aborted ? this.rules.integrationTimeout : failureOf(error, target);
            throw actionFailed(this.rules, `Post "${call.url}": ${reason}`);
        }
    }

    private open(target: URL, call: OutgoingCall, text: string, signal: AbortSignal): Promise<IncomingMessage> {
        const secure = target.protocol === 'https:';
        return new Promise((resolve, reject) => {
            const request = (secure ? httpsRequest : httpRequest)(target, {
                method: 'POST',
                headers: call.headers,
                agent: secure ? this.agents.https : this.agents.http,
                signal,
            });
            request.removeHeader('connection');
            request.on('response', resolve);
            request.on('error', reject);
            request.end(text);
        });
    }

    private async postToPlugin(call: OutgoingCall, text: string, userId: string): Promise<string> {
        const [, id = '', path = '/'] = /^\/?plugins\/([^/?]+)(.*)$/.exec(call.url) ?? [];
        const handler = this.plugins.get(id);
        if (!handler) throw actionFailed(this.rules, this.rules.missingPlugin);
        // no content type, and the answer's status is ignored (app/integration_action.go, doPluginRequest)
        const headers = {'mattermost-user-id': userId};
        const body = Buffer.from(text);
        const request = new Request(`http://plugin${path === '' ? '/' : path}`, {method: 'POST', headers, body});
        const response = await handler(request, 'server');
        call.status = response.status;
        call.answer = await response.text();
        return call.answer;
    }
}

const headersOf = (url: string, text: string): Record<string, string> => ({
    host: URL.canParse(url) ? new URL(url).host : '',
    'user-agent': USER_AGENT,
    'content-length': String(Buffer.byteLength(text)),
    accept: 'application/json',
    'content-type': 'application/json',
    'accept-encoding': 'gzip',
});

const readAnswer = async (response: IncomingMessage): Promise<string> => {
    const chunks: Buffer[] = [];
    let size = 0;
    for await (const chunk of response) {
        chunks.push(chunk);
        size += chunk.length;
        if (size > MAX_ANSWER_BYTES) break;
    }
    const bytes = Buffer.concat(chunks);
    const plain = response.headers['content-encoding'] === 'gzip' ? gunzipSync(bytes) : bytes;
    return plain.subarray(0, MAX_ANSWER_BYTES).toString('utf8');
};

/** 127.0.0.1 is one of the double's allowed internal connections, as on the recorded servers; nothing else is. */
const isReserved = (hostname: string): boolean => {
    const address = hostname.replace(/^\[|\]$/g, '');
    if (address === '127.0.0.1' || address === '::1' || isIP(address) === 0) return false;
    return /^(0|10|127|169\.254|192\.168|172\.(1[6-9]|2\d|3[01]))\./.test(address) || /^(fc|fd|fe80)/i.test(address);
};

const failureOf = (error: unknown, target: URL): string => {
    const code = error instanceof Error && 'code' in error ? error.code : '';
    if (code === 'ECONNREFUSED') return `dial tcp ${target.host}: connect: connection refused`;
    return error instanceof Error ? error.message : String(error);
};
