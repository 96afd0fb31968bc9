import fs from 'node:fs';
import {fileURLToPath} from 'node:url';
import type {Tell} from './guard';
import {replace, type Undo, undoAll} from './replace';
import {type Homes, isForeignSettings} from './rules';

/** Functions of `node:fs` whose first argument is a path. */
const METHODS =
    'access appendFile chmod copyFile cp createReadStream createWriteStream exists lstat mkdir open openAsBlob opendir ' +
    'readFile readdir readlink realpath rename rm rmdir stat symlink truncate unlink utimes watch watchFile writeFile';

export const guardFiles = (homes: Homes, tell: Tell): Undo => {
    const names = METHODS.split(' ');
    const both = names.flatMap((method) => [method, `${method}Sync`]);
    return undoAll([
        ...both.map((name) =>
            replace(fs, name, (call, args) => {
                check(args[0], homes, tell);
                return call(args);
            }),
        ),
        ...names.map((name) =>
            replace(fs.promises, name, async (call, args) => {
                check(args[0], homes, tell);
                return call(args);
            }),
        ),
    ]);
};

const check = (argument: unknown, homes: Homes, tell: Tell): void => {
    const path = pathOf(argument);
    if (path !== undefined && isForeignSettings(path, homes)) {
        throw tell(`uses settings of this machine: ${path}. Give it a file of its own in the temporary folder.`);
    }
};

/** jsdom has a URL class of its own, so any object with an `href` counts. */
const pathOf = (argument: unknown): string | undefined => {
    if (typeof argument === 'string') {
        return argument;
    }
    if (Buffer.isBuffer(argument)) {
        return argument.toString();
    }
    const href: unknown = typeof argument === 'object' && argument !== null && Reflect.get(argument, 'href');
    return typeof href === 'string' && href.startsWith('file:') ? fileURLToPath(href) : undefined;
};
