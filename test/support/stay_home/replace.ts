type Callable = (...args: unknown[]) => unknown;

/**
 * Puts `around` in the place of a method, where there is one. The original's own properties stay visible, e.g.
 * `realpath.native` and what `promisify` looks for.
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
