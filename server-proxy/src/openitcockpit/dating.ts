import type {Moment} from '../domain/alert/moment';
import type {TimeReader} from './date_format';
import {secondsOf} from './durations';

/** Times of a host or service as a page or a list shows them; empty if not shown. */
export interface ShownTimes {
    readonly checked: string;
    readonly since: string;
    readonly acknowledged: string;
    /** How long it has been in its state; empty if that began in the future. */
    readonly inWords: string | undefined;
}

/** The same, dated; whatever cannot be dated is missing. */
export interface DatedTimes {
    readonly checkedAt?: Moment;
    readonly stateSince?: Moment;
    readonly acknowledgedAt?: Moment;
}

/** How to read the texts, and openITCOCKPIT's clock (Unix seconds) when it wrote them. */
export interface Reckoning {
    readonly read: TimeReader;
    readonly now: Moment;
}

export interface DatedReading {
    /** In the order of the rows. */
    readonly rows: readonly DatedTimes[];
    /** Texts are unreadable or contradict the clock: format, zone or clock has changed. */
    readonly isDoubtful: boolean;
}

/** How far a time may be ahead of the clock: there are two servers, and a clock is read only once a minute. */
const AHEAD_SECONDS = 5;
const SLACK_SECONDS = 3;

/**
 * Dates what one answer shows. How long a state has lasted depends on neither format nor zone, so it must agree with
 * the time at which the state began. In a doubtful answer, only rows that pass this test are dated.
 */
export const dateTimes = (rows: readonly ShownTimes[], reckoning: Reckoning): DatedReading => {
    const examined = rows.map((row) => examine(row, reckoning));
    const some = (proof: Proof): boolean => examined.some((row) => row.proof === proof);
    const isDoubtful = some('contradicts') || (examined.some(({isLate}) => isLate) && !some('agrees'));
    return {
        rows: examined.map(({dated, proof}) =>
            proof === 'contradicts' || (isDoubtful && proof !== 'agrees') ? {} : dated,
        ),
        isDoubtful,
    };
};

type Proof = 'agrees' | 'contradicts' | 'none';

interface Examined {
    readonly dated: DatedTimes;
    readonly proof: Proof;
    readonly isLate: boolean;
}

const examine = ({checked, since, acknowledged, inWords}: ShownTimes, {read, now}: Reckoning): Examined => {
    const texts = {checkedAt: checked, stateSince: since, acknowledgedAt: acknowledged};
    const times = Object.entries(texts).map(([name, text]) => [name, text === '' ? 'never' : read(text)] as const);
    if (times.some(([, time]) => time === undefined)) {
        return {dated: {}, proof: 'contradicts', isLate: false};
    }
    const moments = times.flatMap(([name, time]) => (typeof time === 'object' ? [[name, time] as const] : []));
    const past = moments.filter(([, {earliest}]) => earliest <= now.latest + AHEAD_SECONDS);
    const dated: DatedTimes = Object.fromEntries(past.map(([name, time]) => [name, until(time, now)]));
    const began = new Map(moments).get('stateSince');
    return {dated, proof: began ? proofOf(began, inWords, now) : 'none', isLate: past.length < moments.length};
};

/** A minute that is not over yet cannot have been shown to its end. */
const until = ({earliest, latest}: Moment, now: Moment): Moment => ({
    earliest,
    latest: Math.max(earliest, Math.min(latest, Math.floor(now.latest))),
});

const proofOf = (began: Moment, inWords: string | undefined, now: Moment): Proof => {
    if (inWords === '') {
        // openITCOCKPIT shows no duration for a state that has not begun.
        return began.latest + SLACK_SECONDS >= now.earliest ? 'agrees' : 'contradicts';
    }
    const seconds = inWords === undefined ? undefined : secondsOf(inWords);
    if (seconds === undefined) {
        return 'none';
    }
    return began.earliest <= now.latest - seconds + SLACK_SECONDS &&
        began.latest >= now.earliest - seconds - SLACK_SECONDS
        ? 'agrees'
        : 'contradicts';
};
