import {setTimeout as sleep} from 'node:timers/promises';
import {Random} from '../support/wire/random';
import type {DoorName} from './doors';
import {isClean, type Verdict} from './judge';
import {Pressers} from './pressers';
import {Senders} from './senders';
import {Stage} from './stage';

export interface KillOptions {
    readonly door: DoorName;
    readonly seed: number;
    readonly presses: number;
    readonly notifications: number;
    /** Milliseconds between two kills. */
    readonly killEveryMs: readonly [min: number, max: number];
    /** Seconds in which both are spread. */
    readonly seconds: number;
    /** Seconds after the last one in which everything must have come right. */
    readonly quietSeconds: number;
}

export interface KillOutcome {
    readonly kills: number;
    readonly sent: number;
    readonly delivered: number;
    readonly pressed: number;
    readonly accepted: number;
    readonly quietSeconds: number;
    /** Why notifications were given up, as `notify` does after 25 s, and how often. */
    readonly givenUp: Readonly<Record<string, number>>;
    readonly verdict: Verdict;
    readonly log: string;
}

const TICK_MS = 100;
/** A slow Mattermost: most kills hit a request to it. */
const CHAT_SLOW_MS = 150;

/** Notifications, presses and `kill -9`, all at once; then quiet, until everything is right or the time is over. */
export const runKills = async (options: KillOptions): Promise<KillOutcome> => {
    const stage = await Stage.start({
        door: options.door,
        seed: options.seed,
        services: 60,
        troubled: 45,
        turnover: 0.25,
        people: 12,
        chatSlowMs: CHAT_SLOW_MS,
        commandDelayMs: [100, 300],
        lagMs: [300, 1500],
        settings: {RECONCILE_INTERVAL: '10', READ_BACK_DEADLINE: '8'},
    });
    try {
        return await play(stage, options);
    } finally {
        await stage.stop();
    }
};

const play = async (stage: Stage, options: KillOptions): Promise<KillOutcome> => {
    const senders = new Senders(stage.facts.handlerUrl);
    const pressers = new Pressers(
        {
            facts: stage.facts,
            target: async () => stage.target(),
            dialogOf: async (userId) => stage.dialogOf(userId),
        },
        {sticky: true, remove: false},
    );
    const end = new AbortController();
    const killing = killAtRandom(stage, options, end.signal);
    await load(stage, options, senders, pressers);
    end.abort();
    const kills = await killing;
    await Promise.all([senders.idle(), pressers.idle()]);
    const judged = () => stage.judge([...senders.delivered], pressers.promised);
    const quietSeconds = await quiet(judged, options.quietSeconds);
    return {
        kills,
        sent: senders.counts.sent,
        delivered: senders.counts.accepted,
        pressed: pressers.counts.pressed,
        accepted: pressers.counts.accepted,
        quietSeconds,
        givenUp: Object.fromEntries(senders.reasons),
        verdict: judged(),
        log: stage.handler.log(),
    };
};

/** Until all was sent and pressed: a press that found nobody free or no post is made later. */
const load = async (stage: Stage, options: KillOptions, senders: Senders, pressers: Pressers): Promise<void> => {
    const ticks = (options.seconds * 1000) / TICK_MS;
    for (let tick = 1; senders.counts.sent < options.notifications || pressers.counts.pressed < options.presses; ) {
        const due = Math.min(options.notifications, Math.round((options.notifications * tick) / ticks));
        for (const fields of stage.drive(Math.max(0, due - senders.counts.sent))) {
            senders.send(fields);
        }
        if (pressers.counts.pressed < Math.min(options.presses, (options.presses * tick) / ticks)) {
            await pressers.press();
        }
        tick += 1;
        await sleep(TICK_MS);
        if (tick > ticks * 3) {
            return;
        }
    }
};

const killAtRandom = async (stage: Stage, {seed, killEveryMs}: KillOptions, signal: AbortSignal): Promise<number> => {
    const random = new Random(seed + 7919);
    for (let kills = 0; ; kills += 1) {
        const pause = random.int(...killEveryMs);
        const isOver = await sleep(pause, false, {signal}).catch(() => true);
        if (isOver) {
            return kills;
        }
        await stage.handler.kill();
    }
};

/** @returns how many seconds it took, at most `seconds` */
const quiet = async (judged: () => Verdict, seconds: number): Promise<number> => {
    const began = Date.now();
    while (Date.now() - began < seconds * 1000) {
        if (isClean(judged())) {
            break;
        }
        await sleep(500);
    }
    return Math.round((Date.now() - began) / 1000);
};
