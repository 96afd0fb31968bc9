/**
 * When something was true, on openITCOCKPIT's clock. A text without seconds, or from the hour that clocks show twice when they
 * are put back, is imprecise: the moment lies between `earliest` and `latest`. Unix seconds, both included.
 */
export interface Moment {
    readonly earliest: number;
    readonly latest: number;
}

export const momentAt = (unixSeconds: number): Moment => ({earliest: unixSeconds, latest: unixSeconds});

/** Was `a` certainly after `b`? What has no date is after nothing. */
export const isAfter = (a: Moment | undefined, b: Moment | undefined): boolean =>
    a !== undefined && b !== undefined && a.earliest > b.latest;

/**
 * Was `a` after `b`, or in the last second of a `b` that is imprecise? A reading of the current minute may be as old as its
 * first second.
 */
export const isAfterOrAtEnd = (a: Moment | undefined, b: Moment | undefined): boolean =>
    isAfter(a, b) || (a !== undefined && b !== undefined && b.earliest < b.latest && a.earliest === b.latest);

/** The later of two; if only one has a date, that one. */
export const later = (a: Moment | undefined, b: Moment | undefined): Moment | undefined =>
    a === undefined || (b !== undefined && b.earliest > a.earliest) ? b : a;
