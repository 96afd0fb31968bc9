import type {Notification} from './core';
import type {Command, Reading} from './monitoring';
import type {World} from './scene';

/**
 * What the handler has been told, and what it can therefore know. Only this is held against it.
 *
 * A fact says something about one dimension of the object at one time. That time is the one the handler can know: `$TIMET$`
 * for a notification; for a reading the time of the check that gave the state, and for flags the newest check the database
 * held. `ms` is the true time in the model, known to nobody: it only decides within one second, where what the handler can
 * know does not.
 *
 * A fact *denies* a claim only if it is younger than **every** fact for the claim, whichever way the handler may reckon:
 * the denying fact counts from its earliest possible moment, the supporting ones until their latest. In one second the core
 * outweighs the database, but only counts against the handler when it truly was the later one.
 *
 * Of two states the one that began later is the younger, whenever either was last seen: a check may have begun before a
 * notification that was made while it ran, and its state, which is as old as the check, came after it all the same.
 *
 * What has no time denies nothing. A notification without times supports its claim as of the moment it came: the handler
 * has nothing else to go by, and openITCOCKPIT's clock is known to the second. A reading without times supports nothing, with one exception: what the handler itself sent and
 * that reading shows was true when it was executed.
 */
export type Dimension = 'good' | 'acknowledged' | 'downtime';

interface Fact {
    readonly dimension: Dimension;
    /** When the state began, where that is told. */
    readonly since?: {readonly earliest: number; readonly latest: number} | undefined;
    readonly says: boolean;
    /** Unix seconds on openITCOCKPIT's clock. */
    readonly earliest: number;
    readonly latest: number;
    readonly ms: number;
    readonly source: 'core' | 'database';
    /** Milliseconds on the handler's clock, from which on it counts against the handler; for it, it counts at once. */
    heardAt: number;
    /** For people. */
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
     * A notification comes to the handler.
     * @param now milliseconds on its clock
     * @returns to be called when the handler has dealt with it
     */
    notified(notification: Notification, now: number): (then: number) => void {
        const {ms} = notification;
        const second = Math.floor(ms / 1000);
        const when = this.world.timed
            ? {earliest: second, latest: second}
            : {
                  earliest: Number.NEGATIVE_INFINITY,
                  latest: Math.floor(now / 1000 + this.world.clockAhead) + CLOCKS_WITHIN,
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
            }
        };
    }

    /** The API has answered the handler. */
    read({status, ms}: Reading, heardAt: number): void {
        const {checkedAt, stateSince, freshAt, acknowledgement} = status;
        const source = 'database';
        const text = `reading ${status.state}${status.acknowledged ? ' acknowledged' : ''}${status.inDowntime ? ' in downtime' : ''}, fresh at ${(freshAt?.earliest ?? 0) % 100_000}`;
        const add = (dimension: Dimension, says: boolean, earliest: number, latest: number): void => {
            const since = dimension === 'good' ? stateSince : undefined;
            this.facts.push({dimension, says, since, earliest, latest, ms, source, heardAt, text});
        };
        if (checkedAt) {
            // It may be reckoned by its check alone, or by all the database holds.
            add('good', status.state === 'OK', checkedAt.earliest, Math.max(checkedAt.latest, freshAt?.latest ?? 0));
        }
        if (freshAt) {
            const made = status.acknowledged ? (acknowledgement?.at?.latest ?? 0) : 0;
            add('acknowledged', status.acknowledged, freshAt.earliest, Math.max(freshAt.latest, made));
            add('downtime', status.inDowntime, freshAt.earliest, freshAt.latest);
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

    /**
     * Does the youngest fact deny this?
     * @param before milliseconds on the handler's clock: only what it knew by then counts against it
     * @returns the fact, in words
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
 * What a notification says, by the core's own rules of when it notifies (Naemon's viability checks): a problem that is
 * acknowledged or in a downtime is not notified, so one that is notified is neither.
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
