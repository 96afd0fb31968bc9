import {Random} from '../support/wire/random';
import type {Target} from './target';
import {gobStream} from './targets/gob_stream';
import {handshake} from './targets/handshake';
import {netRpc} from './targets/net_rpc';
import {yamuxFrames} from './targets/yamux_frames';

export const TARGETS: Readonly<Record<string, () => Target>> = {
    yamux: yamuxFrames,
    gob: gobStream,
    rpc: netRpc,
    handshake,
};

export interface Finding {
    readonly seed: number;
    readonly error: string;
    readonly hex: string;
}

export interface Outcome {
    inputs: number;
    /** How often an input ended so. */
    readonly labels: Record<string, number>;
    /** Exceptions that are not typed; the first few. */
    readonly findings: Finding[];
    foreign: number;
    seconds: number;
    /** Longest time of one input, 0 when none took long enough to look at. */
    slowestMs: number;
    /** Largest resident memory of the process. */
    maxRssMb: number;
}

const KEPT_FINDINGS = 10;
/** An input that took longer is run again: on a busy machine it mostly was the machine. */
const SUSPICIOUS_MS = 10;

const once = async (target: Target, seed: number): Promise<string> => {
    const random = new Random(seed);
    return target.run(target.input(random), random);
};

/** The shortest of three runs. */
const timeOf = async (target: Target, seed: number): Promise<number> => {
    let shortest = Number.POSITIVE_INFINITY;
    for (let run = 0; run < 3; run++) {
        const start = performance.now();
        await once(target, seed);
        shortest = Math.min(shortest, performance.now() - start);
    }
    return shortest;
};

/** Runs the inputs of the seeds `first` to `first + count - 1`. `progress` is called now and then. */
export const runTarget = async (
    target: Target,
    first: number,
    count: number,
    progress: (outcome: Outcome, seed: number) => void = () => {},
): Promise<Outcome> => {
    const outcome: Outcome = {inputs: 0, labels: {}, findings: [], foreign: 0, seconds: 0, slowestMs: 0, maxRssMb: 0};
    const began = performance.now();
    let spoken = began;
    for (let seed = first; seed < first + count; seed++) {
        const start = performance.now();
        try {
            const label = await once(target, seed);
            outcome.labels[label] = (outcome.labels[label] ?? 0) + 1;
            if (performance.now() - start > SUSPICIOUS_MS) {
                outcome.slowestMs = Math.max(outcome.slowestMs, await timeOf(target, seed));
            }
        } catch (error) {
            outcome.foreign++;
            if (outcome.findings.length < KEPT_FINDINGS) {
                const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
                const hex = target.input(new Random(seed)).subarray(0, 400).toString('hex');
                outcome.findings.push({seed, error: text, hex});
            }
        }
        const now = performance.now();
        outcome.inputs++;
        if (outcome.inputs % 256 === 0) {
            outcome.maxRssMb = Math.max(outcome.maxRssMb, Math.round(process.memoryUsage.rss() / 1024 / 1024));
        }
        if (now - spoken > 500) {
            spoken = now;
            outcome.seconds = (now - began) / 1_000;
            progress(outcome, seed);
        }
    }
    outcome.seconds = (performance.now() - began) / 1_000;
    return outcome;
};
