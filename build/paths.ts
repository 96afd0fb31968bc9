import {resolve} from 'node:path';
import {fileURLToPath} from 'node:url';

export const inRepository = (...parts: readonly string[]): string =>
    resolve(fileURLToPath(new URL('..', import.meta.url)), ...parts);
