import type {Episode} from './episode';
import {isWithin, type Span} from './span';

/** Of how many, and what half and 95 % of them did not exceed. Seconds. */
export interface Spread {
    readonly count: number;
    readonly p50: number;
    readonly p95: number;
}

/** The nearest rank: always a value that was there. @param share over 0, up to 1 */
export const percentile = (values: readonly number[], share: number): number | undefined =>
    values.toSorted((a, b) => a - b)[Math.max(0, Math.ceil(values.length * share) - 1)];

/** @returns undefined where there is nothing to measure */
export const spreadOf = (values: readonly number[]): Spread | undefined => {
    const [p50, p95] = [percentile(values, 0.5), percentile(values, 0.95)];
    return p50 === undefined || p95 === undefined ? undefined : {count: values.length, p50, p95};
};

/** How long it took from the beginning to the first acknowledgement; undefined: there was none. Seconds. */
export const secondsToAck = ({opened, acked}: Episode): number | undefined =>
    acked === undefined ? undefined : Math.max(0, acked - opened);

/** How long it lasted; undefined: it is open, or nobody knows when it ended. Seconds. */
export const secondsToEnd = ({opened, closed, end}: Episode): number | undefined =>
    closed === undefined || end !== 'recovered' ? undefined : Math.max(0, closed - opened);

const known = (values: readonly (number | undefined)[]): readonly number[] =>
    values.filter((value) => value !== undefined);

/** Time to acknowledge, of what was acknowledged in this span. */
export const timeToAck = (episodes: readonly Episode[], span: Span): Spread | undefined =>
    spreadOf(known(episodes.filter(({acked}) => isWithin(acked, span)).map(secondsToAck)));

/** Time to recover, of what recovered in this span. */
export const timeToRecover = (episodes: readonly Episode[], span: Span): Spread | undefined =>
    spreadOf(known(episodes.filter(({closed}) => isWithin(closed, span)).map(secondsToEnd)));

/** An object and its problems. */
export interface ObjectEpisodes {
    readonly key: string;
    readonly host: string;
    readonly service?: string;
    readonly episodes: readonly Episode[];
}

export const byObject = (episodes: readonly Episode[]): readonly ObjectEpisodes[] => {
    const found = new Map<string, Episode[]>();
    for (const episode of episodes) {
        const its = found.get(episode.key);
        if (its) {
            its.push(episode);
        } else {
            found.set(episode.key, [episode]);
        }
    }
    return [...found].map(([key, its]) => {
        // As it was called last.
        const {host, service} = its.at(-1) ?? {host: ''};
        return {key, host, ...(service === undefined ? {} : {service}), episodes: its};
    });
};

/** What comes so often and goes so fast that nobody can do anything about it. */
export interface Noisy extends Omit<ObjectEpisodes, 'episodes'> {
    readonly count: number;
    readonly medianSeconds: number;
}

const LEAST_EPISODES = 5;
const LONGEST_MEDIAN_SECONDS = 900;
const MOST_NOISY = 5;

/** The noisiest, the worst first: at least five problems in the span, half of which lasted a quarter of an hour at most. */
export const noisiest = (episodes: readonly Episode[], span: Span): readonly Noisy[] =>
    byObject(episodes.filter(({opened}) => isWithin(opened, span)))
        .flatMap(({episodes: its, ...object}) => {
            const median = spreadOf(known(its.map(secondsToEnd)))?.p50;
            return its.length >= LEAST_EPISODES && median !== undefined && median <= LONGEST_MEDIAN_SECONDS
                ? [{...object, count: its.length, medianSeconds: median}]
                : [];
        })
        .toSorted((one, other) => other.count - one.count || one.medianSeconds - other.medianSeconds)
        .slice(0, MOST_NOISY);
