import {setTimeout as sleep} from 'node:timers/promises';
import {startBenchDoubles} from './doubles';
import {type Handler, startHandler} from './handler';
import {type Row, row} from './measure';

const SERVICES = 10_000;
const PROBLEMS = 500;
const TIMES = 10;
const TARGET_SECONDS = 3;

/** The first turn of catching up, which makes one list of all problems: with both kinds of problems, and ten times as many. */
export const benchCatchUp = async (): Promise<Row[]> => [
    ...(await turnOver(SERVICES, PROBLEMS, 'everything')),
    ...(await turnOver(SERVICES, PROBLEMS, 'notified')),
    ...(await turnOver(SERVICES * TIMES, PROBLEMS * TIMES, 'everything')),
];

const turnOver = async (services: number, problems: number, alertsFrom: string): Promise<Row[]> => {
    const doubles = await startBenchDoubles();
    try {
        await doubles.addServices(services, problems);
        const before = await doubles.requestCount();
        // Only the turn after the start, and no comparison.
        const env = {RECONCILE_INTERVAL: '86400', ALERTS_FROM: alertsFrom};
        const handler = await startHandler(doubles, {env});
        try {
            const {seconds, found, idle, most} = await firstTurn(handler);
            // Two ask who the handler is.
            const requests = (await doubles.requestCount()) - before - 2;
            const what = `${services} services, ${problems} problems, *Alerts from* \`${alertsFrom}\``;
            const value = `${requests} requests, ${seconds.toFixed(1)} s, resident memory ${idle.toFixed(0)} → ${most.toFixed(0)} MB`;
            const isSmall = services === SERVICES;
            const target = isSmall ? `≤ ${TARGET_SECONDS} s` : '';
            return [row(what, value, target, found === problems && (!isSmall || seconds <= TARGET_SECONDS))];
        } finally {
            await handler.stop();
        }
    } finally {
        doubles.stop();
    }
};

const firstTurn = async (handler: Handler) => {
    const idle = handler.residentMegabytes();
    for (let most = idle; ; await sleep(20)) {
        most = Math.max(most, handler.residentMegabytes());
        const metrics = await (await fetch(`${handler.url}/metrics`)).text();
        const lines = metrics.split('\n').map((line) => line.split(' '));
        const metricOf = (name: string): number =>
            Number(lines.find(([key]) => key === `openitcockpit_mattermost_${name}`)?.[1] ?? 0);
        if (metricOf('catch_up_seconds_count{outcome="done"}') > 0) {
            const seconds = metricOf('catch_up_seconds_sum{outcome="done"}');
            return {seconds, found: metricOf('found_problems_total'), idle, most};
        }
    }
};
