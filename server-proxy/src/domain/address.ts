/**
 * An address or a path without slashes at its end. The look-behind lets only the first slash of a row try, or the time
 * would grow with the square of the row's length.
 */
export const withoutEndSlashes = (address: string): string => address.replace(/(?<!\/)\/+$/, '');

/** What follows the last slash, slashes at the end aside. */
export const lastSegment = (path: string): string => withoutEndSlashes(path).split('/').at(-1) ?? '';

/** Percent-encoding undone; undefined for text that has a `%` of another kind. */
export const decoded = (text: string): string | undefined => {
    try {
        return decodeURIComponent(text);
    } catch {
        return undefined;
    }
};

/** Whether user name and password can be sent. A bare `%` in one of them would fail with every request. */
export const hasReadableLogin = ({username, password}: URL): boolean =>
    decoded(username) !== undefined && decoded(password) !== undefined;
