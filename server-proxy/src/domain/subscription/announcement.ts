import type {State} from '#contract';
import type {Call, Held} from '../alert/call';
import {loudnessOf, type Severity, severityOf} from './loudness';
import {areQuietFor, isQuietFor} from './quiet_hours';
import type {Loudness, Subscription} from './subscription';

/** What a channel's subscriptions make of a new post there; parts of its AlertPost. */
export interface Announcement {
    readonly loud?: Loudness;
    readonly callsWhenCritical?: true;
    readonly calls?: readonly Call[];
    /** It is not to be posted yet. */
    readonly held?: Held;
}

interface Problem {
    readonly state: State;
    /** Nobody takes care of it. */
    readonly isUnhandled: boolean;
    /** Unix milliseconds. */
    readonly now: number;
}

/** @param subscriptions those of one channel that want the problem there; none: it was asked for otherwise, and disturbs nobody */
export const announcementOf = (
    subscriptions: readonly Subscription[],
    {state, isUnhandled, now}: Problem,
): Announcement => {
    const severity = severityOf(state);
    const nowSeconds = Math.floor(now / 1000);
    const until = areQuietFor(subscriptions, severity, nowSeconds);
    if (until !== undefined) {
        return {held: {until, since: now, severity}};
    }
    const awake = subscriptions.filter((one) => isQuietFor(one, severity, nowSeconds) === undefined);
    const loud = isUnhandled ? loudnessOf(awake, severity) : undefined;
    const calls = escalationsOf(subscriptions, isUnhandled ? now : undefined);
    return {
        ...(loud ? {loud} : {}),
        ...(callsWhenCritical(subscriptions, severity) ? {callsWhenCritical: true} : {}),
        ...(calls.length > 0 ? {calls} : {}),
    };
};

const callsWhenCritical = (subscriptions: readonly Subscription[], severity: Severity): boolean =>
    severity === 'warning' && (loudnessOf(subscriptions, 'critical')?.mention ?? '') !== '';

/** @param now Unix milliseconds; undefined: somebody takes care of the problem */
const escalationsOf = (subscriptions: readonly Subscription[], now: number | undefined): readonly Call[] =>
    subscriptions.flatMap(({id, escalation}) =>
        escalation
            ? [
                  {
                      kind: 'escalation' as const,
                      subscriptions: [id],
                      afterMinutes: escalation.afterMinutes,
                      ...(now === undefined ? {} : {at: now + escalation.afterMinutes * 60_000}),
                  },
              ]
            : [],
    );
