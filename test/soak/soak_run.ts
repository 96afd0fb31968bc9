import {setTimeout as sleep} from 'node:timers/promises';
import type {DoorName} from './doors';
import {FarStage} from './far_stage';
import {FAULTS, type Fault} from './faults';
import {isClean, type Verdict} from './judge';
import {Pressers} from './pressers';
import {Senders} from './senders';
import type {Measured} from './soak_process';

export interface SoakOptions {
    readonly door: DoorName;
    readonly seed: number;
    readonly minutes: number;
    readonly notificationsPerSecond: number;
    readonly pressesPerSecond: number;
    readonly quietSeconds: number;
    readonly tell?: (sample: Sample) => void;
}

export interface Sample extends Measured {
    /** Seconds since the beginning of the load. */
    readonly at: number;
    readonly inFlight: number;
    readonly fault: string;
}

export interface SoakOutcome {
    readonly options: SoakOptions;
    readonly samples: readonly Sample[];
    readonly seconds: number;
    readonly sent: Senders['counts'];
    readonly presses: Pressers['counts'];
    readonly givenUp: ReadonlyMap<string, number>;
    readonly latencies: readonly number[];
    readonly quietSeconds: number;
    readonly verdict: Verdict;
    readonly log: string;
}

const TICK_MS = 50;
const SAMPLE_MS = 2000;
const PHASE_SECONDS = 60;
const PHASES = 12;
const SERVICES = 2000;
/** So often a problem is notified again or changes, on average. */
const SECONDS_BETWEEN = 5;

/** Load for that long, a fault in every second minute; then quiet, until everything is right or the time is over. */
export const soak = async (options: SoakOptions): Promise<SoakOutcome> => {
    const stage = await FarStage.start({
        door: options.door,
        seed: options.seed,
        services: SERVICES,
        troubled: Math.min(SERVICES / 2, options.notificationsPerSecond * SECONDS_BETWEEN),
        turnover: 0.01,
        people: 120,
        chatSlowMs: 0,
        commandDelayMs: [300, 600],
        lagMs: [300, 1500],
        settings: {RECONCILE_INTERVAL: '15'},
    });
    try {
        return await play(stage, options);
    } finally {
        await stage.stop();
    }
};

const play = async (stage: FarStage, options: SoakOptions): Promise<SoakOutcome> => {
    const senders = new Senders(stage.facts.handlerUrl);
    const pressers = new Pressers(stage, {sticky: false, remove: true});
    const seconds = options.minutes * 60;
    await prepare(stage, senders, options.notificationsPerSecond / 4);
    const end = AbortSignal.timeout(seconds * 1000);
    const phase = {fault: ''};
    const samples: Sample[] = [];
    await Promise.all([
        everyTick(end, options.notificationsPerSecond, async (due) => {
            for (const fields of await stage.drive(due)) {
                senders.send(fields);
            }
        }),
        everyTick(end, options.pressesPerSecond, async (due) => {
            await Promise.all(Array.from({length: due}, () => pressers.press()));
        }),
        switchFaults(stage, seconds, end, phase),
        sample(stage, senders, end, (one) => {
            samples.push({...one, fault: phase.fault});
            options.tell?.(samples.at(-1) as Sample);
        }),
    ]);
    await stage.fault('handler restarts', true);
    await Promise.all([senders.idle(), pressers.idle()]);
    // Acknowledgements are removed and dropped again, so what was promised shows nothing at the end.
    const judged = () => stage.judge([...senders.delivered], []);
    const began = Date.now();
    let verdict = await judged();
    while (!isClean(verdict) && Date.now() - began < options.quietSeconds * 1000) {
        await sleep(1000);
        verdict = await judged();
    }
    return {
        options,
        samples,
        seconds,
        sent: senders.counts,
        presses: pressers.counts,
        givenUp: senders.reasons,
        latencies: senders.latencies,
        quietSeconds: Math.round((Date.now() - began) / 1000),
        verdict,
        log: await stage.log(),
    };
};

/**
 * Before the load every service has a problem, so that what the handler remembers of objects does not grow later. More slowly
 * than the load: their names are asked of openITCOCKPIT, which takes longer than a repetition.
 */
const prepare = async (stage: FarStage, senders: Senders, perSecond: number): Promise<void> => {
    const end = new AbortController();
    await everyTick(end.signal, perSecond, async (due) => {
        const sent = await stage.prepare(due);
        for (const fields of sent ?? []) {
            senders.send(fields);
        }
        if (sent === undefined) {
            end.abort();
        }
    });
    await senders.idle();
};

/** Calls `work` with how many are due, catching up at most a second. */
const everyTick = async (end: AbortSignal, perSecond: number, work: (due: number) => Promise<void>): Promise<void> => {
    let [last, owed] = [Date.now(), 0];
    while (!end.aborted) {
        await sleep(TICK_MS);
        const now = Date.now();
        owed = Math.min(owed + (perSecond * (now - last)) / 1000, perSecond);
        last = now;
        const due = Math.floor(owed);
        owed -= due;
        if (due > 0) {
            await work(due);
        }
    }
};

/** The handler is restarted in the first round only (and at the end), so that its memory can be compared. */
const switchFaults = async (
    stage: FarStage,
    seconds: number,
    end: AbortSignal,
    phase: {fault: string},
): Promise<void> => {
    const phaseMs = Math.min(PHASE_SECONDS, seconds / PHASES) * 1000;
    const [, ...lasting] = FAULTS;
    const rounds: Fault[] = [...FAULTS];
    while (await rest(phaseMs, end)) {
        const fault = rounds.shift() ?? 'API down';
        if (rounds.length === 0) {
            rounds.push(...lasting);
        }
        phase.fault = fault;
        await stage.fault(fault, true);
        await rest(phaseMs, end);
        await stage.fault(fault, false);
        phase.fault = '';
    }
};

/** @returns false if it is over */
const rest = (milliseconds: number, end: AbortSignal): Promise<boolean> =>
    sleep(milliseconds, true, {signal: end}).catch(() => false);

const sample = async (
    stage: FarStage,
    senders: Senders,
    end: AbortSignal,
    take: (sample: Omit<Sample, 'fault'>) => void,
): Promise<void> => {
    const began = Date.now();
    while (await rest(SAMPLE_MS, end)) {
        const measured = await stage.measure();
        take({...measured, at: (Date.now() - began) / 1000, inFlight: senders.inFlight});
    }
};
