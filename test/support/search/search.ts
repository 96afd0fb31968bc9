import type {Scene} from '../model/scene';
import {randomScene} from './random_scene';
import {type Played, playScene, type Spectacles} from './run_scene';
import {shrink} from './shrink';

export interface Figures {
    histories: number;
    events: number;
    presses: number;
    failures: number;
}

export interface Finding {
    readonly scene: Scene;
    readonly breach: string;
    /** The smallest scene, told for people. */
    readonly story: string;
}

/** Plays the scenes of these seeds. @param keep so many findings are shrunk and told */
export const search = async (
    first: number,
    count: number,
    {
        spectacles,
        keep = 3,
        progress,
    }: {spectacles?: Spectacles; keep?: number; progress?: (figures: Figures) => void} = {},
): Promise<{readonly figures: Figures; readonly findings: readonly Finding[]}> => {
    const figures: Figures = {histories: 0, events: 0, presses: 0, failures: 0};
    const findings: Finding[] = [];
    for (let seed = first; seed < first + count; seed += 1) {
        const scene = randomScene(seed);
        const played = await playScene(scene, spectacles);
        figures.histories += 1;
        figures.events += played.events;
        figures.presses += played.presses;
        const [violation] = played.violations;
        if (violation) {
            figures.failures += 1;
            if (findings.length < keep) {
                findings.push(await told(scene, violation.breach, spectacles));
            }
        }
        if (figures.histories % 500 === 0) {
            progress?.(figures);
        }
    }
    return {figures, findings};
};

const told = async (scene: Scene, breach: string, spectacles?: Spectacles): Promise<Finding> => {
    const isThere = ({violations}: Played) => violations.some((violation) => violation.breach === breach);
    const smallest = await shrink(scene, async (candidate) => isThere(await playScene(candidate, spectacles)));
    return {scene: smallest, breach, story: await storyOf(smallest, spectacles)};
};

/** A scene as it went, for people. */
export const storyOf = async (scene: Scene, spectacles?: Spectacles): Promise<string> => {
    const {violations, log} = await playScene(scene, spectacles, true);
    const found = violations.map(({breach, at, why}) => `${(at / 1000).toFixed(1)} s  ${breach.toUpperCase()}: ${why}`);
    const end = log.findLastIndex((line) => !line.includes('reconciler') && !line.includes('API answers'));
    const lines = log.length > 80 ? [...log.slice(0, 60), '…', ...log.slice(-20)] : log.slice(0, Math.max(end + 3, 1));
    return [`seed ${scene.seed}, ${JSON.stringify(scene.world)}`, ...lines, ...found].join('\n');
};
