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
        const response = await fetch(requestOf(structOf(call.Request), bodyStream));
        await respond(writer, response);
    } finally {
        writer.close();
        bodyStream?.close();
    }
};

const NO_BODY = new Set(['GET', 'HEAD']);

const requestOf = (subset: GobStruct, bodyStream: ByteStream | undefined): Request => {
    const method = stringOf(subset.Method) || 'GET';
    const url = subset.URL instanceof Opaque ? subset.URL.text : '/';
    const headers = new Headers();
    for (const [name, values] of Object.entries(propsOf(subset.Header))) {
        for (const value of stringsOf(values as GobValue)) {
            headers.append(name, value);
        }
    }
    const body = bodyStream && !NO_BODY.has(method) ? Readable.toWeb(bodyOf(bodyStream)) : undefined;
    return new Request(new URL(url, 'http://plugin'), {
        method,
        headers,
        ...(body ? {body: body as ReadableStream<Uint8Array>, duplex: 'half'} : {}),
    });
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
