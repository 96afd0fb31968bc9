/** openITCOCKPIT answers no Unix times: everything is a string in the API user's zone and language. */
const ZONE = 'Europe/Berlin';

const PARTS = new Intl.DateTimeFormat('en-GB', {
    timeZone: ZONE,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
});

/** `04:14:16 - 24.11.2026`, the default date format `H:i:s - d.m.Y`; never = the start of 1970. */
export const stamp = (unixSeconds: number): string => {
    const parts = new Map(PARTS.formatToParts(unixSeconds * 1000).map((part) => [part.type, part.value]));
    const at = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? '';
    return `${at('hour')}:${at('minute')}:${at('second')} - ${at('day')}.${at('month')}.${at('year')}`;
};

const UNITS: readonly (readonly [string, number])[] = [
    ['Y', 31_536_000],
    ['M', 2_592_000],
    ['D', 86_400],
    ['h', 3600],
    ['m', 60],
];

/** `10m 2s`, `1h 0m 0s`, `56Y 10M 23D 3h 24m 18s`. */
export const duration = (seconds: number): string => {
    let rest = Math.max(0, Math.floor(seconds));
    const words: string[] = [];
    for (const [letter, size] of UNITS) {
        const count = Math.floor(rest / size);
        if (count > 0 || words.length > 0) {
            words.push(`${count}${letter}`);
        }
        rest %= size;
    }
    return [...words, `${rest}s`].join(' ');
};

/** `31 seconds ago`, `6 minutes ago`, `on 1/1/70` for never (`on 01.01.70` in German). */
export const ago = (unixSeconds: number, now: number, german: boolean): string => {
    if (unixSeconds === 0) {
        return german ? 'on 01.01.70' : 'on 1/1/70';
    }
    const seconds = Math.max(0, now - unixSeconds);
    return seconds < 60 ? `${seconds} seconds ago` : `${Math.floor(seconds / 60)} minutes ago`;
};

/** `4 minutes` until the next check (`4 Minuten` in German). */
export const until = (unixSeconds: number, now: number, german: boolean): string => {
    if (unixSeconds === 0) {
        return ago(0, now, german);
    }
    const minutes = Math.max(0, Math.floor((unixSeconds - now) / 60));
    return german ? `${minutes} Minuten` : `${minutes} minutes`;
};

const escapeHtml = (text: string): string =>
    text
        .replaceAll('&', '&amp;')
        .replaceAll('<', '&lt;')
        .replaceAll('>', '&gt;')
        .replaceAll('"', '&quot;')
        .replaceAll("'", '&#039;');

/** Plugin output for the page: escaped, the two characters `\n` become a line break. */
export const outputHtml = (text: string | null): string => escapeHtml(text ?? '').replaceAll('\\n', '<br>');

/** A comment for the page: escaped, BBCode and line breaks become tags. */
export const commentHtml = (text: string): string =>
    escapeHtml(text)
        .replace(/\[b\](.*?)\[\/b\]/g, '<strong>$1</strong>')
        .replaceAll('\n', '<br />\n');
