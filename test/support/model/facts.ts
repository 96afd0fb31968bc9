import type {Notification} from './core';
import type {Command, Reading} from './monitoring';
import type {World} from './scene';

/**
 * What the handler has learnt, and so can know. It is judged by this alone.
 *
 * A fact is about one dimension of the object at one time, which is a time the handler can know: `$TIMET$` for a
 * notification; for a reading, the time of the check behind the state, and for flags the newest check in the database.
 * `ms` is the model's true time, unknown to the handler: it only decides within one second, where the known times
 * cannot.
 *
 * A fact *denies* a claim only if it is younger than **every** fact that supports it, by any reckoning: the denying
 * fact counts from its earliest possible moment, the supporting ones until their latest. Within one second the core
 * outweighs the database, but only counts against the handler if it truly was later.
 *
 * Of two states, the one that began later is younger, whenever either was last seen: a check may have begun before a
 * notification that was made while it ran, and its state, although as old as the check, still came after it.
 *
 * Without a time, nothing is denied. A notification without times supports its claim as of when it was worked off: the handler
 * has nothing else to go by, and knows openITCOCKPIT's clock to the second. A reading without times supports nothing, with
 * one exception: a command of the handler's own that the reading shows took effect when it was executed.
 */
export type Dimension = 'good' | 'acknowledged' | 'downtime';

interface Fact {
    readonly dimension: Dimension;
    readonly since?: {readonly earliest: number; readonly latest: number} | undefined;
    readonly says: boolean;
    /** Unix seconds on openITCOCKPIT's clock. */
    readonly earliest: number;
    latest: number;
    readonly ms: number;
    readonly source: 'core' | 'database';
    /**
     * Milliseconds on the handler's clock from which it counts against the handler; in its favour, it counts at once.
     */
    heardAt: number;
    readonly text: string;
}

/** Seconds. */
const CLOCKS_WITHIN = 1;

const NOT_YET = Number.POSITIVE_INFINITY;

export class Facts {
    private readonly facts: Fact[] = [];
    private readonly commands: Command[] = [];

    constructor(private readonly world: World) {}

    commanded(command: Command): void {
        this.commands.push(command);
    }

    /**
     * A notification reaches the handler.
     * @param now milliseconds on its clock
     * @returns to be called when the handler has processed it
     */
    notified(notification: Notification, now: number): (then: number) => void {
        const {ms} = notification;
        const second = Math.floor(ms / 1000);
        const when = this.world.timed
            ? {earliest: second, latest: second}
            : {
                  earliest: Number.NEGATIVE_INFINITY,
                  latest: this.untimed(now),
              };
        const text = `${notification.type} (${notification.state}) of ${second % 100_000}`;
        const {stateSince} = notification;
        const since = this.world.timed ? {earliest: stateSince, latest: stateSince} : undefined;
        const said = claimsOf(notification).map(
            ([dimension, says]): Fact => ({
                dimension,
                says,
                since,
                ...when,
                ms,
                source: 'core',
                heardAt: NOT_YET,
                text,
            }),
        );
        this.facts.push(...said);
        return (then) => {
            for (const fact of said) {
                fact.heardAt = then;
                fact.latest = this.world.timed ? fact.latest : this.untimed(then);
            }
        };
    }

    private untimed(now: number): number {
        return Math.floor(now / 1000 + this.world.clockAhead) + CLOCKS_WITHIN;
    }

    read({status, ms}: Reading, heardAt: number): void {
        const {checkedAt, stateSince, freshAt, acknowledgement} = status;
        const source = 'database';
        const text = `reading ${status.state}${status.acknowledged ? ' acknowledged' : ''}${status.inDowntime ? ' in downtime' : ''}, fresh at ${(freshAt?.earliest ?? 0) % 100_000}`;
        const add = (dimension: Dimension, says: boolean, earliest: number, latest: number): void => {
            const since = dimension === 'good' ? stateSince : undefined;
            this.facts.push({dimension, says, since, earliest, latest, ms, source, heardAt, text});
        };
        if (checkedAt) {
            // It may be dated by its check alone, or by everything in the database.
            add('good', status.state === 'OK', checkedAt.earliest, Math.max(checkedAt.latest, freshAt?.latest ?? 0));
        }
        if (freshAt) {
            const made = status.acknowledged ? (acknowledgement?.at?.latest ?? 0) : 0;
            // A row is written whole: its flags are no older than its own check.
            const written = Math.max(freshAt.latest, checkedAt?.latest ?? 0);
            add('acknowledged', status.acknowledged, freshAt.earliest, Math.max(written, made));
            add('downtime', status.inDowntime, freshAt.earliest, written);
        }
        const ack = this.executed(({comment}) => comment !== '' && comment === acknowledgement?.comment);
        const downtime = this.executed(({kind}) => kind === 'downtime');
        const own = [
            {dimension: 'acknowledged' as const, executedMs: status.acknowledged ? ack : undefined},
            {dimension: 'downtime' as const, executedMs: status.inDowntime ? downtime : undefined},
        ];
        for (const {dimension, executedMs} of own) {
            if (executedMs !== undefined) {
                const second = Math.floor(executedMs / 1000);
                const when = {earliest: second, latest: second, ms: executedMs};
                this.facts.push({dimension, says: true, ...when, source: 'core', heardAt, text: `${text} (ours)`});
            }
        }
    }

    private executed(isIt: (command: Command) => boolean): number | undefined {
        return this.commands.findLast((command) => command.executedMs !== undefined && isIt(command))?.executedMs;
    }

    /** Was a good state heard of that truly came later? @param pressed milliseconds on the handler's clock */
    recoveredSince(pressed: number): boolean {
        const since = pressed + this.world.clockAhead * 1000;
        return this.facts.some(({dimension, says, ms}) => dimension === 'good' && says && ms > since);
    }

    /**
     * Whether the youngest fact denies a claim.
     * @param before milliseconds on the handler's clock: later knowledge does not count against it
     * @returns the fact, described
     */
    denied(dimension: Dimension, claim: boolean, before: number, only?: 'core'): string | undefined {
        let [latest, fromCore, ms] = [Number.NEGATIVE_INFINITY, false, Number.NEGATIVE_INFINITY];
        for (const fact of this.facts) {
            if (fact.dimension === dimension && fact.says === claim && fact.latest >= latest) {
                const isTie = fact.latest === latest;
                fromCore = (isTie && fromCore) || fact.source === 'core';
                ms = isTie ? Math.max(ms, fact.ms) : fact.ms;
                latest = fact.latest;
            }
        }
        const begun = Math.max(
            ...this.facts
                .filter((fact) => fact.dimension === dimension && fact.says === claim)
                .map(({since}) => since?.earliest ?? Number.NEGATIVE_INFINITY),
        );
        const denying = this.facts.find(
            (fact) =>
                !(dimension === 'good' && begun > (fact.since?.latest ?? Number.POSITIVE_INFINITY)) &&
                fact.dimension === dimension &&
                fact.says !== claim &&
                fact.earliest > Number.NEGATIVE_INFINITY &&
                fact.heardAt < before &&
                (only === undefined || fact.source === only) &&
                (fact.earliest > latest ||
                    (fact.earliest === latest && fact.source === 'core' && !fromCore && fact.ms > ms)),
        );
        return denying && `${denying.text}, known since ${((before - denying.heardAt) / 1000).toFixed(1)} s`;
    }
}

/**
 * The claims of a notification, by the core's rules (Naemon's viability checks): a problem that is acknowledged or in a
 * downtime is not notified, so one that is notified is neither.
 */
const claimsOf = ({type, state}: Notification): [Dimension, boolean][] => {
    const good: [Dimension, boolean] = ['good', state === 'OK'];
    switch (type) {
        case 'PROBLEM':
        case 'RECOVERY':
            return [good, ['acknowledged', false], ['downtime', false]];
        case 'ACKNOWLEDGEMENT':
            return [good, ['acknowledged', true]];
        case 'DOWNTIMESTART':
            return [good, ['downtime', true]];
        case 'DOWNTIMEEND':
        case 'DOWNTIMECANCELLED':
            return [good, ['downtime', false]];
        default:
            return [good];
    }
};
