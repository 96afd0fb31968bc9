type Callable = (...args: unknown[]) => unknown;

export type Undo = () => void;

/**
 * Replaces a method, if it exists, by `around`. The original's own properties are kept, e.g. `realpath.native` and what
 * `promisify` needs.
 * @returns puts the original back
 */
export const replace = (
    target: object,
    name: string,
    around: (call: (args: readonly unknown[]) => unknown, args: readonly unknown[], self: unknown) => unknown,
): Undo => {
    const original: unknown = Reflect.get(target, name);
    if (typeof original !== 'function') {
        return () => undefined;
    }
    const before = Object.getOwnPropertyDescriptor(target, name);
    const guarded = new Proxy(original as Callable, {
        apply: (method, self: unknown, args: unknown[]) =>
            around((passed) => Reflect.apply(method, self, passed), args, self),
    });
    Object.defineProperty(target, name, {value: guarded, writable: true, configurable: true, enumerable: true});
    return () => {
        if (before) {
            Object.defineProperty(target, name, before);
        } else {
            Reflect.deleteProperty(target, name);
        }
    };
};

/** One for all of them, the last first. */
export const undoAll =
    (undos: readonly Undo[]): Undo =>
    () => {
        for (const undo of undos.toReversed()) undo();
    };
