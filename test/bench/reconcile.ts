import {createWriteStream} from 'node:fs';
import {join} from 'node:path';
import {setTimeout as sleep} from 'node:timers/promises';
import type {ReconcileReport} from '../../server-proxy/src/app/catch_up/reconciler';
import {parseNotification} from '../../server-proxy/src/domain/alert/notification';
import type {AlertRecord} from '../../server-proxy/src/domain/alert/record';
import {newRecord} from '../../server-proxy/src/domain/alert/reducer';
import {benchUuid} from './bench_uuid';
import {type BenchDoubles, startBenchDoubles} from './doubles';
import {type Handler, startHandler} from './handler';
import {type Row, row} from './measure';

const OPEN = 5000;
const TIMES = 10;
const HEALED = 1000;
const DAYS = 7;

/** Turns of the reconciler: alone, with ten times as many closed alerts, with ten times as many open ones. */
export const benchReconciler = async (): Promise<Row[]> => {
    const doubles = await startBenchDoubles();
    try {
        await doubles.addProblems(OPEN * TIMES);
        return [
            ...(await turnOf(doubles, OPEN, 0)),
            ...(await turnBesideClosed()),
            ...(await turnOf(doubles, OPEN * TIMES, 0)),
            ...(await healingTurn(doubles)),
        ];
    } finally {
        doubles.stop();
    }
};

/** Those that are closed have recovered in openITCOCKPIT as well, or they would all be opened again. */
const turnBesideClosed = async (): Promise<Row[]> => {
    const doubles = await startBenchDoubles();
    try {
        await doubles.addProblems(OPEN * TIMES + OPEN);
        await doubles.recover(OPEN * TIMES);
        return await turnOf(doubles, OPEN, OPEN * TIMES);
    } finally {
        doubles.stop();
    }
};

const start = (doubles: BenchDoubles, open: number, closed: number): Promise<Handler> =>
    startHandler(doubles, {
        env: {RECONCILE_INTERVAL: '1'},
        prepare: (folder) => writeRecords(doubles, folder, open, closed),
    });

const turnOf = async (doubles: BenchDoubles, open: number, closed: number): Promise<Row[]> => {
    const before = await doubles.requestCount();
    const handler = await start(doubles, open, closed);
    try {
        const idle = handler.residentMegabytes();
        let most = idle;
        const watch = setInterval(() => {
            most = Math.max(most, handler.residentMegabytes());
        }, 50);
        const {seconds, unread, error} = await firstTurn(handler);
        clearInterval(watch);
        // Two ask who the handler is.
        const requests = (await doubles.requestCount()) - before - 2;
        const what = `a turn over ${open} open posts${closed === 0 ? '' : `, ${closed} that were closed within a week besides`}`;
        const value = `${requests} requests, ${seconds.toFixed(1)} s, resident memory ${idle.toFixed(0)} → ${most.toFixed(0)} MB`;
        // It shares its connections with people who wait: it must be done long before its next turn.
        return [
            row(what, value, open === OPEN ? '≤ 15 s' : '', (open > OPEN || seconds <= 15) && unread === 0 && !error),
        ];
    } finally {
        await handler.stop();
    }
};

/** Problems that all recovered while nobody was told: posts and threads are written. */
const healingTurn = async (doubles: BenchDoubles): Promise<Row[]> => {
    const handler = await startHandler(doubles, {env: {RECONCILE_INTERVAL: '2'}});
    try {
        for (let at = 0; at < HEALED; at += 50) {
            await Promise.all(Array.from({length: 50}, (_, more) => handler.notify(problemOf(doubles, at + more))));
        }
        await doubles.recover(HEALED);
        let healed = 0;
        let seconds = 0;
        for (let last = -1; healed < HEALED; await sleep(20)) {
            const report = await reportOf(handler);
            if (report && report.at !== last) {
                last = report.at;
                healed += report.healed;
                seconds += report.healed === 0 ? 0 : report.seconds;
            }
        }
        return [row(`${HEALED} missed recoveries, post and thread each`, `${seconds.toFixed(1)} s`)];
    } finally {
        await handler.stop();
    }
};

const firstTurn = async (handler: Handler): Promise<ReconcileReport> => {
    for (;;) {
        const report = await reportOf(handler);
        if (report) {
            return report;
        }
        await sleep(20);
    }
};

const reportOf = async ({url, token}: Handler): Promise<ReconcileReport | undefined> => {
    const answer = await fetch(`${url}/api/v1/health`, {headers: {Authorization: `Bearer ${token}`}});
    return ((await answer.json()) as {reconciled?: ReconcileReport}).reconciled;
};

const problemOf = (doubles: BenchDoubles, at: number): Record<string, unknown> => ({
    type: 'Service',
    notificationtype: 'PROBLEM',
    hostuuid: doubles.hostUuid,
    serviceuuid: benchUuid(at),
    hostname: 'web01',
    servicename: `Check ${at}`,
    state: '2',
    output: 'CRITICAL - rta nan, lost 100%',
});

/** The store of a handler that has run for a week: first what was closed, as much on each day, then what is open. */
const writeRecords = async (doubles: BenchDoubles, folder: string, open: number, closed: number): Promise<void> => {
    const file = createWriteStream(join(folder, 'alerts.jsonl'));
    const now = Math.floor(Date.now() / 1000);
    for (let at = 0; at < open + closed; at += 1) {
        const record = newRecord(parseNotification(problemOf(doubles, at)), `nonce${at}`, now - 3600);
        const post = {postId: String(at).padStart(26, 'p'), channelId: doubles.channelId};
        const stored: AlertRecord = {
            ...record,
            ...post,
            ...(at < closed ? {look: 'recovered', recoveredAt: now - 60 - (at % DAYS) * 86_400} : {}),
        };
        file.write(`${JSON.stringify(stored)}\n`);
    }
    await new Promise<void>((resolve) => file.end(resolve));
};
