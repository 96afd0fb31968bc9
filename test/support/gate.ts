import http, {type IncomingMessage, type ServerResponse} from 'node:http';
import type {AddressInfo} from 'node:net';

export interface GateRequest {
    readonly method: string;
    readonly path: string;
    readonly body: string;
    /** What the target answered; empty until then. */
    readonly answer: string;
}

/** An HTTP server in front of another one that can hold a request, so that its sender can be killed at that moment. */
export interface Gate {
    readonly url: string;
    /**
     * Holds the next matching request: before it reaches the target, or before its answer is returned.
     * @returns once it is held
     */
    hold(when: 'before' | 'after', fits: (request: GateRequest) => boolean): Promise<void>;
    stop(): Promise<void>;
}

interface Holding {
    readonly when: 'before' | 'after';
    readonly fits: (request: GateRequest) => boolean;
    readonly caught: () => void;
}

export const startGate = async (target: string): Promise<Gate> => {
    let holding: Holding | undefined;
    const isHeld = (when: Holding['when'], request: GateRequest): boolean => {
        if (holding?.when !== when || !holding.fits(request)) {
            return false;
        }
        const {caught} = holding;
        holding = undefined;
        caught();
        return true;
    };
    const serve = async (message: IncomingMessage, response: ServerResponse): Promise<void> => {
        const [method, path, body] = [message.method ?? 'GET', message.url ?? '/', await textOf(message)];
        if (isHeld('before', {method, path, body, answer: ''})) {
            return;
        }
        const answered = await forward(target, message, body);
        const answer = await textOf(answered);
        if (isHeld('after', {method, path, body, answer})) {
            return;
        }
        const {'transfer-encoding': _chunked, ...headers} = answered.headers;
        response.writeHead(answered.statusCode ?? 502, headers);
        response.end(answer);
    };
    const server = http.createServer((message, response) => {
        serve(message, response).catch(() => response.destroy());
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return {
        url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
        hold: (when, fits) =>
            new Promise((caught) => {
                holding = {when, fits, caught};
            }),
        stop: () =>
            new Promise((resolve) => {
                server.close(() => resolve());
                server.closeAllConnections();
            }),
    };
};

const textOf = async (message: IncomingMessage): Promise<string> => {
    const chunks: Buffer[] = [];
    for await (const chunk of message) {
        chunks.push(chunk as Buffer);
    }
    return Buffer.concat(chunks).toString('utf8');
};

const forward = (target: string, {method, url, headers}: IncomingMessage, body: string): Promise<IncomingMessage> =>
    new Promise((resolve, reject) => {
        const {host: _host, ...passed} = headers;
        const request = http.request(new URL(url ?? '/', target), {method, headers: passed}, resolve);
        request.once('error', reject);
        request.end(body);
    });
