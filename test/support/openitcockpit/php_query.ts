/** Nested values as PHP builds them from `a[b][]=1`. Every leaf is a string. */
export interface PhpArray {
    [key: string]: string | PhpArray;
}

/** Parses a query string or form body: `filter[Hosts.uuid][]=x` → `{filter: {'Hosts.uuid': {'0': 'x'}}}`. */
export const parsePhpQuery = (query: string): PhpArray => {
    const result: PhpArray = {};
    for (const pair of query.split('&')) {
        if (pair === '') {
            continue;
        }
        const equals = pair.indexOf('=');
        const name = decode(equals < 0 ? pair : pair.slice(0, equals));
        assign(result, path(name), equals < 0 ? '' : decode(pair.slice(equals + 1)));
    }
    return result;
};

const decode = (text: string): string => {
    try {
        return decodeURIComponent(text.replaceAll('+', ' '));
    } catch {
        return text;
    }
};

const path = (name: string): string[] => {
    const open = name.indexOf('[');
    const inner = open < 0 ? [] : [...name.slice(open).matchAll(/\[([^\]]*)\]/g)].map((match) => match[1] ?? '');
    return [open < 0 ? name : name.slice(0, open), ...inner];
};

const assign = (into: PhpArray, keys: readonly string[], value: string): void => {
    const [first = '', ...rest] = keys;
    const key = first === '' ? String(Object.keys(into).length) : first;
    if (rest.length === 0) {
        into[key] = value;
        return;
    }
    const existing = into[key];
    const next: PhpArray = typeof existing === 'object' ? existing : {};
    into[key] = next;
    assign(next, rest, value);
};
