/** RFC 9110 token. */
const NAME = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;
/** A ByteString without the characters that end a header line. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: that is what a value may not hold
const VALUE = /^[^\u0000\r\n\u0100-\uffff]*$/;
/** The look-behind keeps white space in the middle from being tried at each of its characters. */
const AROUND = /^[\t\n\r ]+|(?<![\t\n\r ])[\t\n\r ]+$/g;
const COOKIE = 'set-cookie';

type Pairs = Iterable<readonly [string, string]>;
export type LightHeadersInit = LightHeaders | Headers | Pairs | Readonly<Record<string, string>>;

/** What the plugin process needs of `Headers`, with the same results (see light_fetch). */
export class LightHeaders {
    readonly #values = new Map<string, string>();
    #cookies: string[] = [];

    constructor(init?: LightHeadersInit) {
        if (init === undefined) {
            return;
        }
        const pairs = Symbol.iterator in init ? (init as Pairs) : Object.entries(init);
        for (const [name, value] of pairs) {
            this.append(name, value);
        }
    }

    append(name: string, value: string): void {
        const key = keyOf(name);
        const text = textOf(value);
        if (key === COOKIE) {
            this.#cookies.push(text);
        } else {
            const before = this.#values.get(key);
            this.#values.set(key, before === undefined ? text : `${before}, ${text}`);
        }
    }

    set(name: string, value: string): void {
        const key = keyOf(name);
        const text = textOf(value);
        if (key === COOKIE) {
            this.#cookies = [text];
        } else {
            this.#values.set(key, text);
        }
    }

    get(name: string): string | null {
        const key = keyOf(name);
        if (key === COOKIE) {
            return this.#cookies.length === 0 ? null : this.#cookies.join(', ');
        }
        return this.#values.get(key) ?? null;
    }

    has(name: string): boolean {
        const key = keyOf(name);
        return key === COOKIE ? this.#cookies.length > 0 : this.#values.has(key);
    }

    delete(name: string): void {
        const key = keyOf(name);
        if (key === COOKIE) {
            this.#cookies = [];
        } else {
            this.#values.delete(key);
        }
    }

    getSetCookie(): string[] {
        return [...this.#cookies];
    }

    forEach(each: (value: string, name: string, headers: LightHeaders) => void): void {
        for (const [name, value] of this.#sorted()) {
            each(value, name, this);
        }
    }

    entries(): IterableIterator<[string, string]> {
        return this.#sorted()[Symbol.iterator]();
    }

    *keys(): IterableIterator<string> {
        for (const [name] of this.#sorted()) {
            yield name;
        }
    }

    *values(): IterableIterator<string> {
        for (const [, value] of this.#sorted()) {
            yield value;
        }
    }

    [Symbol.iterator](): IterableIterator<[string, string]> {
        return this.entries();
    }

    #sorted(): [string, string][] {
        const pairs = [...this.#values];
        for (const cookie of this.#cookies) {
            pairs.push([COOKIE, cookie]);
        }
        return pairs.length > 1 ? pairs.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)) : pairs;
    }
}

const keyOf = (name: string): string => {
    if (!NAME.test(name)) {
        throw new TypeError(`${name} is not a header's name.`);
    }
    return name.toLowerCase();
};

const textOf = (value: string): string => {
    const text = String(value).replace(AROUND, '');
    if (!VALUE.test(text)) {
        throw new TypeError('A header has a value that no header can have.');
    }
    return text;
};
