import http from 'node:http';
import type {AddressInfo} from 'node:net';
import {onTestFinished} from 'vitest';

export interface CannedAnswer {
    readonly status?: number;
    readonly headers?: Readonly<Record<string, string>>;
    /** A string is sent as it is, anything else as JSON. */
    readonly body?: unknown;
}

export interface CannedServer {
    readonly url: string;
    stop(): Promise<void>;
}

/** A server with one answer to everything, for answers that no double gives. */
export const openCannedServer = async ({status = 200, headers, body = {}}: CannedAnswer): Promise<CannedServer> => {
    const server = http.createServer((_, response) => {
        response.writeHead(status, headers ?? {'Content-Type': 'application/json'});
        response.end(typeof body === 'string' ? body : JSON.stringify(body));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return {
        url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
        stop: () =>
            new Promise((resolve) => {
                server.close(() => resolve());
                server.closeAllConnections();
            }),
    };
};

/** The same; stops with the test. @returns its address */
export const startCannedServer = async (answer: CannedAnswer): Promise<string> => {
    const {url, stop} = await openCannedServer(answer);
    onTestFinished(stop);
    return url;
};
