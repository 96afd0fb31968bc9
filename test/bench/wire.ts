// net/rpc echo over a pair of unix sockets in one process: `node build/run.mjs test/bench/wire.ts [calls]`.
// A row says how many calls a second, and the median and 99th percentile of one call, with so many at once.
import {unlinkSync} from 'node:fs';
import {connect, createServer, type Socket} from 'node:net';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {gob, MuxBroker, method, RpcClient, RpcServer, YamuxSession} from '../../server-proxy/src/wire';

const CALLS = Number(process.argv[2] ?? 100_000);
const ARGS = gob.struct('Args', {Text: gob.string, N: gob.int, Raw: gob.bytes});
const argument = {Text: 'x'.repeat(200), N: 12_345, Raw: Buffer.alloc(80, 7)};

/** Both ends of a connected unix socket. */
const socketPair = async (): Promise<[Socket, Socket]> => {
    const path = join(tmpdir(), `wire-bench-${process.pid}.sock`);
    const accepted = new Promise<Socket>((resolve) => {
        const server = createServer((socket) => {
            server.close();
            resolve(socket);
        }).listen(path);
    });
    const dialled = connect(path);
    return [dialled, await accepted];
};

const [left, right] = await socketPair();
const host = new YamuxSession(left, {role: 'client'});
const plugin = new YamuxSession(right, {role: 'server'});
const broker = new MuxBroker(plugin);
const served = broker.accept(1);
const client = new RpcClient(await new MuxBroker(host).dial(1));
new RpcServer(await served, {Plugin: {Echo: method(ARGS, (value) => value as object)}});

const round = async (atOnce: number): Promise<string> => {
    const times = new Float64Array(CALLS);
    let next = 0;
    const worker = async (): Promise<void> => {
        for (let at = next++; at < CALLS; at = next++) {
            const start = performance.now();
            await client.call('Plugin.Echo', ARGS, argument);
            times[at] = performance.now() - start;
        }
    };
    const began = performance.now();
    await Promise.all(Array.from({length: atOnce}, worker));
    const seconds = (performance.now() - began) / 1_000;
    times.sort();
    const micros = (share: number): string => ((times[Math.floor(CALLS * share)] as number) * 1_000).toFixed(0);
    return `${String(atOnce).padStart(4)} at once: ${Math.round(CALLS / seconds)} calls/s, p50 ${micros(0.5)} µs, p99 ${micros(0.99)} µs`;
};

for (const atOnce of [1, 1, 8, 64, 64]) {
    console.log(await round(atOnce));
}
console.log(`resident ${Math.round(process.memoryUsage.rss() / 1024 / 1024)} MB`);
host.close();
await plugin.closed;
try {
    unlinkSync(join(tmpdir(), `wire-bench-${process.pid}.sock`));
} catch {
    // the server has removed it
}
