import {quantile, type Row, row} from '../bench/measure';
import {FAULTS} from './faults';
import type {SoakOutcome} from './soak_run';

/** What a run came to, against its targets. */
export const rowsOf = (outcome: SoakOutcome): Row[] => {
    const {options, seconds, sent, presses, latencies, verdict, quietSeconds} = outcome;
    const {lost, doubledPosts, doubledCommands, wrong} = verdict;
    const rate = sent.sent / seconds;
    const none = (what: string, found: readonly string[]): Row =>
        row(what, String(found.length), '0', found.length === 0);
    const wanted = options.notificationsPerSecond;
    return [
        row('door, minutes of load', `${options.door}, ${options.minutes}`),
        row('notifications sent per second', rate.toFixed(0), `≥ ${(wanted * 0.95).toFixed(0)}`, rate >= wanted * 0.95),
        row(
            'notifications: sent, delivered, given up as `notify` does',
            `${sent.sent}, ${sent.accepted}, ${sent.givenUp}`,
        ),
        row(
            'presses: made, acknowledgements accepted, removals, refused or failed',
            `${presses.pressed}, ${presses.accepted}, ${presses.removals}, ${presses.refused}`,
        ),
        row(
            'the last notifications: until they were accepted, p50, p99',
            `${quantile(latencies, 0.5).toFixed(0)} ms, ${quantile(latencies, 0.99).toFixed(0)} ms`,
        ),
        ...ranRows(outcome),
        none('lost alerts', lost),
        none('posts in a wrong state', wrong),
        none('doubled posts', doubledPosts),
        none('doubled commands', doubledCommands),
        row(
            'seconds of quiet until everything was right',
            quietSeconds < options.quietSeconds ? String(quietSeconds) : '–',
        ),
        ...memoryRows(outcome),
        ...doublesRows(outcome),
    ];
};

/** While Mattermost is down, in a twelfth of the time, notifications are given up. */
const DELIVERED = 0.8;

/** Zeros say nothing about a run in which little arrived, or in which a fault never came. */
const ranRows = ({sent, samples}: SoakOutcome): Row[] => {
    const share = sent.accepted / sent.sent;
    const came = FAULTS.filter((fault) => samples.some((sample) => sample.fault === fault));
    return [
        row('delivered, of all sent', `${(share * 100).toFixed(0)} %`, `≥ ${DELIVERED * 100} %`, share >= DELIVERED),
        row(
            'faults that came',
            `${came.length} of ${FAULTS.length}`,
            String(FAULTS.length),
            came.length === FAULTS.length,
        ),
    ];
};

export const isGood = (rows: readonly Row[]): boolean => rows.every(({ok}) => ok);

const mean = (numbers: readonly number[]): number => numbers.reduce((sum, one) => sum + one, 0) / numbers.length;

/** Seconds of a process that are not compared: it fills its memories first. A tenth of the load, at most two minutes. */
export const warmUpOf = (seconds: number): number => Math.min(120, seconds / 10);

/** Thirds of the time in which one process ran, without its warm-up: the handler is restarted once, near the beginning. */
export const memoryThirds = ({
    samples,
    seconds,
}: Pick<SoakOutcome, 'samples' | 'seconds'>): readonly [number, number] => {
    const pid = samples.at(-1)?.pid;
    const ofLast = samples.filter((one) => one.pid === pid && one.handler !== null);
    const begin = (ofLast[0]?.at ?? 0) + warmUpOf(seconds);
    const compared = ofLast.filter(({at}) => at >= begin).map(({handler}) => handler ?? 0);
    const third = Math.max(1, Math.floor(compared.length / 3));
    return [mean(compared.slice(0, third)), mean(compared.slice(-third))];
};

const memoryRows = (outcome: SoakOutcome): Row[] => {
    const [first, last] = memoryThirds(outcome);
    const growth = (last / first - 1) * 100;
    return [
        row(
            `handler's resident memory, mean of the first and the last third (without ${warmUpOf(outcome.seconds).toFixed(0)} s of warm-up)`,
            `${first.toFixed(0)} → ${last.toFixed(0)} MB (${growth >= 0 ? '+' : ''}${growth.toFixed(0)} %)`,
            '≤ +10 %',
            growth <= 10,
        ),
    ];
};

/** The doubles keep up if their timers are on time, at least half of the time. */
const doublesRows = ({samples}: SoakOutcome): Row[] => {
    const late = quantile(
        samples.map(({lateMs: [p50]}) => p50),
        0.9,
    );
    const [begin, end] = [samples[0]?.doubles ?? 0, samples.at(-1)?.doubles ?? 0];
    const last = samples.at(-1);
    return [
        row(
            'doubles: delay of their timers, p50, worst tenth of the run',
            `${late.toFixed(0)} ms`,
            '≤ 50 ms',
            late <= 50,
        ),
        row('doubles: resident memory, beginning and end', `${begin.toFixed(0)} → ${end.toFixed(0)} MB`),
        row(
            'written meanwhile: posts, changes of posts, lines in threads, requests to openITCOCKPIT',
            [last?.posts, last?.edits, last?.lines, last?.requests].join(', '),
        ),
    ];
};
