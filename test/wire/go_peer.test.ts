import {createServer} from 'node:net';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import {goMissing} from '../../build/go_modules';
import {
    type ByteStream,
    type GobStruct,
    gob,
    MuxBroker,
    method,
    RpcClient,
    RpcError,
    RpcServer,
    YamuxSession,
} from '../../server-proxy/src/wire';
import {buildGo, run} from '../support/wire/go';

const DETAIL = gob.struct('Detail', {Name: gob.string, Parts: gob.slice(gob.int)});
const MESSAGE = gob.struct('Message', {
    Text: gob.string,
    Seq: gob.int,
    Props: gob.map(gob.string, gob.any),
    List: gob.slice(DETAIL),
    Raw: gob.bytes,
});
const registry = new Map([['*test.Detail', DETAIL]]);

const echoBack = async (stream: ByteStream): Promise<void> => {
    for (let chunk = await stream.readChunk(); chunk !== null; chunk = await stream.readChunk()) {
        await stream.write(chunk);
    }
    stream.close();
};

/** Calls the Go program's own net/rpc server. Returns "ok" or what went wrong. */
const callBack = async (broker: MuxBroker, id: number): Promise<string> => {
    const client = new RpcClient(id % 2 === 0 ? broker.dialAhead(id) : await broker.dial(id));
    const square = (n: number): Promise<unknown> => client.call('Plugin.Square', gob.int, n).catch((error) => error);
    const answers = await Promise.all(Array.from({length: 500}, (_, n) => square(n)));
    const wrong = answers.findIndex((answer, n) => answer !== n * n && n !== 13);
    const unlucky = answers[13];
    if (wrong >= 0 || !(unlucky instanceof RpcError && unlucky.message === 'unlucky')) {
        return `answer ${wrong} was ${answers[wrong]}, 13 gave ${unlucky}`;
    }
    const missing = (await client.call('Plugin.Cube', gob.int, 1).catch((error) => error)) as RpcError;
    const broken = (await client.call('Plugin.Unregistered', gob.int, 1).catch((error) => error)) as RpcError;
    client.close();
    return missing.isUnknownMethod && broken.code === 'connection_lost' ? 'ok' : `${missing}, ${broken}`;
};

test("Go's yamux, net/rpc and gob as the peer: calls, refusals, 1000 streams, calls back", {
    timeout: 240_000,
}, async (context) => {
    const missing = goMissing();
    context.skip(missing !== undefined, missing);
    const {file, skip} = buildGo('yamuxhost');
    context.skip(skip !== undefined, skip);

    const path = join(tmpdir(), `wire-${process.pid}-${Date.now()}.sock`);
    const ended: Promise<unknown>[] = [];
    const server = createServer((socket) => {
        const session = new YamuxSession(socket, {role: 'server'});
        const broker = new MuxBroker(session, {acceptTimeoutMs: 60_000});
        const silent: ByteStream[] = [];
        const services = {
            Plugin: {
                Echo: method(MESSAGE, (message) => message as GobStruct as never),
                Fail: method(MESSAGE, () => {
                    throw new Error('it went wrong');
                }),
                CallBack: method(gob.string, async (message) => {
                    for (const stream of silent.splice(0)) {
                        stream.close();
                    }
                    await session.ping();
                    return callBack(broker, (message as GobStruct).Seq as number);
                }),
            },
        };
        const serve = (stream: ByteStream): void => {
            new RpcServer(stream, services, {registry});
        };
        const acceptRpc = async (): Promise<void> => {
            for (;;) {
                serve(await broker.accept(1));
            }
        };
        acceptRpc().catch(() => {});
        for (let id = 100; id < 120; id++) {
            broker.accept(id).then(
                (stream) => silent.push(stream),
                () => {},
            );
        }
        for (const id of [...Array.from({length: 1000}, (_, at) => 1000 + at), 6000]) {
            broker
                .accept(id)
                .then(echoBack)
                .catch(() => {});
        }
        ended.push(session.closed);
    });
    await new Promise<void>((done) => server.listen(path, done));
    try {
        expect(JSON.parse(await run(file as string, [path]))).toEqual([]);
        expect(await Promise.all(ended)).toEqual([undefined]);
    } finally {
        server.close();
    }
});
