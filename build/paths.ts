import {resolve} from 'node:path';
import {fileURLToPath} from 'node:url';

/** Absolute path of a file of the repository. */
export const inRepository = (...parts: readonly string[]): string =>
    resolve(fileURLToPath(new URL('..', import.meta.url)), ...parts);
