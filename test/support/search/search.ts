import type {Scene} from '../model/scene';
import {randomScene} from './random_scene';
import {type Played, playScene, type Spectacles} from './run_scene';
import {shrink} from './shrink';
import type {Breach} from './watcher';

export interface Figures {
    readonly histories: number;
    /** Events of the object and actions of people, and the notifications and answers that came. */
    readonly events: number;
    readonly presses: number;
    /** Simulated time. */
    readonly seconds: number;
    readonly failures: number;
}

export const NO_FIGURES: Figures = {histories: 0, events: 0, presses: 0, seconds: 0, failures: 0};

export const sumOf = (one: Figures, other: Figures): Figures => ({
    histories: one.histories + other.histories,
    events: one.events + other.events,
    presses: one.presses + other.presses,
    seconds: one.seconds + other.seconds,
    failures: one.failures + other.failures,
});

export interface Finding {
    readonly scene: Scene;
    readonly breach: Breach;
    /** The smallest scene, described for people. */
    readonly story: string;
}

interface SearchOptions {
    readonly spectacles?: Spectacles | undefined;
    /** How many findings are shrunk and described. */
    readonly keep?: number;
}

export const search = async (
    first: number,
    count: number,
    {spectacles, keep = 3}: SearchOptions = {},
): Promise<{readonly figures: Figures; readonly findings: readonly Finding[]}> => {
    let figures = NO_FIGURES;
    const findings: Finding[] = [];
    for (let seed = first; seed < first + count; seed += 1) {
        const scene = randomScene(seed);
        const played = await playScene(scene, spectacles);
        const {events, presses, seconds} = played;
        const [violation] = played.violations;
        figures = sumOf(figures, {histories: 1, events, presses, seconds, failures: violation ? 1 : 0});
        if (violation && findings.length < keep) {
            findings.push(await findingOf(scene, violation.breach, spectacles));
        }
    }
    return {figures, findings};
};

/** The smallest scene with the same breach. */
export const findingOf = async (scene: Scene, breach: Breach, spectacles?: Spectacles): Promise<Finding> => {
    const isThere = ({violations}: Played) => violations.some((violation) => violation.breach === breach);
    const smallest = await shrink(scene, async (candidate) => isThere(await playScene(candidate, spectacles)));
    return {scene: smallest, breach, story: await storyOf(smallest, spectacles)};
};

/** A description of how a scene went. */
export const storyOf = async (scene: Scene, spectacles?: Spectacles): Promise<string> => {
    const {violations, log} = await playScene(scene, spectacles, true);
    const found = violations.map(({breach, at, why}) => `${(at / 1000).toFixed(1)} s  ${breach.toUpperCase()}: ${why}`);
    const end = log.findLastIndex((line) => !line.includes('reconciler') && !line.includes('API answers'));
    const lines = log.length > 80 ? [...log.slice(0, 60), '…', ...log.slice(-20)] : log.slice(0, Math.max(end + 3, 1));
    return [`seed ${scene.seed}, ${JSON.stringify(scene.world)}`, ...lines, ...found].join('\n');
};
