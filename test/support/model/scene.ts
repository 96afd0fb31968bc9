export interface Delivery {
    readonly delayMs: number;
    /** Delivered a second time, this long after it was made. */
    readonly againMs?: number;
    readonly lost?: true;
}

/** What happens to a command the handler sends. */
export interface Fate {
    /** From the queue's answer to its execution. */
    readonly afterMs: number;
    /** Accepted by the queue, never executed. */
    readonly dropped?: true;
    /** The answer does not arrive. */
    readonly hangs?: true;
    /** Refused: certainly not queued. */
    readonly refused?: true;
    readonly tell: Delivery;
}

export const STATES = ['OK', 'WARNING', 'CRITICAL', 'UNKNOWN'] as const;
export type ModelState = (typeof STATES)[number];

export type Asked = 'acknowledge' | 'quick reason' | 'retry' | 'remove' | 'downtime' | 'cancel downtime' | 'recheck';

/** One event. Each has its own random values, so that one can be left out without changing the others. */
export type Step = {readonly at: number} & (
    | {
          readonly what: 'check';
          readonly state: ModelState;
          readonly tookMs: number;
          /** The core's notification interval has passed: a continuing problem is notified again. */
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
          /** Between opening the dialog and submitting it. */
          readonly thinkMs: number;
          readonly fate: Fate;
      }
);

/** openITCOCKPIT and Mattermost, around the handler. */
export interface World {
    readonly ids: 'uuid' | 'number' | 'none';
    /** Whether notifications have `time` and `laststatechange`. The built-in module's do not. */
    readonly timed: boolean;
    /** How precisely the API's times can be dated. */
    readonly dating: 'seconds' | 'minutes' | 'none';
    /** Seconds. */
    readonly clockAhead: number;
    /** Checks until a state is hard. */
    readonly attempts: number;
    /** Interval of another object's checks. */
    readonly otherEveryMs: number;
    /** From the core to the database. */
    readonly lagMs: number;
    /** How much later than its flag an acknowledgement's record arrives; negative: earlier. */
    readonly recordLagMs: number;
    readonly stops: readonly {readonly from: number; readonly to: number}[];
    /** Duration of each request to the API; an answer is that old. */
    readonly apiMs: number;
    /** Duration of each request to Mattermost. */
    readonly chatMs: number;
}

/** A whole history of one object. Times are milliseconds since its beginning. */
export interface Scene {
    readonly seed: number;
    readonly world: World;
    readonly steps: readonly Step[];
}

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
