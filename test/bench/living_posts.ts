import {setTimeout as sleep} from 'node:timers/promises';
import {Random} from '../support/wire/random';
import {benchUuid} from './bench_uuid';
import {type BenchDoubles, type LivingPosts, startBenchDoubles} from './doubles';
import {type Handler, startHandler} from './handler';
import {parallel, type Row, row, timed} from './measure';

const PROBLEMS = 1000;
const TIMES = 10;
const WIDTH = 64;
const PATIENCE_MS = 60_000;

/** 10 notifications a problem, of all problems shuffled: one post each, which is in its true final state. */
export const benchLivingPosts = async (sizes: readonly number[] = [PROBLEMS, PROBLEMS * TIMES]): Promise<Row[]> => {
    const rows: Row[] = [];
    for (const problems of sizes) {
        rows.push(...(await historiesOf(problems)));
    }
    return rows;
};

const historiesOf = async (problems: number): Promise<Row[]> => {
    const doubles = await startBenchDoubles();
    const handler = await startHandler(doubles);
    try {
        await doubles.addProblems(problems);
        return await measure(problems, doubles, handler);
    } finally {
        await handler.stop();
        doubles.stop();
    }
};

const measure = async (problems: number, doubles: BenchDoubles, handler: Handler): Promise<Row[]> => {
    const end = Math.floor(Date.now() / 1000) - 60;
    const notifications = shuffled(Array.from({length: problems}, (_, at) => historyOf(doubles, at, end)).flat());
    const idle = handler.residentMegabytes();
    let most = idle;
    const watch = setInterval(() => {
        most = Math.max(most, handler.residentMegabytes());
    }, 100);
    const {ms} = await timed(() =>
        parallel(notifications, WIDTH, async (fields) => void (await handler.notify(fields))),
    );
    const settling = await timed(() => settled(doubles, problems));
    clearInterval(watch);
    const {shown, edits} = settling.result;
    const isTrue = untrue(shown, problems) === 0;
    return [
        row(
            `${notifications.length} notifications of ${problems} problems, until all are answered`,
            `${(ms / 1000).toFixed(1)} s`,
            problems === PROBLEMS ? '≤ 60 s' : '',
            problems > PROBLEMS || ms <= 60_000,
        ),
        row('… until the last post shows its final state', `${((ms + settling.ms) / 1000).toFixed(1)} s`),
        row(
            '… posts, and those in their true final state',
            `${shown.length}, ${problems - untrue(shown, problems)}`,
            'one a problem, all',
            isTrue && shown.length === problems,
        ),
        row('… updates of posts', String(edits)),
        row('… resident memory of the handler, before → most', `${idle.toFixed(0)} → ${most.toFixed(0)} MB`),
    ];
};

const isRecovered = (problem: number): boolean => problem % 2 === 0;

/** Posts that do not show how their history ended. */
const untrue = (shown: LivingPosts['shown'], problems: number): number => {
    const byService = new Map(shown.map(([uuid, look, state]) => [uuid, `${look} ${state}`]));
    const wanted = (problem: number) => (isRecovered(problem) ? 'recovered OK' : 'problem CRITICAL');
    return Array.from({length: problems}, (_, at) => byService.get(benchUuid(at)) === wanted(at)).filter((is) => !is)
        .length;
};

const settled = async (doubles: BenchDoubles, problems: number): Promise<LivingPosts> => {
    const end = Date.now() + PATIENCE_MS;
    for (;;) {
        const posts = await doubles.livingPosts();
        if (untrue(posts.shown, problems) === 0 || Date.now() > end) {
            return posts;
        }
        await sleep(200);
    }
};

const historyOf = (doubles: BenchDoubles, problem: number, end: number): Record<string, unknown>[] => {
    const begin = end - 1200;
    const common = {
        type: 'Service',
        hostuuid: doubles.hostUuid,
        serviceuuid: benchUuid(problem),
        hostname: 'web01',
        servicename: `Check ${problem}`,
        problemid: `problem-${problem}`,
    };
    const types = [
        'PROBLEM',
        'PROBLEM',
        'PROBLEM',
        'CUSTOM',
        'DOWNTIMESTART',
        'DOWNTIMEEND',
        'PROBLEM',
        'PROBLEM',
        'PROBLEM',
    ];
    const during = types.map((notificationtype, at) => ({
        ...common,
        notificationtype,
        state: at < 2 ? '1' : '2',
        output: `rta ${at * 100} ms`,
        time: String(begin + at * 100),
        laststatechange: String(at < 2 ? begin : begin + 150),
    }));
    const last = isRecovered(problem)
        ? {notificationtype: 'RECOVERY', state: '0', problemid: '', lastproblemid: common.problemid}
        : {notificationtype: 'PROBLEM', state: '2'};
    const since = isRecovered(problem) ? end - 10 : begin + 150;
    return [...during, {...common, ...last, output: 'last', time: String(end), laststatechange: String(since)}];
};

const shuffled = <T>(items: T[]): T[] => {
    const random = new Random(4711);
    for (let at = items.length - 1; at > 0; at -= 1) {
        const other = random.int(0, at);
        [items[at], items[other]] = [items[other] as T, items[at] as T];
    }
    return items;
};
