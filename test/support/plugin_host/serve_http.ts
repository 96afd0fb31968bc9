import {
    type ByteStream,
    type GobValue,
    type MuxBroker,
    method,
    type RpcClient,
    RpcServer,
    type RpcServices,
} from '../../../server-proxy/src/wire';
import {bytesOf, numberOf, propsOf, stringsOf} from '../../../server-proxy/src/wire/go_values';
import {EMPTY, HEADER, SERVE_HTTP} from './go_types';

export interface HostStreams {
    readonly hooks: RpcClient;
    readonly broker: MuxBroker;
}

type Headers_ = Record<string, readonly string[]>;

/** Headers the server sets before it calls the plugin. */
const SERVERS_OWN: Headers_ = {'X-Request-Id': ['request-of-the-host'], Vary: ['Accept-Encoding']};

/**
 * Mattermost's side of `Plugin.ServeHTTP` and `Plugin.ServeMetrics`: the request's body and the response writer have streams of their own.
 * @param caller the server itself keeps only the last write (LocalResponseWriter)
 */
export const serveThrough = async (
    {hooks, broker}: HostStreams,
    request: Request,
    caller: 'client' | 'server',
    hook: 'ServeHTTP' | 'ServeMetrics' = 'ServeHTTP',
): Promise<Response> => {
    const writer = new ResponseWriter(caller === 'server');
    const [writerId, bodyId] = [broker.nextId(), broker.nextId()];
    const serving = broker.accept(writerId).then((stream) => new RpcServer(stream, writer.services));
    const sending = broker.accept(bodyId).then((stream) => serveBody(stream, request));
    // if the plugin never dials, the hook's answer reports that
    for (const stream of [serving, sending]) {
        stream.catch(() => undefined);
    }
    try {
        await hooks.call(`Plugin.${hook}`, SERVE_HTTP, {
            ResponseWriterStream: writerId,
            RequestBodyStream: bodyId,
            Request: goRequest(request),
            Context: {RequestId: 'r', UserAgent: request.headers.get('user-agent') ?? ''},
        });
    } catch {
        return writer.isUsed ? writer.response() : new Response('500 internal server error\n', {status: 500});
    }
    return writer.response();
};

const goRequest = (request: Request) => {
    const {pathname, search} = new URL(request.url);
    const headers: Headers_ = {};
    request.headers.forEach((value, name) => {
        headers[canonical(name)] = [value];
    });
    return {
        Method: request.method,
        URL: `${pathname}${search}`,
        Proto: 'HTTP/1.1',
        ProtoMajor: 1,
        ProtoMinor: 1,
        Header: headers,
        Host: 'mattermost.example.org',
        RemoteAddr: '127.0.0.1:40000',
        RequestURI: `/plugins/openitcockpit${pathname}${search}`,
    };
};

const canonical = (name: string): string => name.replace(/\b[a-z]/g, (letter) => letter.toUpperCase());

class ResponseWriter {
    private headers: Headers_ = SERVERS_OWN;
    private status = 0;
    private writes: Buffer[] = [];

    constructor(private readonly lastWriteOnly: boolean) {}

    get isUsed(): boolean {
        return this.status !== 0 || this.writes.length > 0;
    }

    readonly services: RpcServices = {
        Plugin: {
            Header: method(HEADER, () => this.headers),
            SyncHeader: method(EMPTY, (argument) => {
                const values = Object.entries(propsOf(argument));
                this.headers = Object.fromEntries(values.map(([name, all]) => [name, stringsOf(all as GobValue)]));
                return {};
            }),
            WriteHeader: method(EMPTY, (argument) => {
                this.status ||= numberOf(argument);
                return {};
            }),
            Write: method(EMPTY, (argument) => {
                this.writes.push(bytesOf(argument) ?? Buffer.alloc(0));
                return {};
            }),
        },
    };

    response(): Response {
        const status = this.status || 200;
        const headers = new Headers(
            Object.entries(this.headers).flatMap(([name, values]) =>
                values.map((value): [string, string] => [name, value]),
            ),
        );
        const written = this.lastWriteOnly ? this.writes.slice(-1) : this.writes;
        const body = Buffer.concat(written);
        return new Response(status === 204 || status === 304 ? null : new Uint8Array(body), {status, headers});
    }
}

/** Answers a request for n bytes with n bytes, or with fewer and the end of the stream if the body ends. */
const serveBody = async (stream: ByteStream, request: Request): Promise<void> => {
    try {
        let left = Buffer.from(await request.arrayBuffer());
        for (let short = false; !short; ) {
            const wanted = await readZigzag(stream);
            short = left.length < wanted;
            await stream.write(left.subarray(0, wanted));
            left = left.subarray(wanted);
        }
    } catch {
        // the plugin needs no more of it
    } finally {
        stream.close();
    }
};

/** Go's binary.ReadVarint. */
const readZigzag = async (stream: ByteStream): Promise<number> => {
    let value = 0;
    for (let factor = 1; ; factor *= 128) {
        const byte = (await stream.read(1)).readUInt8(0);
        value += (byte & 0x7f) * factor;
        if (byte < 0x80) {
            return value / 2;
        }
    }
};
