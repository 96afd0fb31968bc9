import type {Language} from '../texts';

/** Writes a moment (Unix seconds) as `12:03`, or with its date. @param timeZone IANA, e.g. `Europe/Berlin` */
export const clockFormat = (
    language: Language,
    timeZone: string,
    isShort: boolean,
): ((unixSeconds: number) => string) => {
    const clock = {hour: '2-digit', minute: '2-digit'} as const;
    const format = new Intl.DateTimeFormat(language === 'de' ? 'de-DE' : 'en-GB', {
        ...(isShort ? clock : {...clock, day: '2-digit', month: '2-digit', year: 'numeric'}),
        timeZone,
    });
    return (unixSeconds) => format.format(new Date(unixSeconds * 1000));
};

/** `12:03`; with its date, if that is not today's. @param now Unix seconds */
export const shortFormat = (language: Language, timeZone: string, now: number): ((unixSeconds: number) => string) => {
    const [short, whole] = [clockFormat(language, timeZone, true), clockFormat(language, timeZone, false)];
    const day = (unixSeconds: number): string => whole(unixSeconds).split(',', 1)[0] ?? '';
    const today = day(now);
    return (unixSeconds) => (day(unixSeconds) === today ? short(unixSeconds) : whole(unixSeconds));
};
