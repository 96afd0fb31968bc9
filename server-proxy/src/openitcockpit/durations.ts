/** At most six numbers, each with a unit in the API user's language. */
const IN_WORDS = /^(?:\d+\D+){0,5}\d+\D+$/u;

/**
 * Seconds of `4m 0s` or `1Y 10M 8D 12h 0m 6s`. Units are translated, so only their position counts: the last one is
 * seconds. openITCOCKPIT counts years and months along the calendar from 1970.
 */
export const secondsOf = (words: string): number | undefined => {
    if (!IN_WORDS.test(words)) {
        return undefined;
    }
    const [seconds = 0, minutes = 0, hours = 0, days = 0, months = 0, years = 0] = (words.match(/\d+/gu) ?? [])
        .map(Number)
        .reverse();
    return Date.UTC(1970 + years, months, 1 + days, hours, minutes, seconds) / 1000;
};
