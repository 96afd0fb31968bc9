import {readdirSync, statSync} from 'node:fs';
import {createRequire} from 'node:module';
import {join, resolve} from 'node:path';
import {fileURLToPath} from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const built = resolve(root, 'dist/server/main.js');
const sources = resolve(root, 'server-proxy/src');

/**
 * How to start the handler's executable: the build if it is newer than its sources, else the sources through tsx.
 * @returns program and first arguments, absolute
 */
export const handlerProgram = (): readonly [string, ...string[]] => {
    if (modified(built) > newestSource()) {
        return [process.execPath, built];
    }
    const tsx = createRequire(import.meta.url).resolve('tsx');
    return [process.execPath, '--import', tsx, resolve(sources, 'main.ts')];
};

/** When the handler's sources last changed, in milliseconds since the epoch. */
export const newestSource = (): number => newest(sources);

const modified = (file: string): number => statSync(file, {throwIfNoEntry: false})?.mtimeMs ?? 0;

const newest = (folder: string): number =>
    Math.max(...readdirSync(folder, {recursive: true}).map((name) => modified(join(folder, String(name)))));
