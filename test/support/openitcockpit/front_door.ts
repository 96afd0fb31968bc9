import type {IncomingMessage, ServerResponse} from 'node:http';
import {setTimeout as sleep} from 'node:timers/promises';
import {type Answer, nginxPage} from './answers';
import type {FaultSet, Faults} from './faults';
import {type Installation, processRequest, type RawRequest} from './pipeline';
import type {UserName} from './recorded_objects';

export interface RecordedRequest {
    readonly method: string;
    readonly target: string;
    readonly headers: Readonly<Record<string, string | string[] | undefined>>;
    readonly body: string;
    /** undefined: unknown to openITCOCKPIT. */
    readonly user?: UserName;
    readonly status: number;
}

/** Receives requests, applies faults to them, and records them. */
export class FrontDoor {
    readonly requests: RecordedRequest[] = [];
    readonly load = {inFlight: 0, maxInFlight: 0};
    private readonly waiting = new Set<() => void>();

    constructor(
        private readonly installation: Installation,
        readonly faults: Faults,
    ) {}

    async serve(message: IncomingMessage, response: ServerResponse): Promise<void> {
        this.count(response);
        const raw = await readRaw(message);
        const faults = this.faults.take();
        if (faults.reset === 'before') {
            message.socket.destroy();
            return;
        }
        const answer = this.answer(raw, faults);
        await sleep(faults.slowMs);
        if (faults.hangAll || (faults.hangCommands && isCommand(raw))) {
            await new Promise<void>((resolve) => this.waiting.add(resolve));
        }
        if (faults.reset === 'after') {
            message.socket.destroy();
            return;
        }
        send(response, raw.method, spoilt(answer, faults));
    }

    release(): void {
        for (const goOn of this.waiting) {
            goOn();
        }
        this.waiting.clear();
    }

    private answer(raw: RawRequest, faults: FaultSet): Answer {
        const {answer, user} = faultyAnswer(faults, raw) ?? processRequest(this.installation, raw, faults);
        const {method, target, headers} = raw;
        const body = raw.body.toString('utf8');
        this.requests.push({method, target, headers, body, status: answer.status, ...(user ? {user: user.name} : {})});
        return answer;
    }

    private count(response: ServerResponse): void {
        this.load.inFlight += 1;
        this.load.maxInFlight = Math.max(this.load.maxInFlight, this.load.inFlight);
        response.once('close', () => {
            this.load.inFlight -= 1;
        });
    }
}

const readRaw = async (message: IncomingMessage): Promise<RawRequest> => {
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

const isCommand = (raw: RawRequest): boolean =>
    /\/(submit|submit_bulk|submit_bulk_naemon|delete|acknowledge)\b/.test(raw.target);

const faultyAnswer = (faults: FaultSet, raw: RawRequest): {answer: Answer; user?: undefined} | undefined => {
    if (faults.redirectToHttps) {
        const location = `https://${(raw.headers.host ?? '').replace(/:\d+$/, '')}${raw.target}`;
        return {answer: nginxPage(301, 'Moved Permanently', {Location: location})};
    }
    if (faults.gateway !== 0) {
        const reasons = {502: 'Bad Gateway', 503: 'Service Temporarily Unavailable', 504: 'Gateway Time-out'};
        return {answer: nginxPage(faults.gateway, reasons[faults.gateway])};
    }
    if (faults.blockedPath !== '' && raw.target.startsWith(faults.blockedPath)) {
        return {answer: nginxPage(403, 'Forbidden')};
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
