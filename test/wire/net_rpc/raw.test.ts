import {describe, expect, test} from 'vitest';
import {
    GobEncoder,
    type GobType,
    type GobValue,
    gob,
    method,
    RpcClient,
    RpcServer,
    type YamuxStream,
} from '../../../server-proxy/src/wire';
import {REQUEST, RESPONSE} from '../../../server-proxy/src/wire/net_rpc/messages';
import {decodeAll} from '../../support/wire/decode_all';
import {settle} from '../../support/wire/raw_peer';
import {sessionPair} from '../../support/wire/sessions';
import {loadVectors} from '../../support/wire/vectors';

const streams = async (): Promise<[YamuxStream, YamuxStream]> => {
    const {client, server} = sessionPair();
    const stream = client.open();
    return [stream, await server.accept()];
};

const encode = (...values: [GobType<never>, unknown][]): Buffer => {
    const encoder = new GobEncoder();
    for (const [type, value] of values) {
        encoder.put(type, value as never);
    }
    return Buffer.from(encoder.take());
};

/** Everything that arrives on a stream until nothing is on its way any more. */
const arrived = async (stream: YamuxStream): Promise<GobValue[]> => {
    const pieces: Buffer[] = [];
    stream.consume({data: (bytes) => pieces.push(bytes), end: () => {}, failed: () => {}});
    await settle();
    return decodeAll(pieces).values;
};

const echoed: GobValue[] = [];
const services = {
    Plugin: {
        Echo: method(gob.struct('R', {A: gob.string}), (value) => {
            echoed.push(value);
            return {A: 'reply'};
        }),
    },
};

describe('a server whose peer writes by hand', () => {
    test('a header without its argument: the next header takes its place', async () => {
        const [stream, accepted] = await streams();
        new RpcServer(accepted, services);
        void stream.write(
            encode(
                [REQUEST, {ServiceMethod: 'Plugin.Echo', Seq: 4}],
                [REQUEST, {ServiceMethod: 'Plugin.Echo', Seq: 5}],
                [gob.string, 'argument'],
            ),
        );
        expect(await arrived(stream)).toEqual([{ServiceMethod: 'Plugin.Echo', Seq: 5}, {A: 'reply'}]);
        expect(echoed.splice(0)).toEqual(['argument']);
    });

    test('an argument type that is called Request but is another', async () => {
        const [stream, accepted] = await streams();
        new RpcServer(accepted, services);
        const OTHER = gob.struct('Request', {Method: gob.string, Seq: gob.uint});
        void stream.write(encode([REQUEST, {ServiceMethod: 'Plugin.Echo'}], [OTHER, {Method: 'GET', Seq: 1}]));
        expect(await arrived(stream)).toHaveLength(2);
        expect(echoed.splice(0)).toEqual([{Method: 'GET', Seq: 1}]);
    });

    test.each([
        ['a header that is no struct', encode([gob.string, 'hello']), 'bad_header'],
        [
            'a header with a number for a name',
            encode([gob.struct('Request', {ServiceMethod: gob.int}), {ServiceMethod: 5}]),
            'bad_header',
        ],
        [
            'a fraction for a sequence number',
            encode([gob.struct('Request', {Seq: gob.float}), {Seq: 1.5}]),
            'bad_header',
        ],
        ['a sequence number beyond 53 bits', encode([REQUEST, {ServiceMethod: 'a', Seq: 2n ** 60n}]), 'bad_header'],
        ['a negative sequence number', encode([gob.struct('Request', {Seq: gob.int}), {Seq: -1}]), 'bad_header'],
        ['bytes that are no gob', Buffer.from('GET / HTTP/1.1\r\n'.repeat(10)), 'bad_stream'],
    ])('%s ends the connection', async (_name, bytes, code) => {
        const [stream, accepted] = await streams();
        const server = new RpcServer(accepted, services);
        void stream.write(bytes);
        expect(await server.closed).toMatchObject({code});
        await expect(stream.readChunk()).rejects.toMatchObject({code: 'stream_reset'});
    });

    test('an end in the middle of a message', async () => {
        const request = encode([REQUEST, {ServiceMethod: 'Plugin.Echo'}], [gob.string, 'x']);
        const argument = encode([gob.string, 'x']).length;
        for (const length of [1, 10, request.length - argument, request.length - 1]) {
            const [stream, accepted] = await streams();
            const server = new RpcServer(accepted, services);
            void stream.write(request.subarray(0, length));
            stream.end();
            expect(await server.closed, `${length} bytes`).toMatchObject({code: 'connection_lost'});
        }
    });

    test('a message larger than allowed', async () => {
        const [stream, accepted] = await streams();
        const server = new RpcServer(accepted, services, {limits: {maxMessage: 1_000}});
        void stream.write(encode([REQUEST, {ServiceMethod: 'Plugin.Echo'}], [gob.bytes, Buffer.alloc(2_000)]));
        expect(await server.closed).toMatchObject({code: 'bad_stream', cause: {code: 'message_too_large'}});
    });
});

describe('a client whose peer writes by hand', () => {
    test('answers nobody waits for are ignored, errors keep their body to themselves', async () => {
        const [stream, accepted] = await streams();
        const client = new RpcClient(stream);
        const call = client.call('Plugin.A', gob.bool, true);
        const failing = client.call('Plugin.B', gob.bool, true);
        void accepted.write(
            encode(
                [RESPONSE, {ServiceMethod: 'Plugin.X', Seq: 99}],
                [gob.int, 1],
                [RESPONSE, {ServiceMethod: 'Plugin.B', Seq: 1, Error: 'no'}],
                [gob.struct('', {}), {}],
                [RESPONSE, {ServiceMethod: 'Plugin.A'}],
                [gob.string, 'answer'],
            ),
        );
        expect(await call).toBe('answer');
        await expect(failing).rejects.toMatchObject({code: 'server_error', message: 'no'});
    });

    test('a header without body, as a Go server leaves it when it cannot encode the reply', async () => {
        const [stream, accepted] = await streams();
        const client = new RpcClient(stream);
        const call = client.call('Plugin.A', gob.bool, true);
        void accepted.write(encode([RESPONSE, {ServiceMethod: 'Plugin.A'}]));
        accepted.end();
        await expect(call).rejects.toMatchObject({code: 'connection_lost'});
        expect(await client.closed).toMatchObject({code: 'connection_lost'});
    });

    test('broken answers end all calls', async () => {
        const [stream, accepted] = await streams();
        const client = new RpcClient(stream);
        const calls = [1, 2, 3].map((n) => client.call('Plugin.A', gob.int, n));
        void accepted.write(Buffer.from('nonsense'.repeat(20)));
        for (const call of calls) {
            await expect(call).rejects.toMatchObject({code: 'bad_stream'});
        }
        await expect(client.call('Plugin.A', gob.int, 4)).rejects.toMatchObject({code: 'bad_stream'});
    });
});

test("a conversation recorded from Go's client is answered like Go's server does", async () => {
    const recorded = loadVectors().find(({name}) => name === 'stream/http-response');
    const [stream, accepted] = await streams();
    const seen: GobValue[] = [];
    const keep = method(gob.struct('', {}), (value) => {
        seen.push(value);
        return {};
    });
    new RpcServer(accepted, {Plugin: {Header: keep, SyncHeader: keep, WriteHeader: keep, Write: keep}});
    void stream.write(Buffer.from(recorded?.hex ?? '', 'hex'));
    const answers = await arrived(stream);
    expect(answers.filter((_, at) => at % 2 === 0).map((header) => (header as {Seq?: number}).Seq ?? 0)).toEqual([
        0, 1, 2, 3,
    ]);
    expect(seen[3]).toBeInstanceOf(Buffer);
    expect(seen).toHaveLength(4);
});
