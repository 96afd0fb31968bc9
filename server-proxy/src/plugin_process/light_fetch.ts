import {type Content, LightBody} from './light_body';
import {LightHeaders, type LightHeadersInit} from './light_headers';

/**
 * `Request`, `Response` and `Headers` for the plugin process. Node's own cost 18 MB of memory as soon as one is touched,
 * and more time per request than the rest of the handler together (docs/performance.md). These provide what Hono and our
 * routes use, with the same results; a test compares them with Node's.
 */

interface Init {
    readonly method?: string;
    readonly headers?: LightHeadersInit;
    readonly body?: Content;
}

const NORMALIZED = new Set(['DELETE', 'GET', 'HEAD', 'OPTIONS', 'POST', 'PUT']);
const FORBIDDEN = new Set(['CONNECT', 'TRACE', 'TRACK']);
const METHOD = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;
const TEXT = 'text/plain;charset=UTF-8';

export class LightRequest extends LightBody {
    readonly method: string;
    readonly url: string;
    readonly headers: LightHeaders;

    constructor(input: string | URL | LightRequest, init: Init = {}) {
        const from = input instanceof LightRequest ? input : undefined;
        const method = init.method === undefined ? (from?.method ?? 'GET') : methodOf(init.method);
        const hasBody = init.body !== undefined && init.body !== null;
        if (hasBody && (method === 'GET' || method === 'HEAD')) {
            throw new TypeError('Request with GET/HEAD method cannot have body.');
        }
        super(hasBody ? (init.body as Content) : (from?.take() ?? null));
        this.method = method;
        this.url = from?.url ?? urlOf(input as string | URL);
        this.headers = headersWith(init.headers ?? from?.headers, init.body);
    }
}

interface ResponseInit_ {
    readonly status?: number;
    readonly statusText?: string;
    readonly headers?: LightHeadersInit;
}

const NO_BODY: ReadonlySet<number> = new Set([204, 205, 304]);

export class LightResponse extends LightBody {
    readonly status: number;
    readonly statusText: string;
    readonly headers: LightHeaders;

    constructor(body: Content = null, init: ResponseInit_ = {}) {
        const {status = 200, statusText = ''} = init;
        if (!Number.isInteger(status) || status < 200 || status > 599) {
            throw new RangeError(`${status} is not the status of a response.`);
        }
        if (body !== null && NO_BODY.has(status)) {
            throw new TypeError(`A response with status ${status} has no body.`);
        }
        super(body);
        this.status = status;
        this.statusText = statusText;
        this.headers = headersWith(init.headers, body);
    }

    static json(data: unknown, init: ResponseInit_ = {}): LightResponse {
        const headers = new LightHeaders(init.headers);
        if (!headers.has('content-type')) {
            headers.set('content-type', 'application/json');
        }
        return new LightResponse(JSON.stringify(data), {...init, headers});
    }

    get ok(): boolean {
        return this.status < 300;
    }
}

/** Replaces Node's classes in this process, before anything that refers to them is loaded. */
export const installLightFetch = (target: object = globalThis): void => {
    // Assigned, because redefining the properties would make V8 read them first, which loads Node's.
    const light = {Headers: LightHeaders, Request: LightRequest, Response: LightResponse};
    // axios looks whether there is one, and Node would load its whole fetch, with HTTP/2, to show it. We send no forms.
    const FormData = undefined;
    Object.assign(target, {...light, FormData});
};

const headersWith = (init: LightHeadersInit | undefined, body: Content | undefined): LightHeaders => {
    const headers = new LightHeaders(init);
    if (typeof body === 'string' && !headers.has('content-type')) {
        headers.set('content-type', TEXT);
    }
    return headers;
};

const methodOf = (method: string): string => {
    const upper = method.toUpperCase();
    if (!METHOD.test(method) || FORBIDDEN.has(upper)) {
        throw new TypeError(`'${method}' is not a method of a request.`);
    }
    return NORMALIZED.has(upper) ? upper : method;
};

const urlOf = (input: string | URL): string => {
    const url = typeof input === 'string' ? new URL(input) : input;
    if (url.username !== '' || url.password !== '') {
        throw new TypeError('A request cannot be made of an address with user and password.');
    }
    return url.href;
};
