import type {Scene} from '../model/scene';
import type {Played} from './run_scene';
import type {Violation} from './watcher';

/** What was seen on a real openITCOCKPIT and a real Mattermost, and must be found when readings have no age. */
export const FOUR_SCENES: Readonly<Record<string, (scene: Scene, played: Played) => boolean>> = {
    'worker stopped, Acknowledge pressed on a new problem: “recovered”': (scene, {violations}) => {
        const told = found(violations, 'told recovered');
        return told !== undefined && isStopped(scene, told.at) && hasPress(scene) && !hasTurnBefore(scene, told.at);
    },
    'worker stopped, nobody presses: the reconciler turns it green, and it stays green': (scene, {violations}) => {
        const green = found(violations, 'shows recovered');
        const stays = found(violations, 'wrong at last');
        return !hasPress(scene) && green !== undefined && isStopped(scene, green.at) && /no post shows/.test(stays?.why ?? '');
    },
    'everything running, pressed within a second of the post: “recovered”': (scene, {violations}) => {
        const told = found(violations, 'told recovered');
        return told !== undefined && scene.world.stops.length === 0 && scene.world.lagMs <= 1500 && !hasTurn(scene);
    },
    'everything running, pressed after CRITICAL → WARNING: “already acknowledged”': (scene, {violations}) => {
        const told = found(violations, 'told acknowledged');
        const states = scene.steps.flatMap((step) => (step.what === 'check' ? step.state : []));
        const isOther = states.length >= 2 && states.at(-1) !== states.at(-2) && !states.includes('OK');
        return told !== undefined && isOther && scene.world.stops.length === 0 && hasNormalAck(scene);
    },
};

const found = (violations: readonly Violation[], breach: Violation['breach']): Violation | undefined =>
    violations.find((violation) => violation.breach === breach);

const isStopped = ({world}: Scene, at: number): boolean => world.stops.some(({from, to}) => at >= from && at <= to);
const hasPress = ({steps}: Scene): boolean => steps.some(({what}) => what === 'press');
const hasTurn = ({steps}: Scene): boolean => steps.some(({what}) => what === 'turn');
const hasTurnBefore = ({steps}: Scene, end: number): boolean =>
    steps.some(({what, at}) => what === 'turn' && at < end);
const hasNormalAck = ({steps}: Scene): boolean =>
    steps.some((step) => (step.what === 'press' || step.what === 'acknowledge') && !step.sticky);
