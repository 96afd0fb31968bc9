type Callable = (...args: unknown[]) => unknown;

/**
 * Replaces a method, if it exists, by `around`. The original's own properties are kept, e.g. `realpath.native` and what
 * `promisify` needs.
 */
export const replace = (
    target: object,
    name: string,
    around: (call: (args: readonly unknown[]) => unknown, args: readonly unknown[], self: unknown) => unknown,
): void => {
    const original: unknown = Reflect.get(target, name);
    if (typeof original !== 'function') {
        return;
    }
    const guarded = new Proxy(original as Callable, {
        apply: (method, self: unknown, args: unknown[]) =>
            around((passed) => Reflect.apply(method, self, passed), args, self),
    });
    Object.defineProperty(target, name, {value: guarded, writable: true, configurable: true, enumerable: true});
};
