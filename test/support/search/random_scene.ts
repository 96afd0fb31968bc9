// Searches random histories of an object for one in which a post or an answer is untrue, and shrinks what it finds.
import type {Asked, Delivery, Fate, ModelState, Scene, Step, World} from '../model/scene';
import {Random} from '../wire/random';

type Draft = Step extends infer S ? (S extends Step ? Omit<S, 'at'> : never) : never;

const ASKED: readonly Asked[] = [
    ...(['acknowledge', 'acknowledge', 'acknowledge', 'quick reason', 'retry'] as const),
    ...(['remove', 'remove', 'downtime', 'cancel downtime', 'recheck'] as const),
];
const PROBLEMS: readonly ModelState[] = ['WARNING', 'CRITICAL', 'UNKNOWN'];

/** Usually at once, sometimes minutes late, twice, or never. */
const delivery = (random: Random): Delivery => {
    const roll = random.next();
    const delayMs = roll < 0.6 ? random.int(0, 400) : roll < 0.93 ? random.int(0, 30_000) : random.int(60_000, 400_000);
    return {
        delayMs,
        ...(random.chance(0.12) ? {againMs: delayMs + random.int(0, 40_000)} : {}),
        ...(random.chance(0.07) ? {lost: true as const} : {}),
    };
};

const fate = (random: Random): Fate => {
    const tell = delivery(random);
    const roll = random.next();
    const bad =
        roll < 0.07
            ? {dropped: true as const}
            : roll < 0.11
              ? {hangs: true as const}
              : roll < 0.13
                ? {hangs: true as const, dropped: true as const}
                : roll < 0.15
                  ? {refused: true as const}
                  : {};
    return {afterMs: random.int(100, 3000), tell, ...bad};
};

const world = (random: Random, spanMs: number): World => {
    const isOld = random.chance(0.12);
    const stops = random.chance(0.3) ? [stop(random, spanMs)] : [];
    const datings = ['seconds', 'seconds', 'seconds', 'seconds', 'seconds', 'seconds', 'minutes', 'none'] as const;
    return {
        ids: isOld ? 'none' : random.chance(0.85) ? 'uuid' : 'number',
        timed: !isOld || random.chance(0.3),
        dating: random.pick(datings),
        clockAhead: random.chance(0.25) ? random.int(-50, 50) : 0,
        attempts: random.pick([1, 1, 2, 3]),
        otherEveryMs: random.pick([1000, 2000, 5000, 20_000]),
        lagMs: random.int(100, random.chance(0.2) ? 3000 : 1500),
        recordLagMs: random.int(-400, 1500),
        stops,
        apiMs: random.pick([15, 60, 300, 1500]),
        chatMs: random.pick([0, 20, 20, 300]),
    };
};

const stop = (random: Random, spanMs: number): {from: number; to: number} => {
    const from = random.int(0, Math.floor(spanMs * 0.7));
    return {from, to: from + random.int(20_000, 400_000)};
};

/** A press, often right after a notification, as people do. */
const press = (random: Random, number: number): Draft => ({
    what: 'press',
    who: random.int(0, 1),
    asked: random.pick(ASKED),
    comment: `word ${number}`,
    sticky: random.chance(0.5),
    notify: random.chance(0.5),
    thinkMs: random.chance(0.6) ? random.int(50, 900) : random.int(900, 20_000),
    fate: fate(random),
});

const check = (random: Random, state: ModelState): Draft => ({
    what: 'check',
    state,
    tookMs: random.pick([10, 10, 300, 3000, 9000]),
    again: random.chance(0.3),
    tell: delivery(random),
});

const other = (random: Random, number: number): Draft => {
    const roll = random.next();
    if (roll < 0.35) {
        const author = random.pick(['Admin', 'Night shift']);
        const given = {author, comment: `seen ${number}`, sticky: random.chance(0.5), notify: random.chance(0.7)};
        return {what: 'acknowledge', ...given, tell: delivery(random)};
    }
    if (roll < 0.5) {
        return {what: 'remove acknowledgement'};
    }
    if (roll < 0.68) {
        const inSeconds = random.chance(0.7) ? 0 : random.int(5, 90);
        return {what: 'downtime', inSeconds, seconds: random.pick([30, 120, 14_400]), tell: delivery(random)};
    }
    if (roll < 0.78) {
        return {what: 'cancel downtimes', tell: delivery(random)};
    }
    return roll < 0.92
        ? {what: 'flapping', on: random.chance(0.5), tell: delivery(random)}
        : {what: 'notifications', on: random.chance(0.6)};
};

/** About fifteen events of one object, beginning with a problem. */
export const randomScene = (seed: number): Scene => {
    const random = new Random(seed);
    const steps: Step[] = [];
    let at = random.int(500, 5000);
    let state: ModelState = random.pick(PROBLEMS);
    const add = (draft: Draft): void => {
        steps.push({...draft, at} as Step);
    };
    add(check(random, state));
    for (let left = random.int(5, 20); left > 0; left -= 1) {
        const roll = random.next();
        at += random.chance(0.45) ? random.int(50, 1500) : random.int(1500, random.chance(0.2) ? 120_000 : 25_000);
        if (roll < 0.3) {
            state = state === 'OK' ? random.pick(PROBLEMS) : random.pick([...PROBLEMS, 'OK', 'OK', state]);
            add(check(random, state));
        } else if (roll < 0.6) {
            add(press(random, steps.length));
        } else if (roll < 0.78) {
            add({what: 'turn'});
        } else {
            add(other(random, steps.length));
        }
    }
    return {seed, world: world(random, at), steps};
};
