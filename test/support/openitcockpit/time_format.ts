/** Formats Unix seconds as a user sees them. openITCOCKPIT never returns Unix times. */
export type Stamp = (unixSeconds: number) => string;

const clockOf = (timeZone: string) => {
    const parts = new Intl.DateTimeFormat('en-GB', {
        timeZone,
        year: 'numeric',
        month: 'numeric',
        day: 'numeric',
        hour: 'numeric',
        minute: 'numeric',
        second: 'numeric',
        hourCycle: 'h23',
    });
    return (unixSeconds: number) => {
        const shown = new Map(parts.formatToParts(unixSeconds * 1000).map(({type, value}) => [type, Number(value)]));
        return (type: Intl.DateTimeFormatPartTypes): number => shown.get(type) ?? 0;
    };
};

const two = (number: number): string => String(number).padStart(2, '0');
const monthName = (month: number): string =>
    new Date(Date.UTC(2000, month - 1, 1)).toLocaleString('en-US', {month: 'long', timeZone: 'UTC'});

/** PHP's `DateTime::format`, always in English; letters that no format of openITCOCKPIT uses are kept. */
const PHP: Readonly<Record<string, (at: (type: Intl.DateTimeFormatPartTypes) => number) => string>> = {
    d: (at) => two(at('day')),
    j: (at) => String(at('day')),
    m: (at) => two(at('month')),
    n: (at) => String(at('month')),
    M: (at) => monthName(at('month')).slice(0, 3),
    F: (at) => monthName(at('month')),
    Y: (at) => String(at('year')),
    y: (at) => String(at('year')).slice(-2),
    H: (at) => two(at('hour')),
    G: (at) => String(at('hour')),
    h: (at) => two(at('hour') % 12 || 12),
    g: (at) => String(at('hour') % 12 || 12),
    i: (at) => two(at('minute')),
    s: (at) => two(at('second')),
    A: (at) => (at('hour') < 12 ? 'AM' : 'PM'),
    a: (at) => (at('hour') < 12 ? 'am' : 'pm'),
};

/** PHP may know time zones that Node does not; the double then shows UTC. */
const knownHere = (zone: string): string => {
    try {
        return new Intl.DateTimeFormat('en', {timeZone: zone}).resolvedOptions().timeZone;
    } catch {
        return 'UTC';
    }
};

/** `04:14:16 - 24.11.2026` with the default date format `H:i:s - d.m.Y`; never = the start of 1970. */
export const stampOf = (format: string, zone: string): Stamp => {
    const clock = clockOf(knownHere(zone));
    return (unixSeconds) => {
        const at = clock(unixSeconds);
        return format.replace(/\\?./gsu, (piece) => (piece.length > 1 ? piece.slice(1) : (PHP[piece]?.(at) ?? piece)));
    };
};

const MINUTE = 60;
const HOUR = 3600;
const DAY = 86_400;
const MONTH = 31 * DAY;
const YEAR = 365 * DAY;

/**
 * `10m 2s`, `1h 0m 0s`, `56Y 10M 23D 3h 24m 18s`: calendar time since 1970 (UserTime::secondsInHumanShort); empty for a
 * time in the future.
 */
export const duration = (seconds: number): string => {
    if (seconds < 0) {
        return '';
    }
    const date = new Date(Math.floor(seconds) * 1000);
    const parts: readonly (readonly [from: number, text: string])[] = [
        [YEAR, `${date.getUTCFullYear() - 1970}Y`],
        [MONTH, `${date.getUTCMonth()}M`],
        [DAY, `${seconds < MONTH ? Math.floor(seconds / DAY) : date.getUTCDate() - 1}D`],
        [HOUR, `${date.getUTCHours()}h`],
        [MINUTE, `${date.getUTCMinutes()}m`],
        [0, `${date.getUTCSeconds()}s`],
    ];
    return parts
        .filter(([from]) => seconds >= from)
        .map(([, text]) => text)
        .join(' ');
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

/** PHP's `htmlentities`, as far as tests write: letters of western Europe and some signs have names, emoji and others stay. */
const escapeHtml = (text: string): string =>
    text.replace(/[&<>"'\u00a0-\u00ff\u2013\u201c-\u201e\u2026\u20ac\u03a9]/g, (sign) => ENTITIES[sign] ?? sign);

/** U+00A0 to U+00FF, in their order. */
const LATIN = `nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute micro
    para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute
    Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute
    THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde
    ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml`;
const ENTITIES: Readonly<Record<string, string>> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&#039;',
    '\u2013': '&ndash;',
    '\u201c': '&ldquo;',
    '\u201d': '&rdquo;',
    '\u201e': '&bdquo;',
    '\u2026': '&hellip;',
    '\u20ac': '&euro;',
    '\u03a9': '&Omega;',
    ...Object.fromEntries(LATIN.split(/\s+/).map((name, at) => [String.fromCharCode(0xa0 + at), `&${name};`])),
};

/**
 * Plugin output for the page: escaped, the two characters `
 * ` become a line break.
 */
export const outputHtml = (text: string | null): string => escapeHtml(text ?? '').replaceAll('\\n', '<br>');

/** A comment for the page: escaped, BBCode and line breaks become tags. */
export const commentHtml = (text: string): string =>
    escapeHtml(text)
        .replace(/\[b\](.*?)\[\/b\]/g, '<strong>$1</strong>')
        .replaceAll('\n', '<br />\n');
