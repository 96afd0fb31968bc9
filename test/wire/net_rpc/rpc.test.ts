import {afterEach, describe, expect, test} from 'vitest';
import {
    type GobStruct,
    type GobValue,
    gob,
    method,
    RpcClient,
    type RpcClientOptions,
    RpcError,
    RpcServer,
    type RpcServerOptions,
    type YamuxSession,
} from '../../../server-proxy/src/wire';
import {Random} from '../../support/wire/random';
import {settle} from '../../support/wire/raw_peer';
import {sessionPair} from '../../support/wire/sessions';

const ARGS = gob.struct('Args', {A: gob.string, N: gob.int, Any: gob.any});

/** A promise to settle by hand. */
const held = <T>(): {promise: Promise<T>; resolve: (value: T) => void} => {
    let resolve: (value: T) => void = () => {};
    const promise = new Promise<T>((done) => {
        resolve = done;
    });
    return {promise, resolve};
};

const sessions: YamuxSession[] = [];
afterEach(() => {
    for (const session of sessions.splice(0)) {
        session.close();
    }
});

const connect = async (
    methods: Parameters<typeof services>[0],
    options: {client?: RpcClientOptions; server?: RpcServerOptions; random?: Random} = {},
): Promise<{client: RpcClient; server: RpcServer; session: YamuxSession}> => {
    const pair = sessionPair({}, options.random);
    sessions.push(pair.client);
    const stream = pair.client.open();
    const client = new RpcClient(stream, options.client);
    const server = new RpcServer(await pair.server.accept(), services(methods), options.server);
    return {client, server, session: pair.client};
};
const numberIn = (value: GobValue): number => ((value as GobStruct).N as number | undefined) ?? 0; // zero is not sent
const services = (methods: ConstructorParameters<typeof RpcServer>[1][string]) => ({Plugin: methods});
const codeOf = (promise: Promise<unknown>): Promise<string> =>
    promise.then(
        (value) => `resolved with ${JSON.stringify(value)}`,
        (error: RpcError) => `${error.code}: ${error.message}`,
    );

describe('calls', () => {
    const echo = method(ARGS, (value) => value as object);

    test('1000 at once, answered as they come, in pieces of 1 to 17 bytes', async () => {
        const random = new Random(1);
        const {client} = await connect(
            {
                Later: method(gob.int, async (value) => {
                    await settle(random.int(0, 5));
                    return numberIn(value) * 2;
                }),
            },
            {random},
        );
        const answers = await Promise.all(
            Array.from({length: 1_000}, (_, N) => client.call('Plugin.Later', ARGS, {N})),
        );
        expect(answers).toEqual(Array.from({length: 1_000}, (_, N) => 2 * N));
        expect(client.pending).toBe(0);
    });

    test('answers in any order find their calls', async () => {
        const answers = [held<number>(), held<number>(), held<number>()];
        const {client} = await connect({
            Held: method(gob.int, (value) => answers[numberIn(value)]?.promise ?? 0),
        });
        const done: GobValue[] = [];
        const calls = [0, 1, 2].map((N) => client.call('Plugin.Held', ARGS, {N}).then((value) => done.push(value)));
        await settle();
        for (const at of [2, 0, 1]) {
            answers[at]?.resolve(at * 10);
            await settle();
        }
        await Promise.all(calls);
        expect(done).toEqual([20, 0, 10]);
    });

    test('carry every kind of body: nothing, basic values, lists, maps, large ones', async () => {
        const {client} = await connect({
            Nothing: method(gob.struct('', {}), () => ({})),
            Names: method(gob.slice(gob.string), () => ['a', 'b']),
            Header: method(gob.map(gob.string, gob.slice(gob.string)), () => ({'Content-Type': ['text/plain']})),
            Length: method(gob.int, (value) => (value as Buffer).length),
            Echo: echo,
        });
        expect(await client.call('Plugin.Nothing', gob.struct('', {}), {})).toEqual({});
        expect(await client.call('Plugin.Names', gob.bool, true)).toEqual(['a', 'b']);
        expect(await client.call('Plugin.Header', gob.string, 'hooks')).toEqual(
            new Map([['Content-Type', ['text/plain']]]),
        );
        expect(await client.call('Plugin.Length', gob.bytes, Buffer.alloc(3_000_000))).toBe(3_000_000);
        const big = 'x'.repeat(2_000_000);
        expect(await client.call('Plugin.Echo', ARGS, {A: big})).toEqual({A: big});
    });

    test("unknown methods and services get Go's texts", async () => {
        const {client} = await connect({Echo: echo});
        const refusals = ['Plugin.Nope', 'Nope.Echo', 'nodot', 'Plugin.toString', 'a.b.Echo', '.Echo'].map((name) =>
            codeOf(client.call(name, ARGS, {})),
        );
        expect(await Promise.all(refusals)).toEqual([
            "server_error: rpc: can't find method Plugin.Nope",
            "server_error: rpc: can't find service Nope.Echo",
            'server_error: rpc: service/method request ill-formed: nodot',
            "server_error: rpc: can't find method Plugin.toString",
            "server_error: rpc: can't find service a.b.Echo",
            "server_error: rpc: can't find service .Echo",
        ]);
        const error = (await client.call('Plugin.Nope', ARGS, {}).catch((reason) => reason)) as RpcError;
        expect(error.isUnknownMethod).toBe(true);
        expect(new RpcError('server_error', 'other').isUnknownMethod).toBe(false);
        expect(await client.call('Plugin.Echo', ARGS, {N: 1})).toEqual({N: 1});
    });

    test('what a method throws becomes the error of the call, and is reported', async () => {
        const reported: unknown[] = [];
        const {client} = await connect(
            {
                Throws: method(ARGS, () => {
                    throw new Error('no disk');
                }),
                Rejects: method(ARGS, () => Promise.reject('just text')),
                Silent: method(ARGS, () => {
                    throw new Error('');
                }),
            },
            {server: {onMethodError: (name, error) => reported.push([name, String(error)])}},
        );
        expect(await codeOf(client.call('Plugin.Throws', ARGS, {}))).toBe('server_error: no disk');
        expect(await codeOf(client.call('Plugin.Rejects', ARGS, {}))).toBe('server_error: just text');
        expect(await codeOf(client.call('Plugin.Silent', ARGS, {}))).toBe('server_error: unknown error');
        expect(reported).toEqual([
            ['Plugin.Throws', 'Error: no disk'],
            ['Plugin.Rejects', 'just text'],
            ['Plugin.Silent', 'Error'],
        ]);
    });

    test('arguments and replies that do not fit their type fail alone', async () => {
        const {client} = await connect({
            Wrong: method(gob.int, () => 'text' as never),
            Echo: echo,
        });
        expect(await codeOf(client.call('Plugin.Echo', ARGS, {N: 1.5}))).toMatch(/^out_of_range/);
        expect(await codeOf(client.call('Plugin.Wrong', ARGS, {}))).toMatch(
            /^server_error: A gob value should be an integer/,
        );
        expect(await client.call('Plugin.Echo', ARGS, {N: 2})).toEqual({N: 2});
        expect(client.pending).toBe(0);
    });

    test('can be given up; the late answer is ignored', async () => {
        const answer = held<object>();
        const {client} = await connect({Held: method(ARGS, () => answer.promise), Echo: echo});
        const control = new AbortController();
        const call = codeOf(client.call('Plugin.Held', ARGS, {}, {signal: control.signal}));
        await settle();
        control.abort();
        expect(await call).toBe('aborted: The call of Plugin.Held was given up.');
        expect(await codeOf(client.call('Plugin.Echo', ARGS, {}, {signal: control.signal}))).toMatch(/^aborted/);
        answer.resolve({});
        expect(await client.call('Plugin.Echo', ARGS, {N: 3}, {signal: new AbortController().signal})).toEqual({N: 3});
        await settle();
        expect(client.pending).toBe(0);
    });
});

describe('limits', () => {
    test('so many calls wait for an answer', async () => {
        const {client} = await connect(
            {Never: method(ARGS, () => new Promise<object>(() => {}))},
            {client: {maxPending: 3}},
        );
        const calls = Array.from({length: 4}, () => codeOf(client.call('Plugin.Never', ARGS, {})));
        expect(await calls[3]).toMatch(/^too_many_calls/);
        expect(client.pending).toBe(3);
        client.close();
        expect(await calls[0]).toBe('closed: The net/rpc client was closed.');
    });

    test('so many calls run at once; the others wait at the peer and come later', async () => {
        let running = 0;
        let most = 0;
        const gate = held<void>();
        const {client, server} = await connect(
            {
                Slow: method(gob.int, async (value) => {
                    most = Math.max(most, ++running);
                    await gate.promise;
                    running--;
                    return numberIn(value);
                }),
            },
            {server: {maxConcurrent: 5}},
        );
        const calls = Array.from({length: 50}, (_, N) => client.call('Plugin.Slow', ARGS, {N}));
        await settle();
        expect([running, server.running]).toEqual([5, 5]);
        gate.resolve();
        expect(await Promise.all(calls)).toEqual(Array.from({length: 50}, (_, N) => N));
        expect(most).toBe(5);
    });

    test('calls wait while the peer reads nothing', async () => {
        const pair = sessionPair();
        sessions.push(pair.client);
        const client = new RpcClient(pair.client.open());
        const stream = await pair.server.accept();
        const calls = Array.from({length: 100}, () => client.call('Plugin.Length', gob.bytes, Buffer.alloc(50_000)));
        await settle(100);
        expect(client.pending).toBe(100);
        new RpcServer(stream, services({Length: method(gob.int, (value) => (value as Buffer).length)}));
        expect(await Promise.all(calls)).toEqual(Array.from({length: 100}, () => 50_000));
    });

    test('a peer that asks without reading answers cannot pile them up', async () => {
        const pair = sessionPair();
        sessions.push(pair.client);
        const stream = pair.client.open();
        let handled = 0;
        const big = method(gob.bytes, () => {
            handled++;
            return Buffer.alloc(100_000);
        });
        new RpcServer(await pair.server.accept(), services({Big: big}), {maxConcurrent: 10});
        const asking = new RpcClient({
            readChunk: (max) => stream.readChunk(max),
            read: (length) => stream.read(length),
            consume: () => {},
            pause: () => {},
            resume: () => {},
            write: (bytes) => stream.write(bytes),
            end: () => stream.end(),
            close: () => stream.close(),
            reset: () => stream.reset(),
        });
        for (let call = 0; call < 200; call++) {
            asking.call('Plugin.Big', gob.bool, true).catch(() => {});
        }
        await settle(200);
        expect(handled).toBeLessThan(20);
        asking.close();
    });
});

describe('the end of the connection', () => {
    test('orderly: the server finishes what runs, then closes', async () => {
        const answer = held<object>();
        const {client, server, session} = await connect({Held: method(ARGS, () => answer.promise)});
        const call = codeOf(client.call('Plugin.Held', ARGS, {}));
        await settle();
        client.close();
        expect(await call).toMatch(/^closed/);
        expect(await codeOf(client.call('Plugin.Held', ARGS, {}))).toMatch(/^closed/);
        expect(await client.closed).toBeUndefined();
        await settle();
        expect(server.running).toBe(1);
        answer.resolve({});
        expect(await server.closed).toBeUndefined();
        await settle();
        expect(session.streamCount).toBe(0);
    });

    test('the server closes first: calls in progress fail', async () => {
        const {client, server} = await connect({Never: method(ARGS, () => new Promise<object>(() => {}))});
        const call = codeOf(client.call('Plugin.Never', ARGS, {}));
        await settle();
        server.close();
        expect(await call).toBe('connection_lost: The peer ended the net/rpc connection.');
        expect(await client.closed).toBeUndefined();
    });

    test('the session breaks: both sides learn why', async () => {
        const {client, server, session} = await connect({Never: method(ARGS, () => new Promise<object>(() => {}))});
        const call = codeOf(client.call('Plugin.Never', ARGS, {}));
        await settle();
        session.close();
        expect(await call).toBe('connection_lost: The connection was lost: The session was closed by this side.');
        expect(await client.closed).toMatchObject({code: 'connection_lost'});
        void server.closed.then(() => expect.unreachable('a call is still running'));
        await settle();
        expect(server.running).toBe(1);
    });
});
