import {Readable} from 'node:stream';
import {numberOf, propsOf, stringOf, stringsOf, structOf} from './go_values';
import {HEADERS} from './mattermost_types';
import {type ByteStream, type GobStruct, type GobValue, gob, type MuxBroker, Opaque, RpcClient} from './wire';

/** `Plugin.ServeHTTP`: Mattermost's request becomes a `Request`, our `Response` goes back over the response writer. */

const EMPTY = gob.struct('', {});
/** The host reads a written chunk whole; an action's answer must be one write. */
const CHUNK_BYTES = 256 * 1024;

export type Fetch = (request: Request) => Response | Promise<Response>;

export const serveHttp = async (broker: MuxBroker, argument: GobValue, fetch: Fetch): Promise<void> => {
    const call = structOf(argument);
    const bodyId = numberOf(call.RequestBodyStream);
    const [writerStream, bodyStream] = await Promise.all([
        broker.dial(numberOf(call.ResponseWriterStream)),
        bodyId === 0 ? undefined : broker.dial(bodyId),
    ]);
    const writer = new RpcClient(writerStream);
    try {
        const request = requestOf(structOf(call.Request), bodyStream);
        await respond(writer, request ? await fetch(request) : notAnswerable());
    } finally {
        writer.close();
        bodyStream?.close();
    }
};

const NO_BODY = new Set(['GET', 'HEAD']);

/** Go's server takes addresses and methods (TRACE, CONNECT) that a `Request` cannot hold. */
const notAnswerable = (): Response => {
    const message = 'The plugin does not answer requests of this kind: check address and method.';
    return Response.json({error: {code: 'bad_request', message}}, {status: 400});
};

/** @returns undefined for what a `Request` cannot hold */
const requestOf = (subset: GobStruct, bodyStream: ByteStream | undefined): Request | undefined => {
    const method = stringOf(subset.Method) || 'GET';
    const url = subset.URL instanceof Opaque ? subset.URL.text : '/';
    const body = bodyStream && !NO_BODY.has(method) ? Readable.toWeb(bodyOf(bodyStream)) : undefined;
    try {
        return new Request(new URL(url, 'http://plugin'), {
            method,
            headers: headersOf(subset.Header),
            ...(body ? {body: body as ReadableStream<Uint8Array>, duplex: 'half'} : {}),
        });
    } catch {
        return undefined;
    }
};

const headersOf = (value: GobValue | undefined): Headers => {
    const headers = new Headers();
    for (const [name, values] of Object.entries(propsOf(value))) {
        for (const text of stringsOf(values as GobValue)) {
            headers.append(name, text);
        }
    }
    return headers;
};

/** The body is asked for in pieces: a zig-zag varint says how much, the host answers with at most that; its end is FIN. */
const bodyOf = (stream: ByteStream): Readable => {
    const asked = zigzag(CHUNK_BYTES);
    return Readable.from(
        (async function* pieces(): AsyncGenerator<Buffer> {
            for (;;) {
                await stream.write(asked);
                let left = CHUNK_BYTES;
                while (left > 0) {
                    const chunk = await stream.readChunk(left);
                    if (chunk === null) {
                        return;
                    }
                    left -= chunk.length;
                    yield chunk;
                }
            }
        })(),
        {objectMode: false},
    );
};

const zigzag = (value: number): Buffer => {
    const bytes: number[] = [];
    let rest = value * 2;
    while (rest >= 0x80) {
        bytes.push((rest & 0x7f) | 0x80);
        rest = Math.floor(rest / 128);
    }
    return Buffer.from([...bytes, rest]);
};

const respond = async (writer: RpcClient, response: Response): Promise<void> => {
    // The host's own headers (request id, …) would be lost: SyncHeader replaces them all.
    const own = propsOf(await writer.call('Plugin.Header', EMPTY, {}));
    const headers: Record<string, readonly string[]> = {};
    for (const [name, values] of Object.entries(own)) {
        headers[name] = stringsOf(values as GobValue);
    }
    response.headers.forEach((value, name) => {
        headers[canonical(name)] = [value];
    });
    await writer.call('Plugin.SyncHeader', HEADERS, headers);
    if (response.status !== 200) {
        await writer.call('Plugin.WriteHeader', gob.int, response.status);
    }
    await writeBody(writer, response.body);
};

/** Short bodies go in one write (a post action's answer must), long ones in pieces as they come. */
const writeBody = async (writer: RpcClient, body: ReadableStream<Uint8Array> | null): Promise<void> => {
    let waiting: Uint8Array[] = [];
    let size = 0;
    const flush = async (): Promise<void> => {
        const bytes = Buffer.concat(waiting, size);
        waiting = [];
        size = 0;
        if (bytes.length > 0) {
            await writer.call('Plugin.Write', gob.bytes, bytes);
        }
    };
    for await (const chunk of body ?? []) {
        waiting.push(chunk);
        size += chunk.length;
        if (size >= CHUNK_BYTES) {
            await flush();
        }
    }
    await flush();
};

/** `content-type` → `Content-Type`, as Go's http.Header has its keys. */
const canonical = (name: string): string =>
    name.replace(/(^|-)([a-z])/g, (_whole, dash: string, letter: string) => dash + letter.toUpperCase());
