import {randomUUID} from 'node:crypto';
import type {BenchDoubles} from './doubles';
import type {Handler} from './handler';
import {parallel, quantile, type Row, row, timed} from './measure';

const COUNT = 10_000;
const WIDTH = 64;

/** 10 000 alerts of 10 000 objects at once, each one post. */
export const benchStorm = async (doubles: BenchDoubles, handler: Handler): Promise<Row[]> => {
    const before = await doubles.postCount();
    const memoryBefore = handler.residentMegabytes();
    const latencies: number[] = [];
    const alerts = Array.from({length: COUNT}, (_, at) => ({
        type: 'Service',
        notificationtype: 'PROBLEM',
        hostuuid: randomUUID(),
        serviceuuid: randomUUID(),
        hostname: `host${at}`,
        servicename: 'Ping',
        state: String(1 + (at % 3)),
        output: `CRITICAL - rta nan, lost 100% (${at})`,
    }));
    const {ms} = await timed(() =>
        parallel(alerts, WIDTH, async (alert) => {
            latencies.push((await timed(() => handler.notify(alert))).ms);
        }),
    );
    const posts = (await doubles.postCount()) - before;
    const rate = (COUNT / ms) * 1000;
    const memory = handler.residentMegabytes();
    return [
        row(
            `storm of ${COUNT} notifications for as many objects, ${WIDTH} at once`,
            `${rate.toFixed(0)} per second`,
            '≥ 500 per second',
            rate >= 500,
        ),
        row(
            '… latency',
            `p50 ${quantile(latencies, 0.5).toFixed(0)} ms, p99 ${quantile(latencies, 0.99).toFixed(0)} ms`,
        ),
        row('… posts made', `${posts} of ${COUNT}`, 'none lost', posts === COUNT),
        row(
            '… resident memory of the handler, before → after',
            `${memoryBefore.toFixed(0)} → ${memory.toFixed(0)} MB`,
            '≤ 120 MB',
            memory <= 120,
        ),
    ];
};
