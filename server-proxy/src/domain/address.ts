/**
 * An address or a path without slashes at its end. The look-behind lets only the first slash of a row try, or the time
 * would grow with the square of the row's length.
 */
export const withoutEndSlashes = (address: string): string => address.replace(/(?<!\/)\/+$/, '');

/** What follows the last slash, slashes at the end aside. */
export const lastSegment = (path: string): string => withoutEndSlashes(path).split('/').at(-1) ?? '';
