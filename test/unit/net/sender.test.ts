import {createServer, type RequestListener} from 'node:http';
import {createServer as createSocketServer, type Server, type Socket} from 'node:net';
import {gzipSync} from 'node:zlib';
import {describe, expect, it, onTestFinished} from 'vitest';
import {createCommandSender} from '../../../server-proxy/src/net/command_sender';
import {NetFailure} from '../../../server-proxy/src/net/net_failure';
import type {Sender} from '../../../server-proxy/src/net/sender';
import {createServiceSender} from '../../../server-proxy/src/net/service_sender';

const DIRECT = {skipTlsVerification: false};
const SENDERS = [
    ['of a command', createCommandSender],
    ['of the service', createServiceSender],
] as const;

const portOf = async (server: Server): Promise<number> => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return (server.address() as {port: number}).port;
};

const openServer = async (listener: RequestListener): Promise<string> => {
    const server = createServer(listener);
    onTestFinished(() => {
        server.closeAllConnections();
        server.close();
    });
    return `http://127.0.0.1:${await portOf(server)}`;
};

const post = (sender: Sender, url: string, timeoutMs = 5000) =>
    sender.send({method: 'POST', url: new URL(url), headers: {'content-type': 'text/plain'}, body: 'ü', timeoutMs});

const failureOf = async (answer: Promise<unknown>): Promise<NetFailure> => {
    const error = await answer.catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(NetFailure);
    return error as NetFailure;
};

describe.each(SENDERS)('the sender %s', (_, create) => {
    it('sends the body with its length, and gives out every status', async () => {
        const url = await openServer((request, response) => {
            request.resume();
            response.writeHead(301, {location: '/there', 'x-length': request.headers['content-length']}).end('moved');
        });
        expect(await post(create(DIRECT), url)).toMatchObject({
            status: 301,
            text: 'moved',
            headers: {location: '/there', 'x-length': '2'},
        });
    });

    it('says which time was over', async () => {
        const url = await openServer(() => undefined);
        expect(await failureOf(post(create(DIRECT), url, 60))).toMatchObject({kind: 'timeout', nothingSent: false});
    });

    it.each<[string, string, (socket: Socket) => unknown]>([
        ['hangs up', 'brokeOff', (socket) => socket.end()],
        ['is silent', 'timeout', () => undefined],
        ['opens the tunnel to a silent server', 'timeout', (socket) => socket.write('HTTP/1.1 200 OK\r\n\r\n')],
        ['refuses', 'proxyRefused', (socket) => socket.end('HTTP/1.1 403 No\r\n\r\n')],
    ])('leaves no connection to a proxy that %s', async (_what, kind, react) => {
        const open = new Set<Socket>();
        const server = createSocketServer((socket) => {
            open.add(socket);
            socket.on('error', () => undefined).on('close', () => open.delete(socket));
            socket.once('data', () => react(socket));
        });
        const proxy = {url: `http://127.0.0.1:${await portOf(server)}`, noProxy: []};
        onTestFinished(() => void server.close());
        const timeoutMs = kind === 'timeout' ? 300 : 5000;
        const failure = await failureOf(post(create({...DIRECT, proxy}), 'https://chat.example.org/', timeoutMs));
        expect(failure.kind).toMatch(new RegExp(kind, 'i'));
        await expect.poll(() => open.size).toBe(0);
    });
});

describe('a large answer', () => {
    const large = () => openServer((_, response) => void response.end('x'.repeat(11_000_000)));

    it('is cut for a command', async () => {
        const {status, text} = await post(createCommandSender(DIRECT), await large());
        expect([status, text.length]).toEqual([200, 65_536]);
    });

    it('is a failure for the service', async () => {
        expect((await failureOf(post(createServiceSender(DIRECT), await large()))).kind).toBe('tooLarge');
    });
});

it('the service reads compressed answers, and keeps its connection', async () => {
    const sockets = new Set<unknown>();
    const url = await openServer((request, response) => {
        sockets.add(request.socket);
        request.resume();
        response.writeHead(200, {'content-encoding': 'gzip'}).end(gzipSync('hello'));
    });
    const sender = createServiceSender(DIRECT);
    expect((await post(sender, url)).text).toBe('hello');
    expect((await post(sender, url)).text).toBe('hello');
    expect(sockets.size).toBe(1);
    sender.close();
});

it('a command gets the status even when the answer breaks off', async () => {
    const url = await openServer((request, response) => {
        response.writeHead(503, {'content-length': '100'}).write('half', () => request.socket.destroySoon());
    });
    expect(await post(createCommandSender(DIRECT), url)).toMatchObject({status: 503, text: 'half'});
});
