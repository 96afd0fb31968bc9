import {readFileSync} from 'node:fs';
import {createServer} from 'node:http';
import {type AddressInfo, connect as dial} from 'node:net';
import type {Duplex} from 'node:stream';
import {createServer as createTlsServer} from 'node:tls';
import {afterEach, describe, expect, it} from 'vitest';
import {WebSocketServer} from 'ws';
import {startHttpProxy} from '../../../support/http_proxy';
import {EventStreamDouble} from '../../../support/openitcockpit/event_stream';
import {connectStream} from '../../../support/openitcockpit/stream_client';
import {TLS} from '../../../support/tls_fixtures';

const RESTARTED = [{object_type: 102, timestamp: 0}];

const ends: (() => unknown)[] = [];
afterEach(async () => {
    for (const end of ends.splice(0).reverse()) {
        await end();
    }
});

const startDouble = async (options?: Parameters<typeof EventStreamDouble.start>[0]) => {
    const double = await EventStreamDouble.start(options);
    ends.push(() => double.close());
    return double;
};

/** A client, and what it reports. */
const connect = (url: string, options?: Parameters<typeof connectStream>[1]) => {
    const client = connectStream(url, options);
    ends.push(() => client.close());
    return client;
};

const answering = async (status: number, body: string, headers: Record<string, string> = {}) => {
    const server = createServer((_request, response) => response.writeHead(status, headers).end(body));
    server.on('upgrade', (_request, socket) => {
        // A client may be gone before it has read that it is refused.
        socket.on('error', () => undefined);
        const lines = Object.entries({'Content-Length': String(body.length), ...headers}).map(
            ([name, value]) => `${name}: ${value}\r\n`,
        );
        socket.end(`HTTP/1.1 ${status} Whatever\r\n${lines.join('')}\r\n${body}`);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    ends.push(() => server.close());
    return `ws://127.0.0.1:${(server.address() as AddressInfo).port}/ws`;
};

describe('the event stream', () => {
    it('sends its key in a header, never in the address, and subscribes what it reads', async () => {
        const double = await startDouble();
        const {heard} = connect(double.url);
        await expect.poll(() => heard.opened).toBe(1);
        const [request] = double.requests;
        expect(request?.headers.authorization).toBe('Bearer stream-key');
        expect(request?.url).not.toContain('stream-key');
        double.publish('core_restart', RESTARTED);
        double.publish('service_perfdata', [{host_name: 'x'}]);
        await expect.poll(() => heard.events).toEqual([{kind: 'core restarted'}]);
        expect(heard.unreadable).toBe(0);
    });

    it('takes a frame that comes in one piece with the handshake', async () => {
        const server = createServer();
        const sockets = new WebSocketServer({noServer: true});
        server.on('upgrade', (request, socket, head) => {
            socket.cork();
            sockets.handleUpgrade(request, socket, head, (client) => {
                client.send(JSON.stringify({topic: 'statusngin_core_restart', payload: RESTARTED}));
                socket.uncork();
            });
        });
        await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
        ends.push(() => server.close());
        const {heard} = connect(`ws://127.0.0.1:${(server.address() as AddressInfo).port}/ws`);
        await expect.poll(() => heard.opened).toBe(1);
        await expect.poll(() => heard.events).toEqual([{kind: 'core restarted'}]);
    });

    it('reconnects after a restart of the worker, and says so each time', async () => {
        const double = await startDouble();
        const {heard} = connect(double.url);
        await expect.poll(() => heard.opened).toBe(1);
        await double.stop();
        await expect.poll(() => heard.away.length).toBeGreaterThan(0);
        await double.restart();
        await expect.poll(() => heard.opened).toBe(2);
        double.cut();
        await expect.poll(() => heard.opened).toBe(3);
        expect(heard.away.map(({message}) => message)).toContainEqual(expect.stringContaining('was interrupted'));
    });

    it.each(['leave', 'cut'] as const)(
        'reconnects at once after a good connection that ended with: %s',
        async (end) => {
            const double = await startDouble();
            const {heard} = connect(double.url, {timing: {firstPauseMs: 300_000, longestPauseMs: 300_000}});
            await expect.poll(() => heard.opened).toBe(1);
            // A real worker that is stopped does either.
            double[end]();
            await expect.poll(() => heard.opened).toBe(2);
        },
    );

    it('reports the same reason once, however often it tries', async () => {
        const double = await startDouble({keys: ['another']});
        const {heard} = connect(double.url);
        await expect.poll(() => double.requests.length).toBeGreaterThan(3);
        expect(heard.away.map(({message}) => message)).toEqual([
            'The event stream rejected the key (401): check the Event stream key setting, which is not the API key.',
        ]);
        expect(heard.opened).toBe(0);
    });

    it('takes a peer that neither pings nor sends for dead', async () => {
        const double = await startDouble();
        const {heard} = connect(double.url, {timing: {silenceMs: 100}});
        await expect.poll(() => heard.opened).toBeGreaterThan(1);
        expect(heard.away[0]?.message).toContain('Nothing came over the event stream');
    });

    it('lives as long as it is pinged', async () => {
        const double = await startDouble({timing: {pingMs: 20, pongMs: 60_000}});
        const {heard} = connect(double.url, {timing: {silenceMs: 2000}});
        await expect.poll(() => heard.opened).toBe(1);
        await new Promise((resolve) => setTimeout(resolve, 2500));
        expect([heard.opened, heard.away]).toEqual([1, []]);
    });

    it('stays connected through frames that it cannot read', async () => {
        const double = await startDouble();
        const {heard} = connect(double.url);
        await expect.poll(() => heard.opened).toBe(1);
        double.publishText('statusngin_notifications', 'no JSON');
        double.publishText('statusngin_notifications', '{"topic":"statusngin_notifications","payload":{}}');
        double.publish('core_restart', RESTARTED);
        await expect.poll(() => heard.events.length).toBe(1);
        expect([heard.unreadable, heard.opened]).toEqual([2, 1]);
    });

    it('hangs up on a frame of more than 4 MB, and says what to check', async () => {
        const double = await startDouble();
        const {heard} = connect(double.url);
        await expect.poll(() => heard.opened).toBe(1);
        double.publishText('statusngin_notifications', 'x'.repeat(5_000_000));
        await expect.poll(() => heard.opened).toBe(2);
        expect(heard.away[0]?.message).toContain('more than 4 MB at once');
    });

    it('ends when it is closed', async () => {
        const double = await startDouble();
        const {heard, close} = connect(double.url);
        await expect.poll(() => heard.opened).toBe(1);
        close();
        await expect.poll(() => double.connected).toBe(0);
        expect(heard.away).toEqual([]);
        expect(double.requests).toHaveLength(1);
    });

    it.each([
        [404, '404 page not found', {}, 'has no event stream at this address (404)'],
        [200, '<html></html>', {'Content-Type': 'text/html'}, 'did not answer with an event stream (200)'],
        [302, '', {Location: 'https://elsewhere.example.org/'}, 'did not answer with an event stream (302)'],
        [502, 'Bad gateway', {}, 'did not answer with an event stream (502)'],
    ])('explains an answer of %i', async (status, body, headers, sentence) => {
        const {heard} = connect(await answering(status, body, headers as Record<string, string>));
        await expect.poll(() => heard.away[0]?.message).toContain(sentence);
        expect(heard.away[0]?.message).toMatch(/check /);
    });

    it.each([
        [200, 'accepted the connection to localhost:4443, but nothing usable answers behind it'],
        [403, 'The proxy did not let the connection to openITCOCKPIT through (403)'],
        [407, 'The proxy requires a login (407)'],
    ])('names what to check when a proxy answers %i with a page of its own', async (status, sentence) => {
        const server = createServer();
        const page = '<html>the proxy has something to say</html>';
        server.on('connect', (_request, socket: Duplex) => {
            socket.on('error', () => undefined);
            socket.end(`HTTP/1.1 ${status} Whatever\r\nContent-Type: text/html\r\n\r\n${page}`);
        });
        await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
        ends.push(() => server.close());
        const proxy = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
        const {heard} = connect('wss://localhost:4443/eventstream', {proxy});
        await expect.poll(() => heard.away[0]?.message).toContain(sentence);
        expect(heard.away[0]?.message).toMatch(/(Event stream URL|Proxy URL)/);
    });

    it('stays open through a proxy for far longer than connecting may take', async () => {
        const double = await startDouble();
        const key = readFileSync(TLS.key);
        const server = createTlsServer({key, cert: readFileSync(TLS.certificate)}, (socket) => {
            const upstream = dial(Number(new URL(double.url).port), '127.0.0.1');
            socket.on('error', () => upstream.destroy()).pipe(upstream);
            upstream.on('error', () => socket.destroy()).pipe(socket);
        });
        await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
        const proxy = await startHttpProxy();
        ends.push(
            () => server.close(),
            () => proxy.stop(),
        );
        const url = `wss://localhost:${(server.address() as AddressInfo).port}/ws`;
        const connectMs = 1500;
        const {heard} = connect(url, {proxy: proxy.url, ca: readFileSync(TLS.ca, 'utf8'), timing: {connectMs}});
        await expect.poll(() => heard.opened).toBe(1);
        await new Promise((resolve) => setTimeout(resolve, 2 * connectMs));
        double.publish('core_restart', RESTARTED);
        await expect.poll(() => heard.events).toEqual([{kind: 'core restarted'}]);
        expect([heard.opened, heard.away]).toEqual([1, []]);
        expect(proxy.seen).not.toContain('stream-key');
    });

    it('takes no more than 4 MB of a peer that sends 50 MB, again and again', async () => {
        const double = await startDouble();
        const {heard} = connect(double.url);
        const huge = 'x'.repeat(50_000_000);
        for (const round of [1, 2, 3]) {
            await expect.poll(() => heard.opened >= round && double.connected === 1).toBe(true);
            double.publishText('statusngin_notifications', huge);
        }
        await expect.poll(() => heard.opened).toBeGreaterThan(3);
        expect(heard.unreadable).toBe(0);
        double.publish('core_restart', RESTARTED);
        await expect.poll(() => heard.events).toEqual([{kind: 'core restarted'}]);
    });

    it.each([
        ['', 'stream-key', 'is not a valid address'],
        ['https://monitoring.example.org/eventstream', 'stream-key', 'write it as wss://host/eventstream'],
        ['ws://monitoring.example.org/ws', 'stream-key', 'must start with wss://'],
        ['ws://127.0.0.1.example.org/ws', 'stream-key', 'must start with wss://'],
        ['wss://jane:secret@monitoring.example.org/ws', 'stream-key', 'must not contain a user name'],
        ['ws://127.0.0.1:1/ws?api_key=secret', 'stream-key', 'is not a valid address'],
        ['ws://127.0.0.1:1/ws', '', 'The Event stream key setting is empty'],
        ['ws://127.0.0.1:1/ws', 'two\nlines', 'contains spaces or characters'],
        ['ws://127.0.0.1:1/ws', 'stream-key', 'Nothing answers at 127.0.0.1:1'],
        ['ws://localhost.invalid:8091/ws', 'stream-key', 'must start with wss://'],
    ])('%s with the key %j: names the setting', async (url, key, sentence) => {
        const {heard} = connect(url, {key});
        await expect.poll(() => heard.away[0]?.message).toContain(sentence);
        expect(heard.away[0]?.message).not.toContain('secret');
    });
});
