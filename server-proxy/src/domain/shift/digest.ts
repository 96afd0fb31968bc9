import {isProblemState} from '#contract';
import {endingAck} from '../action/ack_end';
import {type Acknowledged, oldAcknowledgements} from '../alert/old_acknowledgements';
import {type AlertRecord, isOpen} from '../alert/record';
import type {Said} from '../texts';
import type {AlarmKind} from '../watch_state';
import {type Episode, mergedEpisodes, shownEpisode} from './episode';
import {isWithin, type Span} from './span';
import {type Noisy, noisiest, type Spread, timeToAck, timeToRecover} from './statistics';

/** A downtime in openITCOCKPIT that is not over. Times in Unix seconds. */
export interface PlannedDowntime {
    /** Key of its object. */
    readonly key: string;
    readonly host: string;
    readonly service?: string;
    readonly author: string;
    readonly comment: string;
    readonly start: number;
    readonly end: number;
}

/** A time in which something was missed. Unix seconds; no end: it goes on. */
export interface Outage {
    readonly kind: AlarmKind;
    readonly since: number;
    readonly until?: number;
}

/** All that a hand-over is made from, as far as its reader may see it. */
export interface Shift {
    /** Written down about problems that are over, or were acknowledged. */
    readonly written: readonly Episode[];
    /** The newest problem of each object, open or over since a short while: says more than what was written about it. */
    readonly records: readonly AlertRecord[];
    /** Or why they cannot be told. */
    readonly downtimes: readonly PlannedDowntime[] | Said;
    readonly outages: readonly Outage[];
    /** Since when what is over is written down. Unix seconds. */
    readonly since: number;
    /** False: more happened than could be written down. */
    readonly isWhole: boolean;
    readonly oldDays: number;
    readonly now: number;
}

export interface Digest extends Pick<Shift, 'outages' | 'since' | 'isWhole' | 'oldDays' | 'now'> {
    readonly span: Span;
    /** The end of the next shift. Unix seconds. */
    readonly until: number;
    readonly opened: number;
    readonly closed: number;
    /** The oldest first. */
    readonly open: readonly AlertRecord[];
    readonly oldAcks: readonly Acknowledged[];
    /** Their acknowledgement ends in the next shift; the first to end comes first. */
    readonly endingAcks: readonly AlertRecord[];
    readonly downtimes: {readonly begin: readonly PlannedDowntime[]; readonly end: readonly PlannedDowntime[]} | Said;
    readonly noisy: readonly Noisy[];
    readonly toAck: Spread | undefined;
    readonly toRecover: Spread | undefined;
}

/** Whom it is about and where it was does not matter any more. */
export const episodesOf = ({written, records, now}: Pick<Shift, 'written' | 'records' | 'now'>): readonly Episode[] =>
    mergedEpisodes([...written, ...records.flatMap((record) => shownEpisode(record, now, '') ?? [])]);

/** What happened in a span, and what the next shift has to know. Pure. */
export const digestOf = (shift: Shift, span: Span, until: number): Digest => {
    const {records, outages, since, isWhole, oldDays, now} = shift;
    const episodes = episodesOf(shift);
    const next = {from: span.to, to: until};
    return {
        span,
        until,
        since,
        isWhole,
        oldDays,
        now,
        opened: episodes.filter(({opened}) => isWithin(opened, span)).length,
        closed: episodes.filter(({closed}) => isWithin(closed, span)).length,
        open: records
            .filter((record) => isOpen(record) && isProblemState(record.alert.state))
            .toSorted((one, other) => begin(one) - begin(other) || (one.key < other.key ? -1 : 1)),
        oldAcks: oldAcknowledgements(records, oldDays, now),
        endingAcks: records
            .filter((record) => isWithin(endingAck(record)?.until, next))
            .toSorted((one, other) => (one.ack?.until ?? 0) - (other.ack?.until ?? 0)),
        downtimes: downtimesIn(shift.downtimes, next),
        noisy: noisiest(episodes, span),
        toAck: timeToAck(episodes, span),
        toRecover: timeToRecover(episodes, span),
        outages: outages.filter((outage) => outage.since < span.to && (outage.until ?? span.to) > span.from),
    };
};

/** When it began, as far as is known. */
export const begin = ({since, ages}: AlertRecord): number => since ?? Math.floor(ages.opened.earliest);

const downtimesIn = (downtimes: Shift['downtimes'], next: Span): Digest['downtimes'] =>
    typeof downtimes === 'function'
        ? downtimes
        : {
              begin: downtimes
                  .filter(({start}) => isWithin(start, next))
                  .toSorted((one, other) => one.start - other.start),
              end: downtimes.filter(({end}) => isWithin(end, next)).toSorted((one, other) => one.end - other.end),
          };
