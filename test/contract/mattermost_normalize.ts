/**
 * Makes a recording and a replay comparable: what differs between any two runs (ids, times, addresses, sizes) becomes
 * a placeholder, everything else stays letter by letter. Keys without a value vanish, as in JSON.
 */
export const normalize = (value: unknown, key = ''): unknown => {
    if (key === 'seq' || key === 'content-length') return '<number>';
    if (key === 'cookie' && typeof value === 'string') return '<cookie>';
    if (typeof value === 'number') return value > 1_600_000_000_000 ? '<milliseconds>' : value;
    if (typeof value === 'string') return normalizeText(value);
    if (Array.isArray(value)) return value.map((entry) => normalize(entry));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
        Object.entries(value)
            .filter(([, entry]) => entry !== undefined)
            .map(([name, entry]) => [name, normalize(entry, name)]),
    );
};

const normalizeText = (text: string): string =>
    text
        .replace(/^[A-Za-z0-9+/]{120,}=*$/, '<trigger>')
        .replace(/\b[a-z0-9]{26}\b/g, '<id>')
        .replace(/http:\/\/localhost:80\d\d\//g, '<site>/')
        .replace(/127\.0\.0\.1:\d+/g, '<handler>')
        .replace(/127\.0\.0\.2:\d+/g, '<forbidden>');
