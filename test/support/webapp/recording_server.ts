import {createServer, type IncomingHttpHeaders, type IncomingMessage} from 'node:http';
import type {AddressInfo} from 'node:net';
import {text} from 'node:stream/consumers';
import {ROUTE} from '#contract';

interface RecordedRequest {
    readonly method: string;
    readonly path: string;
    readonly headers: IncomingHttpHeaders;
    readonly body: Record<string, unknown>;
}

export const COUNTS = '?only=counts';

export interface Answer {
    readonly status?: number;
    readonly body?: unknown;
    /** Delays the answer until the test resolves it. */
    readonly after?: Promise<void>;
    /** Cuts the connection instead of answering. */
    readonly hangUp?: boolean;
}

/** Mattermost's API as the webapp sees it: a real server that records requests and gives the answers it is set to. */
export interface RecordingServer {
    readonly url: string;
    readonly requests: readonly RecordedRequest[];
    /** Requests by which the webapp reports itself alive, which come at every start. */
    readonly reports: readonly RecordedRequest[];
    /** Requests for the numbers at the panel's button, which come at every start, and then now and then. */
    readonly counts: readonly RecordedRequest[];
    /** Answers to the next requests to paths with this ending, in order; afterwards `{status: 'OK'}`. */
    readonly answer: (pathEnd: string, ...answers: readonly Answer[]) => void;
    readonly close: () => Promise<void>;
}

const record = async (request: IncomingMessage): Promise<RecordedRequest> => ({
    method: request.method ?? '',
    path: request.url ?? '',
    headers: request.headers,
    body: JSON.parse((await text(request)) || '{}') as Record<string, unknown>,
});

export const startRecordingServer = async (): Promise<RecordingServer> => {
    const requests: RecordedRequest[] = [];
    const reports: RecordedRequest[] = [];
    const counts: RecordedRequest[] = [];
    const answers: {readonly pathEnd: string; readonly answer: Answer}[] = [];
    const take = (path: string): Answer => {
        // An answer to a path with what follows its question mark is for that alone.
        const whole = answers.findIndex(({pathEnd}) => path.endsWith(pathEnd));
        // The numbers at the panel's button are asked for now and then: they take no answer meant for the panel.
        const plain = path.endsWith(COUNTS) ? path : path.replace(/\?.*/, '');
        const index = whole === -1 ? answers.findIndex(({pathEnd}) => plain.endsWith(pathEnd)) : whole;
        return index === -1 ? {} : (answers.splice(index, 1)[0]?.answer ?? {});
    };
    const server = createServer((request, response) => {
        void (async () => {
            const recorded = await record(request);
            const list = recorded.path.endsWith(COUNTS) ? counts : requests;
            (recorded.path.endsWith(ROUTE.webPart) ? reports : list).push(recorded);
            const {status = 200, body = {status: 'OK', trigger_id: 'short'}, after, hangUp} = take(recorded.path);
            await after;
            if (hangUp) {
                request.socket.destroy();
                return;
            }
            response.writeHead(status, {'Content-Type': 'application/json'}).end(JSON.stringify(body));
        })();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return {
        url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
        requests,
        reports,
        counts,
        answer: (pathEnd, ...more) => void answers.push(...more.map((answer) => ({pathEnd, answer}))),
        close: () =>
            new Promise((resolve) => {
                server.closeAllConnections();
                server.close(() => resolve());
            }),
    };
};
