/** How a notification travels from the core to the handler. */
export interface Delivery {
    readonly delayMs: number;
    /** It comes once more, so long after it was made. */
    readonly againMs?: number;
    readonly lost?: true;
}

/** What becomes of a command that the handler sends. */
export interface Fate {
    /** From the queue's answer to its execution. */
    readonly afterMs: number;
    /** Taken by the queue, never executed. */
    readonly dropped?: true;
    /** The answer does not come. */
    readonly hangs?: true;
    /** Refused: surely nothing was queued. */
    readonly refused?: true;
    readonly tell: Delivery;
}

export const STATES = ['OK', 'WARNING', 'CRITICAL', 'UNKNOWN'] as const;
export type ModelState = (typeof STATES)[number];

export type Asked = 'acknowledge' | 'quick reason' | 'retry' | 'remove' | 'downtime' | 'cancel downtime' | 'recheck';

/** One thing that happens. Each brings its own chances along, so that one can be left out without changing the others. */
export type Step = {readonly at: number} & (
    | {
          readonly what: 'check';
          readonly state: ModelState;
          readonly tookMs: number;
          /** The core's notification interval is over: a problem that goes on is notified again. */
          readonly again: boolean;
          readonly tell: Delivery;
      }
    | {
          readonly what: 'acknowledge';
          readonly author: string;
          readonly comment: string;
          readonly sticky: boolean;
          readonly notify: boolean;
          readonly tell: Delivery;
      }
    | {readonly what: 'remove acknowledgement'}
    | {readonly what: 'downtime'; readonly inSeconds: number; readonly seconds: number; readonly tell: Delivery}
    | {readonly what: 'cancel downtimes'; readonly tell: Delivery}
    | {readonly what: 'flapping'; readonly on: boolean; readonly tell: Delivery}
    | {readonly what: 'notifications'; readonly on: boolean}
    | {readonly what: 'turn'}
    | {
          readonly what: 'press';
          readonly who: number;
          readonly asked: Asked;
          readonly comment: string;
          readonly sticky: boolean;
          readonly notify: boolean;
          /** Between the dialog and its submission. */
          readonly thinkMs: number;
          readonly fate: Fate;
      }
);

/** The two systems around the handler. */
export interface World {
    /** How the core numbers problems. */
    readonly ids: 'uuid' | 'number' | 'none';
    /** Do notifications bring `time` and `laststatechange`? The built-in module's do not. */
    readonly timed: boolean;
    /** How well the API's times can be dated. */
    readonly dating: 'seconds' | 'minutes' | 'none';
    /** Seconds. */
    readonly clockAhead: number;
    /** Checks until a state is hard. */
    readonly attempts: number;
    /** Another object is checked so often. */
    readonly otherEveryMs: number;
    /** From the core to the database. */
    readonly lagMs: number;
    /** The record of an acknowledgement comes so much later than its flag; negative: sooner. */
    readonly recordLagMs: number;
    /** When the database's worker stood still. */
    readonly stops: readonly {readonly from: number; readonly to: number}[];
    /** Of each request to the API; an answer is as old as that. */
    readonly apiMs: number;
    /** Of each request to Mattermost. */
    readonly chatMs: number;
}

/** A whole history of one object. Times are milliseconds since its beginning. */
export interface Scene {
    readonly seed: number;
    readonly world: World;
    /** In the order of time. */
    readonly steps: readonly Step[];
}

/** A step, for people. */
export const wordsOf = (step: Step): string => {
    switch (step.what) {
        case 'check':
            return `core checks: ${step.state}`;
        case 'acknowledge':
            return `core: ${step.author} acknowledges (${step.sticky ? 'sticky' : 'normal'})`;
        case 'downtime':
            return `core: downtime in ${step.inSeconds} s for ${step.seconds} s`;
        case 'flapping':
            return `core: flapping ${step.on ? 'on' : 'off'}`;
        case 'notifications':
            return `core: notifications ${step.on ? 'on' : 'off'}`;
        default:
            return step.what;
    }
};
