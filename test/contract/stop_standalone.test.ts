import {once} from 'node:events';
import {connect, createServer, type Server, type Socket} from 'node:net';
import {describe, expect, it, onTestFinished} from 'vitest';
import {freePort} from '../support/demo/free_port';
import {startServerProcess} from '../support/demo/server_process';
import {NOTIFICATION_TOKEN, SIGNING_SECRET, sendNotification} from '../support/loop/service';
import {PROBLEM} from '../support/plugin_host/scene';
import {handlerProgram} from '../support/program';
import {newDataFolder} from '../support/storage/data_folder';
import {waitFor} from '../support/wait_for';

const LONG = 120_000;
/** Docker kills what has not ended by then. */
const DOCKER_MS = 10_000;

/** Takes every connection and never answers. */
const startSilence = async (): Promise<{server: Server; url: string; heard: () => number}> => {
    let heard = 0;
    const sockets = new Set<Socket>();
    const server = createServer((socket) => {
        sockets.add(socket.on('error', () => undefined));
        socket.on('data', () => {
            heard += 1;
        });
    });
    server.listen(await freePort(), '127.0.0.1');
    await once(server, 'listening');
    onTestFinished(() => {
        for (const socket of sockets) {
            socket.destroy();
        }
        server.close();
    });
    const {port} = server.address() as {port: number};
    return {server, url: `http://127.0.0.1:${port}`, heard: () => heard};
};

const POST = `POST /api/v1/notifications HTTP/1.1\r\nHost: handler\r\nAuthorization: Bearer ${NOTIFICATION_TOKEN}\r\n`;
const GET = 'GET /api/v1/health HTTP/1.1\r\nHost: handler\r\n\r\n';

/** What clients may do to a server that wants to end. */
const CLIENTS: readonly (readonly [string, string])[] = [
    ['says nothing', ''],
    ['sends half a header', 'POST /api/v1/notifications HTTP/1.1\r\nHost: hand'],
    ['sends half a body', `${POST}Content-Type: application/json\r\nContent-Length: 500\r\n\r\n{"type":`],
    [
        'sends a body without an end',
        `${POST}Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{"typ`,
    ],
    ['keeps its connection', GET],
    ['never reads its answers', GET.repeat(2000)],
];

describe('SIGTERM of `serve`', {timeout: LONG}, () => {
    it.each([...CLIENTS, ['does all of this at once', undefined] as const])(
        'ends it as Docker expects, whatever a client does: one that %s',
        async (_what, sent) => {
            const silence = await startSilence();
            const service = await startServerProcess(
                {
                    LISTEN_ADDRESS: `127.0.0.1:${await freePort()}`,
                    MATTERMOST_URL: silence.url,
                    MATTERMOST_BOT_TOKEN: 'bot-token',
                    DEFAULT_CHANNEL: 'ops/alerts',
                    NOTIFICATION_TOKEN,
                    SIGNING_SECRET,
                    DATA_FOLDER: await newDataFolder(),
                },
                handlerProgram(),
            );
            const {port} = new URL(service.url);
            for (const text of sent === undefined ? CLIENTS.map(([, one]) => one) : [sent]) {
                const socket = connect(Number(port), '127.0.0.1').on('error', () => undefined);
                onTestFinished(() => void socket.destroy());
                socket.pause();
                await once(socket, 'connect');
                socket.write(text);
            }
            // And a notification that waits for Mattermost.
            sendNotification(service.url, PROBLEM).catch(() => undefined);
            await waitFor(() => silence.heard() > 0);
            const killed = setTimeout(() => service.process.kill('SIGKILL'), DOCKER_MS);
            await service.stop();
            clearTimeout(killed);
            expect([service.process.exitCode, service.process.signalCode]).toEqual([0, null]);
            expect(service.log()).toContain('Stopped');
        },
    );
});
