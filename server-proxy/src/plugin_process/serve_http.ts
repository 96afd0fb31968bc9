import type {Connection} from '../http/caller';
import {errorResponse} from '../http/error_answers';
import {HEADERS} from '../plugin_api/mattermost_types';
import {type ByteStream, type GobStruct, type GobValue, gob, type MuxBroker, Opaque, RpcClient} from '../wire';
import {numberOf, stringOf, stringsOf, structOf} from '../wire/go_values';
import {type Content, isStream, LightBody} from './light_body';
import {RequestBody} from './request_body';

/** `Plugin.ServeHTTP`: turns Mattermost's request into a `Request`, and sends our `Response` over the response writer. */

const EMPTY = gob.struct('', {});
/** The host reads each write as a whole, and an action's answer must be a single one. */
const CHUNK_BYTES = 256 * 1024;

export type Fetch = (request: Request, connection: Connection) => Response | Promise<Response>;

export const serveHttp = async (broker: MuxBroker, argument: GobValue, fetch: Fetch): Promise<void> => {
    const call = structOf(argument);
    const subset = structOf(call.Request);
    const bodyId = numberOf(call.RequestBodyStream);
    const writer = new RpcClient(broker.dialAhead(numberOf(call.ResponseWriterStream)));
    // A round trip costs more than all our own work, so this one is sent with the dial and overlaps with the request.
    const hostHeaders = writer.call('Plugin.Header', EMPTY, {});
    hostHeaders.catch(() => undefined);
    // The host waits for the dial even when nobody reads the body.
    const bodyStream = bodyId === 0 ? undefined : broker.dialAhead(bodyId);
    try {
        const request = await requestOf(subset, bodyStream);
        const address = withoutPort(stringOf(subset.RemoteAddr));
        const response = request ? await fetch(request, {address}) : notAnswerable();
        await respond(writer, response, hostHeaders);
    } finally {
        writer.close();
        bodyStream?.close();
    }
};

/** Go's `RemoteAddr`: `10.0.0.5:4711`, `[::1]:4711`. */
const withoutPort = (address: string): string => address.replace(/:\d*$/, '').replace(/^\[(.*)\]$/, '$1');

/** Go's server accepts addresses and methods (TRACE, CONNECT) that a `Request` cannot represent. */
const notAnswerable = (): Response => {
    const message = 'The plugin does not answer requests of this kind: check the address and the method.';
    return errorResponse('bad_request', message);
};

const NO_BODY = new Set(['GET', 'HEAD']);

/** @returns undefined for what a `Request` cannot represent */
const requestOf = async (subset: GobStruct, bodyStream: ByteStream | undefined): Promise<Request | undefined> => {
    const method = stringOf(subset.Method) || 'GET';
    if (!bodyStream || NO_BODY.has(method)) {
        bodyStream?.close();
        return requestWith(method, subset, {});
    }
    const body = new RequestBody(bodyStream);
    const whole = await body.whole();
    return requestWith(method, subset, whole ? {body: whole} : {body: body.rest(), duplex: 'half'});
};

const requestWith = (method: string, subset: GobStruct, init: RequestInit): Request | undefined => {
    const url = subset.URL instanceof Opaque ? subset.URL.text : '/';
    try {
        const headers = headersOf(subset.Header);
        if (Buffer.isBuffer(init.body)) {
            // The body limit checks this header first, and without it reads the body a second time.
            headers.set('Content-Length', String(init.body.length));
            headers.delete('Transfer-Encoding');
        }
        return new Request(new URL(url, BASE), {...init, method, headers});
    } catch {
        return undefined;
    }
};

const BASE = 'http://plugin';

const headersOf = (value: GobValue | undefined): Headers => {
    const headers = new Headers();
    for (const [name, values] of goHeaders(value)) {
        for (const text of values) {
            headers.append(name, text);
        }
    }
    return headers;
};

/** Go's http.Header. */
const goHeaders = (value: GobValue | undefined): [string, string[]][] =>
    value instanceof Map ? Array.from(value, ([name, values]) => [String(name), stringsOf(values)]) : [];

const respond = async (writer: RpcClient, response: Response, hostHeaders: Promise<GobValue>): Promise<void> => {
    // Keeps the host's own headers (request id, …), because SyncHeader replaces them all.
    const headers: Record<string, readonly string[]> = {};
    for (const [name, values] of goHeaders(await hostHeaders)) {
        headers[name] = values;
    }
    response.headers.forEach((value, name) => {
        headers[canonical(name)] = [value];
    });
    await writer.call('Plugin.SyncHeader', HEADERS, headers);
    if (response.status !== 200) {
        await writer.call('Plugin.WriteHeader', gob.int, response.status);
    }
    const content: Content = response instanceof LightBody ? response.take() : response.body;
    if (isStream(content)) {
        await writeStream(writer, content);
    } else if (content !== null && content.length > 0) {
        await write(writer, typeof content === 'string' ? Buffer.from(content) : content);
    }
};

/** One call for as many bytes as fit into a message: a post action's answer must be a single write. */
const write = async (writer: RpcClient, bytes: Uint8Array): Promise<void> => {
    for (let from = 0; from < bytes.length; from += CHUNK_BYTES) {
        await writer.call('Plugin.Write', gob.bytes, bytes.subarray(from, from + CHUNK_BYTES));
    }
};

/** Short bodies are sent in a single write too, long ones in pieces as they arrive. */
const writeStream = async (writer: RpcClient, body: ReadableStream<Uint8Array>): Promise<void> => {
    let waiting: Uint8Array[] = [];
    let size = 0;
    const flush = async (): Promise<void> => {
        const bytes = Buffer.concat(waiting, size);
        waiting = [];
        size = 0;
        await write(writer, bytes);
    };
    for await (const chunk of body) {
        waiting.push(chunk);
        size += chunk.length;
        if (size >= CHUNK_BYTES) {
            await flush();
        }
    }
    await flush();
};

/** `content-type` → `Content-Type`, the form of keys in Go's http.Header. */
const canonical = (name: string): string =>
    name.replace(/(^|-)([a-z])/g, (_whole, dash: string, letter: string) => dash + letter.toUpperCase());
