import {readFileSync} from 'node:fs';
import {setTimeout as sleep} from 'node:timers/promises';
import {ACTION} from '#contract';
import {type Handler, startHandler} from './handler';
import {quantile, type Row, row} from './measure';
import {type PostWatch, watchPosts} from './post_watch';
import {type StreamDoubles, startStreamDoubles} from './stream_doubles';

const ALERTS = 300;
const PER_SECOND = 5000;
const SECONDS = 60;
const PRESSES = 12;
/** Whatever is read after an acknowledgement is shown belongs to it as well. */
const AFTERWARDS_MS = 1500;

/** News over the event stream: how soon it shows, under load too, and what a press costs with it and without. */
export const benchStream = async (): Promise<Row[]> => {
    const doubles = await startStreamDoubles();
    const watch = await watchPosts(doubles);
    const withStream = {EVENT_STREAM_URL: doubles.streamUrl, EVENT_STREAM_KEY: 'stream-key'};
    try {
        const handler = await startHandler(doubles, {env: {...withStream, ALERTS_FROM: 'everything'}});
        const rows = await newsOf(doubles, handler, watch).finally(() => handler.stop());
        const quiet = {ALERTS_FROM: 'off'};
        const both = await Promise.all([
            startHandler(doubles, {env: {...quiet, ...withStream}}),
            startHandler(doubles, {env: quiet}),
        ]);
        return [...rows, ...(await pressesOf(doubles, both, watch))];
    } finally {
        watch.close();
        doubles.stop();
    }
};

const newsOf = async (doubles: StreamDoubles, handler: Handler, watch: PostWatch): Promise<Row[]> => {
    await opened(handler);
    const services = doubles.serviceUuids.slice(0, ALERTS);
    const alerts: number[] = [];
    for (const service of services) {
        const sent = await doubles.publish('contactnotificationmethod', problemOf(doubles, service));
        alerts.push((await watch.seen(service, 'problem')).at - sent);
    }
    // An update waits for a second after the post, and an acknowledgement in the second of the problem is in doubt.
    await sleep(2500);
    const half = services.length / 2;
    const calm = await acknowledge(doubles, watch, services.slice(0, half), 0);
    return [
        within(`alert event → post, ${ALERTS} one after the other`, alerts, [50, 150]),
        within(`acknowledgement event → *acknowledged* on the post, ${half} one after the other`, calm, [100, 300]),
        ...(await stormOf(doubles, handler, watch, services.slice(half))),
    ];
};

const stormOf = async (
    doubles: StreamDoubles,
    handler: Handler,
    watch: PostWatch,
    services: readonly string[],
): Promise<Row[]> => {
    const idle = handler.residentMegabytes();
    let most = idle;
    const memory = setInterval(() => {
        most = Math.max(most, handler.residentMegabytes());
    }, 100);
    const [begun, cpuBefore] = [performance.now(), cpuSeconds(handler)];
    await doubles.storm(PER_SECOND, SECONDS);
    const pause = (SECONDS * 1000) / (services.length + 1);
    const delays = await acknowledge(doubles, watch, services, pause);
    const {sent, dropped} = await doubles.counts();
    const share = ((cpuSeconds(handler) - cpuBefore) * 1000) / (performance.now() - begun);
    clearInterval(memory);
    const p99 = quantile(delays, 0.99);
    return [
        row(
            `${sent} status events at ${PER_SECOND} a second: CPU of the handler`,
            `${(share * 100).toFixed(0)} % of a core`,
        ),
        row('… frames dropped because the handler did not read', String(dropped), 'none', dropped === 0),
        row(
            `… an acknowledgement event among them until it is on the post, ${delays.length}`,
            `p50 ${quantile(delays, 0.5).toFixed(0)} ms, p99 ${p99.toFixed(0)} ms`,
            'p99 ≤ 100 ms',
            p99 <= 100,
        ),
        row(
            '… resident memory before → most',
            `${idle.toFixed(0)} → ${most.toFixed(0)} MB`,
            '≤ 30 MB more',
            most - idle <= 30,
        ),
    ];
};

/** @returns milliseconds from each event until a client sees it on the post */
const acknowledge = async (
    doubles: StreamDoubles,
    watch: PostWatch,
    services: readonly string[],
    pauseMs: number,
): Promise<number[]> => {
    const delays: number[] = [];
    for (const service of services) {
        await sleep(pauseMs);
        const sent = await doubles.publish('acknowledgements', acknowledgementOf(doubles, service));
        delays.push((await watch.seen(service, 'acknowledged')).at - sent);
    }
    return delays;
};

interface Press {
    readonly shownAfterMs: number;
    readonly requests: number;
}

/** Alternately with the stream and without, each on posts of its own. */
const pressesOf = async (
    doubles: StreamDoubles,
    handlers: readonly [Handler, Handler],
    watch: PostWatch,
): Promise<Row[]> => {
    const pressed: [Press[], Press[]] = [[], []];
    try {
        await opened(handlers[0]);
        for (let at = 0; at < 2 * PRESSES; at += 1) {
            const side = at % 2 === 0 ? 0 : 1;
            const service = doubles.serviceUuids[ALERTS + at] ?? '';
            pressed[side].push(await pressOf(doubles, handlers[side], watch, service));
        }
    } finally {
        await Promise.all(handlers.map((handler) => handler.stop()));
    }
    const [withStream, without] = pressed.map((presses) => ({
        shown: presses.map(({shownAfterMs}) => shownAfterMs),
        requests: presses.reduce((sum, {requests}) => sum + requests, 0) / presses.length,
    }));
    const [soon, late] = [withStream?.shown ?? [], without?.shown ?? []];
    const both = (of: (numbers: readonly number[]) => number) => `${of(late).toFixed(0)} → ${of(soon).toFixed(0)} ms`;
    const median = (numbers: readonly number[]) => quantile(numbers, 0.5);
    const [few, many] = [withStream?.requests ?? Number.NaN, without?.requests ?? Number.NaN];
    return [
        row(
            `the same press without → with the stream, ${PRESSES} each: shown after it is true`,
            `p50 ${both(median)}, most ${both((numbers) => Math.max(...numbers))}`,
            'sooner with it',
            median(soon) < median(late),
        ),
        row(
            '… requests to openITCOCKPIT a press, mean',
            `${many.toFixed(1)} → ${few.toFixed(1)} requests`,
            'fewer with it',
            few < many,
        ),
    ];
};

const pressOf = async (doubles: StreamDoubles, handler: Handler, watch: PostWatch, service: string): Promise<Press> => {
    const {post_id: postId} = await handler.notify({
        type: 'Service',
        notificationtype: 'PROBLEM',
        hostuuid: doubles.hostUuid,
        serviceuuid: service,
        hostname: 'web01',
        servicename: 'Check',
        state: '2',
        output: 'CRITICAL',
    });
    await sleep(2500);
    const before = (await doubles.counts()).requests;
    const response = await fetch(`${doubles.mattermostUrl}/api/v4/posts/${postId}/actions/${ACTION.quickReason}`, {
        method: 'POST',
        headers: {'Content-Type': 'application/json', Authorization: `Bearer ${doubles.janeToken}`},
        body: JSON.stringify({selected_option: 'Known issue'}),
    });
    if (!response.ok) {
        throw new Error(`the press answered ${response.status}: ${await response.text()}`);
    }
    const shown = await watch.seen(service, 'acknowledged');
    const trueAt = await doubles.acknowledgedAt(service);
    await sleep(AFTERWARDS_MS);
    const requests = (await doubles.counts()).requests - before;
    return {shownAfterMs: shown.at - trueAt, requests};
};

const within = (what: string, numbers: readonly number[], [most50, most99]: readonly [number, number]): Row => {
    const [p50, p99] = [quantile(numbers, 0.5), quantile(numbers, 0.99)];
    return row(
        what,
        `p50 ${p50.toFixed(0)} ms, p99 ${p99.toFixed(0)} ms`,
        `p50 ≤ ${most50} ms, p99 ≤ ${most99} ms`,
        p50 <= most50 && p99 <= most99,
    );
};

/** Resolves once the handler's stream is open. */
const opened = async ({url, token}: Handler): Promise<void> => {
    for (;;) {
        const answer = await fetch(`${url}/api/v1/health`, {headers: {Authorization: `Bearer ${token}`}});
        if (((await answer.json()) as {stream?: {up: boolean}}).stream?.up) {
            return;
        }
        await sleep(20);
    }
};

/** Of the process so far (Linux counts in hundredths of a second). */
const cpuSeconds = ({pid}: Handler): number => {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
    return (Number(fields[11]) + Number(fields[12])) / 100;
};

const seconds = (): number => Math.floor(Date.now() / 1000);

const problemOf = ({hostUuid}: StreamDoubles, service: string): object => ({
    host_name: hostUuid,
    service_description: service,
    timestamp: seconds(),
    output: 'CRITICAL - rta nan, lost 100%',
    ack_author: '',
    ack_data: '',
    contact_name: 'c',
    command_name: '2645a57e-e248-4fa8-8ca4-2832166f341a',
    reason_type: 0,
    state: 2,
    start_time: seconds(),
});

const acknowledgementOf = ({hostUuid}: StreamDoubles, service: string): object => ({
    host_name: hostUuid,
    service_description: service,
    entry_time: seconds(),
    author_name: 'Ada Admin',
    comment_data: 'on it',
    acknowledgement_type: 1,
    state: 2,
    is_sticky: 1,
    persistent_comment: 1,
    notify_contacts: 0,
});
