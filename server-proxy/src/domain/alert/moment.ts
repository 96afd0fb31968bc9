/**
 * When something was true, on openITCOCKPIT's clock. A text without seconds, or in the hour that clocks show twice when they
 * are put back, leaves room: it was then somewhere from `earliest` to `latest`. Unix seconds, both included.
 */
export interface Moment {
    readonly earliest: number;
    readonly latest: number;
}

export const momentAt = (unixSeconds: number): Moment => ({earliest: unixSeconds, latest: unixSeconds});
