import type {Delivery, Scene, Step, World} from '../model/scene';

const PLAIN: Delivery = {delayMs: 200};

const PLAIN_WORLD: World = {
    ids: 'uuid',
    timed: true,
    dating: 'seconds',
    clockAhead: 0,
    attempts: 1,
    otherEveryMs: 1000,
    lagMs: 800,
    recordLagMs: 0,
    stops: [],
    apiMs: 15,
    chatMs: 20,
};

/** All scenes with a little less in them. */
const smaller = (scene: Scene): Scene[] => [
    ...scene.steps.map((_, at) => ({...scene, steps: scene.steps.filter((_step, other) => other !== at)})),
    ...(Object.keys(PLAIN_WORLD) as (keyof World)[])
        .filter((name) => JSON.stringify(scene.world[name]) !== JSON.stringify(PLAIN_WORLD[name]))
        .map((name) => ({...scene, world: {...scene.world, [name]: PLAIN_WORLD[name]}})),
    ...scene.steps.flatMap((step, at) =>
        plainer(step).map((plain) => ({
            ...scene,
            steps: scene.steps.map((one, other) => (other === at ? plain : one)),
        })),
    ),
];

const plainer = (step: Step): Step[] => {
    if ('tell' in step && JSON.stringify(step.tell) !== JSON.stringify(PLAIN)) {
        return [{...step, tell: PLAIN}];
    }
    const fate = {afterMs: 500, tell: PLAIN};
    return step.what === 'press' && JSON.stringify(step.fate) !== JSON.stringify(fate) ? [{...step, fate}] : [];
};

/** Leaves out everything that is not needed to fail. */
export const shrink = async (scene: Scene, fails: (scene: Scene) => Promise<boolean>): Promise<Scene> => {
    let smallest = scene;
    for (;;) {
        let found: Scene | undefined;
        for (const candidate of smaller(smallest)) {
            if (await fails(candidate)) {
                found = candidate;
                break;
            }
        }
        if (!found) {
            return smallest;
        }
        smallest = found;
    }
};
