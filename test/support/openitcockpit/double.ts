import {createHash} from 'node:crypto';
import http, {type IncomingMessage, type ServerResponse} from 'node:http';
import https from 'node:https';
import type {AddressInfo, Socket} from 'node:net';
import {setTimeout as sleep} from 'node:timers/promises';
import {type Answer, nginxPage} from './answers';
import {CommandQueue, type QueuedCommand} from './command_queue';
import {createFaults, type FaultSet, type Faults} from './faults';
import {type Installation, processRequest} from './pipeline';
import {USERS, type UserName} from './recorded_objects';
import {loadTemplates} from './templates';
import {World} from './world';

export interface DoubleOptions {
    readonly version?: '4.8.7' | '5.0.1' | '5.3.0';
    /** From the HTTP answer until the core executes a command; the real one takes 1.2 to 3.9 s. Default 20 to 40 ms. */
    readonly commandDelayMs?: number | readonly [min: number, max: number];
    /** From the core to the API; 0 = at once. */
    readonly visibilityLagMs?: number;
    /** PEM. With it the double speaks https. */
    readonly tls?: {readonly key: string; readonly cert: string};
    /** Default: a free one. */
    readonly port?: number;
    /** Address to listen on and to put into `url`. Default `127.0.0.1`. */
    readonly host?: string;
    /** Language of every user, e.g. `de_DE`; default: each user's own. */
    readonly language?: string;
}

export interface RecordedRequest {
    readonly method: string;
    readonly target: string;
    readonly headers: Readonly<Record<string, string | string[] | undefined>>;
    readonly body: string;
    /** undefined: nobody that openITCOCKPIT knows. */
    readonly user?: UserName;
    status?: number;
}

export interface OpenitcockpitDouble {
    /** Without a trailing slash. */
    readonly url: string;
    readonly apiKeys: Readonly<Record<UserName, string>>;
    readonly world: World;
    /** Every request in the order of arrival. */
    readonly requests: readonly RecordedRequest[];
    /** Every command that reached the queue. */
    readonly commands: readonly QueuedCommand[];
    readonly faults: Faults;
    readonly load: {readonly inFlight: number; readonly maxInFlight: number};
    /** Executes what hung and answers whoever still waits. */
    release(): void;
    stop(): Promise<void>;
}

/** A key as openITCOCKPIT makes them (long hex), the same in every run. */
const keyOf = (name: UserName): string => createHash('sha256').update(`double ${name}`).digest('hex');

/** Starts an openITCOCKPIT as a real HTTP(S) server (behaviour: recordings in test/fixtures/openitcockpit). */
export const startOpenitcockpitDouble = async (options: DoubleOptions = {}): Promise<OpenitcockpitDouble> => {
    const world = new World(options.visibilityLagMs === undefined ? {} : {visibilityLagMs: options.visibilityLagMs});
    const queue = new CommandQueue(world, delayOf(options.commandDelayMs ?? [20, 40]));
    const faults = createFaults();
    const apiKeys = Object.fromEntries(USERS.map((user) => [user.name, keyOf(user.name)])) as Record<UserName, string>;
    const installation: Installation = {
        version: options.version ?? '5.3.0',
        world,
        queue,
        templates: loadTemplates(),
        users: new Map(USERS.map((user) => [keyOf(user.name), user])),
        language: options.language,
    };
    const requests: RecordedRequest[] = [];
    const waiting = new Set<() => void>();
    const load = {inFlight: 0, maxInFlight: 0};

    const serve = async (message: IncomingMessage, response: ServerResponse): Promise<void> => {
        load.inFlight += 1;
        load.maxInFlight = Math.max(load.maxInFlight, load.inFlight);
        response.once('close', () => {
            load.inFlight -= 1;
        });
        const raw = await readRaw(message);
        const active = faults.take();
        if (active.reset === 'before') {
            message.socket.destroy();
            return;
        }
        const {answer, user} = faultyAnswer(active, raw) ?? processRequest(installation, raw, active);
        const recorded: RecordedRequest = {
            ...raw,
            body: raw.body.toString('utf8'),
            ...(user ? {user: user.name} : {}),
            status: answer.status,
        };
        requests.push(recorded);
        await sleep(active.slowMs);
        if (active.hangAll || (active.hangCommands && isCommand(raw))) {
            await new Promise<void>((resolve) => waiting.add(resolve));
        }
        if (active.reset === 'after') {
            message.socket.destroy();
            return;
        }
        send(response, raw.method, spoilt(answer, active));
    };

    const listener = (message: IncomingMessage, response: ServerResponse): void => {
        serve(message, response).catch((error: unknown) => {
            response.writeHead(599, {'Content-Type': 'text/plain'});
            response.end(`the double failed: ${String(error)}`);
        });
    };
    const server = options.tls ? https.createServer(options.tls, listener) : http.createServer(listener);
    const sockets = new Set<Socket>();
    server.on('connection', (socket: Socket) => {
        sockets.add(socket);
        socket.once('close', () => sockets.delete(socket));
    });
    const host = options.host ?? '127.0.0.1';
    await new Promise<void>((resolve) => server.listen(options.port ?? 0, host, resolve));
    const {port} = server.address() as AddressInfo;

    const release = (): void => {
        queue.release();
        for (const answer of waiting) {
            answer();
        }
        waiting.clear();
    };
    return {
        url: `${options.tls ? 'https' : 'http'}://${host}:${port}`,
        apiKeys,
        world,
        requests,
        commands: queue.commands,
        faults,
        load,
        release,
        stop: async () => {
            queue.close();
            world.close();
            for (const socket of sockets) {
                socket.destroy();
            }
            await new Promise<void>((resolve) => server.close(() => resolve()));
        },
    };
};

const delayOf = (delay: number | readonly [number, number]) => (): number =>
    typeof delay === 'number' ? delay : delay[0] + Math.random() * (delay[1] - delay[0]);

interface Raw {
    readonly method: string;
    readonly target: string;
    readonly headers: IncomingMessage['headers'];
    readonly body: Buffer;
}

const readRaw = async (message: IncomingMessage): Promise<Raw> => {
    const chunks: Buffer[] = [];
    for await (const chunk of message) {
        chunks.push(chunk as Buffer);
    }
    return {
        method: message.method ?? 'GET',
        target: message.url ?? '/',
        headers: message.headers,
        body: Buffer.concat(chunks),
    };
};

const isCommand = (raw: Raw): boolean =>
    /\/(submit|submit_bulk|submit_bulk_naemon|delete|acknowledge)\b/.test(raw.target);

/** Answers of what stands in front of openITCOCKPIT. */
const faultyAnswer = (faults: FaultSet, raw: Raw): {answer: Answer; user?: undefined} | undefined => {
    if (faults.redirectToHttps) {
        const location = `https://${(raw.headers.host ?? '').replace(/:\d+$/, '')}${raw.target}`;
        return {answer: nginxPage(301, 'Moved Permanently', {Location: location})};
    }
    if (faults.gateway !== 0) {
        const reasons = {502: 'Bad Gateway', 503: 'Service Temporarily Unavailable', 504: 'Gateway Time-out'};
        return {answer: nginxPage(faults.gateway, reasons[faults.gateway])};
    }
    return faults.waf ? {answer: nginxPage(406, 'Not Acceptable')} : undefined;
};

const spoilt = (answer: Answer, faults: FaultSet): Answer => {
    if (faults.body === 'html') {
        return {status: 200, contentType: 'text/html; charset=utf-8', body: '<!doctype html><title>Sign in</title>'};
    }
    return faults.body === 'malformed' ? {...answer, body: answer.body.slice(0, answer.body.length / 2)} : answer;
};

const send = (response: ServerResponse, method: string, answer: Answer): void => {
    response.writeHead(answer.status, {Server: 'nginx', 'Content-Type': answer.contentType, ...answer.headers});
    response.end(method === 'HEAD' ? undefined : answer.body);
};
