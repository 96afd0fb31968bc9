import type {Scene} from '../model/scene';
import {randomScene} from './random_scene';
import {playScene, type Spectacles} from './run_scene';
import {type Finding, findingOf} from './search';
import type {Breach} from './watcher';

interface KnownScene {
    readonly name: string;
    readonly breach: Breach;
    /** Whether the smallest scene with a breach is this one. */
    readonly is: (scene: Scene) => boolean;
}

const has = ({steps}: Scene, what: Scene['steps'][number]['what']): boolean => steps.some((step) => step.what === what);
const isStopped = ({world}: Scene): boolean => world.stops.length > 0;
const isRunning = ({world}: Scene): boolean => world.stops.length === 0 && world.dating !== 'none';

/** Longer than the database lags behind, and shorter than what counts as old. */
const AT_ONCE_MS = 5000;

const isPressedAtOnce = ({steps}: Scene): boolean => {
    const press = steps.find(({what}) => what === 'press');
    const check = steps.findLast(({what, at}) => what === 'check' && at <= (press?.at ?? 0));
    return press !== undefined && check !== undefined && press.at - check.at < AT_ONCE_MS;
};

/** A change to a state that is not OK, after an acknowledgement that ends with any change. */
const changesAcknowledged = ({steps}: Scene): boolean => {
    const states = steps.flatMap((step) => (step.what === 'check' ? step.state : []));
    const isNormal = steps.some((step) => (step.what === 'acknowledge' || step.what === 'press') && !step.sticky);
    return isNormal && !states.includes('OK') && new Set(states).size > 1;
};

/**
 * Seen on a real openITCOCKPIT and a real Mattermost while readings had no age. Without the age rule, the search has to
 * find all of them again.
 */
export const FOUR_SCENES: readonly KnownScene[] = [
    {
        name: 'worker stopped, Acknowledge pressed on a new problem: “recovered”',
        breach: 'told recovered',
        is: (scene) => isStopped(scene) && has(scene, 'press') && !has(scene, 'turn'),
    },
    {
        name: 'worker stopped, nobody presses: the comparison turns the new problem green',
        breach: 'shows recovered',
        is: (scene) => isStopped(scene) && has(scene, 'turn') && !has(scene, 'press'),
    },
    {
        name: 'everything running, pressed right after the post: “recovered”',
        breach: 'told recovered',
        is: (scene) => isRunning(scene) && isPressedAtOnce(scene) && !has(scene, 'turn'),
    },
    {
        name: 'everything running, pressed after CRITICAL → WARNING: “already acknowledged”',
        breach: 'told acknowledged',
        is: (scene) => isRunning(scene) && has(scene, 'press') && changesAcknowledged(scene),
    },
];

/** Plays these seeds until all four have been found. @returns what was found, by name */
export const findFourScenes = async (
    first: number,
    count: number,
    spectacles?: Spectacles,
): Promise<ReadonlyMap<string, Finding>> => {
    const found = new Map<string, Finding>();
    for (let seed = first; seed < first + count && found.size < FOUR_SCENES.length; seed += 1) {
        const scene = randomScene(seed);
        const {violations} = await playScene(scene, spectacles);
        const wanted = FOUR_SCENES.filter(({name}) => !found.has(name)).map(({breach}) => breach);
        for (const {breach} of violations.filter((violation) => wanted.includes(violation.breach))) {
            const finding = await findingOf(scene, breach, spectacles);
            const known = FOUR_SCENES.find((one) => one.breach === breach && one.is(finding.scene));
            if (known && !found.has(known.name)) {
                found.set(known.name, finding);
            }
        }
    }
    return found;
};
