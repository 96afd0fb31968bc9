import {monitorEventLoopDelay} from 'node:perf_hooks';
import {Worker} from 'node:worker_threads';
import {createHttpApp} from '../../server-proxy/src/http/http_app';
import type {HttpDeps} from '../../server-proxy/src/http/http_deps';
import {createOpenitcockpit} from '../../server-proxy/src/openitcockpit';
import {systemClock} from '../../server-proxy/src/telemetry/clock';
import {noMetrics} from '../../server-proxy/src/telemetry/no_metrics';
import {restChat} from '../support/rest_chat';

/** What nothing may take from everybody else's time. */
const LONGEST_MS = 200;
/** The best of so many counts: on a busy machine the others mostly measured the machine. */
const RUNS = 5;
/** Below the 10 MB at which an answer is refused unread. */
const ANSWER_BYTES = 9_900_000;
const REQUEST_BYTES = 1_000_000;

const silent = {debug: () => {}, info: () => {}, warn: () => {}, error: () => {}};

/** Texts of that many bytes, each as slow to parse as it can be in its way. */
const hostile = (bytes: number): Record<string, string> => {
    const rows = (row: (at: number) => string): string => {
        const parts: string[] = [];
        for (let at = 0, size = 0; size < bytes; at += 1) {
            const part = row(at);
            parts.push(part);
            size += part.length + 1;
        }
        return parts.join(',');
    };
    const half = Math.floor(bytes / 2);
    return {
        'levels of lists': '['.repeat(half) + ']'.repeat(half),
        'levels of objects': `${'{"a":'.repeat(bytes / 6)}1${'}'.repeat(bytes / 6)}`,
        'levels that never end': '{"a":'.repeat(bytes / 5),
        numbers: `[${rows(() => '1')}]`,
        'empty objects': `{"all_users":[${rows(() => '{}')}]}`,
        'different keys': `{${rows((at) => `"k${at}":1`)}}`,
        'objects of different shapes': `{"all_hosts":[${rows((at) => `{"k${at}":1}`)}]}`,
        'one text': `{"a":"${'x'.repeat(bytes)}"}`,
        'one text of escapes': `{"a":"${'\\"'.repeat(half)}"}`,
        'white space': `{"a":${' '.repeat(bytes)}1}`,
        'as many values as are read, and white space': `{"all_users":[${Array.from({length: 9_999}, (_, at) => `{"k${at}":[1]}`).join(',')}${' '.repeat(bytes - 200_000)}]}`,
        'no JSON': 'x'.repeat(bytes),
    };
};

/** A page of a large installation: 200 services, each with many fields and a long output. */
const largePage = (): string => {
    const fields = Object.fromEntries(Array.from({length: 70}, (_, at) => [`field_${at}`, `value ${at}`]));
    const row = {Service: fields, Host: fields, Servicestatus: {...fields, output: 'x'.repeat(8000)}};
    return JSON.stringify({all_services: Array.from({length: 200}, () => row), paging: {pageCount: 50}});
};

/** Answers from another thread, so that writing them is not measured. @returns its address, and its end */
const serve = async (bodies: readonly string[]): Promise<{url: string; close: () => Promise<number>}> => {
    const code = `
        const {parentPort, workerData} = require('node:worker_threads');
        const bodies = workerData.map((body) => Buffer.from(body));
        const server = require('node:http').createServer((request, response) => {
            const at = Number(request.url.split('/')[1]);
            response.writeHead(200, {'Content-Type': 'application/json'}).end(bodies[at]);
        });
        server.listen(0, '127.0.0.1', () => parentPort.postMessage(server.address().port));`;
    const worker = new Worker(code, {eval: true, workerData: bodies});
    const port = await new Promise<number>((resolve) => worker.once('message', resolve));
    return {url: `http://127.0.0.1:${port}`, close: () => worker.terminate()};
};

/**
 * The longest the event loop stood still, in milliseconds. On a busy machine it also stands still while others compute,
 * so it counts no longer than all the time that this process computed.
 */
const blockedBy = async (work: () => Promise<unknown>): Promise<number> => {
    let best = Number.POSITIVE_INFINITY;
    for (let run = 0; run < RUNS && best >= LONGEST_MS / 4; run += 1) {
        const delay = monitorEventLoopDelay({resolution: 1});
        delay.enable();
        const before = process.cpuUsage();
        await work().catch(() => undefined);
        await new Promise((done) => setTimeout(done, 5));
        const {user, system} = process.cpuUsage(before);
        delay.disable();
        best = Math.min(best, delay.max / 1e6, (user + system) / 1000);
    }
    return best;
};

const openitcockpitAt = (url: string) =>
    createOpenitcockpit(
        {url, apiKey: 'key', skipTlsVerification: false, timeoutMs: 60_000},
        {clock: systemClock, logger: silent, metrics: noMetrics, retryDelaysMs: []},
    );

/** The handler's routes with nothing behind them: what is measured is reading the body. */
const routes = () => {
    const app = createHttpApp({
        logger: silent,
        metrics: noMetrics,
        clock: systemClock,
        notificationTokens: ['token'],
    } as unknown as HttpDeps);
    return (body: string, type: string) =>
        app.request('/api/v1/notifications', {
            method: 'POST',
            body,
            headers: {Authorization: 'Bearer token', 'Content-Type': type},
        });
};

/**
 * Answers of openITCOCKPIT and Mattermost, and requests to the handler, as large as they may be and made to be slow.
 * @returns how many kept everything else waiting for too long
 */
export const fuzzAnswers = async (): Promise<number> => {
    const answers = {...hostile(ANSWER_BYTES), 'a page of 200 services': largePage()};
    const server = await serve(Object.values(answers));
    const post = routes();
    let findings = 0;
    const tell = async (what: string, work: () => Promise<unknown>): Promise<void> => {
        const ms = await blockedBy(work);
        findings += ms > LONGEST_MS ? 1 : 0;
        console.log(`  ${ms > LONGEST_MS ? 'FINDING ' : ''}${ms.toFixed(0).padStart(5)} ms  ${what}`);
    };
    console.log('\nanswers: the longest the event loop stood still');
    for (const [at, what] of Object.keys(answers).entries()) {
        const client = openitcockpitAt(`${server.url}/${at}`);
        await tell(`openITCOCKPIT, a user: ${what}`, () => client.findUser('jane@example.org'));
        await tell(`openITCOCKPIT, a list: ${what}`, () => client.findHosts('web'));
        await tell(`Mattermost: ${what}`, () => restChat(`${server.url}/${at}`, 'token').whoAmI());
        client.close();
    }
    for (const [what, body] of Object.entries(hostile(REQUEST_BYTES))) {
        await tell(`a request: ${what}`, async () => post(body, 'application/json'));
    }
    await tell('a request: a form of empty fields', async () =>
        post('a&'.repeat(REQUEST_BYTES / 2), 'application/x-www-form-urlencoded'),
    );
    await server.close();
    return findings;
};
