import {type ByteSink, type ByteStream, gob, method, RpcClient, RpcServer} from '../../../server-proxy/src/wire';
import {turn} from '../fuzz_socket';
import {labelOf, type Target} from '../target';
import {gobStreams} from './gob_stream';

/** A stream that is fed by hand and swallows what is written. */
class FuzzStream implements ByteStream {
    sent = 0;
    sink: ByteSink | undefined;

    consume(sink: ByteSink): void {
        this.sink = sink;
    }

    write(bytes: Uint8Array): undefined {
        this.sent += bytes.length;
        return undefined;
    }

    readChunk(): Promise<null> {
        return Promise.resolve(null);
    }

    read(): Promise<Buffer> {
        return Promise.reject(new Error('net/rpc does not pull'));
    }

    pause(): void {}
    resume(): void {}
    end(): void {}
    close(): void {
        this.sink = undefined;
    }
    reset(): void {
        this.sink = undefined;
    }
}

const NOTHING = gob.struct('', {});
const answer = method(NOTHING, (value) => (value === null ? Promise.resolve({}) : {}));
const failing = method(NOTHING, () => {
    throw new Error('refused');
});
const SERVICES = {
    Plugin: {Implemented: answer, OnActivate: answer, ServeHTTP: answer, MessageWillBePosted: failing},
    Control: {Ping: answer},
};

/** Requests against a server and responses against a client. */
export const netRpc = (): Target => {
    const requests = gobStreams((name) => name.startsWith('req/') || name.startsWith('stream/'));
    const responses = gobStreams((name) => name.startsWith('resp/'));
    return {
        name: 'net/rpc header',
        input: (random) => (random.chance(0.5) ? requests(random) : responses(random)),
        run: async (input, random) => {
            const stream = new FuzzStream();
            const asClient = random.chance(0.5);
            const end = asClient ? new RpcClient(stream) : new RpcServer(stream, SERVICES);
            const calls =
                end instanceof RpcClient ? [0, 1, 2].map((n) => end.call('Plugin.X', gob.int, n).catch(labelOf)) : [];
            for (const piece of random.chance(0.3) ? random.pieces(input) : [input]) {
                stream.sink?.data(piece);
            }
            stream.sink?.end();
            await turn();
            end.close();
            const error = await end.closed;
            await Promise.all(calls);
            if (stream.sent > 20 * input.length + 2_000) {
                throw new Error(`${input.length} bytes made the server send ${stream.sent}`);
            }
            return error === undefined ? 'ok' : labelOf(error);
        },
    };
};
