/** At most six numbers, each with its unit in the language of the API user. */
const IN_WORDS = /^(?:\d+\D+){0,5}\d+\D+$/u;

/**
 * Seconds of openITCOCKPIT's `4m 0s` or `1Y 10M 8D 12h 0m 6s`. Its units are translated, so their place counts: the last
 * one is the second. It counts years and months as the calendar from 1970 on has them.
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
