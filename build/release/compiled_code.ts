import {execFile} from 'node:child_process';
import {readFile, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {promisify} from 'node:util';

/** Names of what is embedded beside the starter: the program as a function, and its compiled code. */
export const PROGRAM = 'plugin.js';
export const CODE = 'plugin.code';

/**
 * The program as an expression, which the starter calls. V8 keeps a text with a single character beyond Latin-1 at two bytes a
 * character, so they are escaped; esbuild does that everywhere but in regular expressions.
 * @param program one CommonJS file
 */
export const asFunction = (program: Buffer): Buffer =>
    Buffer.from(`(function (exports, require, module) {${escaped(program.toString())}\n})`);

const escaped = (text: string): string =>
    text.replace(/[\u0080-\ud7ff\ue000-\uffff]/g, (character) => {
        const code = character.charCodeAt(0).toString(16).padStart(4, '0');
        return `\\u${code}`;
    });

/**
 * What Node runs first in the executable: it hands the program over with its compiled code. If that does not fit (it is made by one
 * build of V8 for one set of its flags), V8 compiles as it goes.
 */
export const STARTER = `const {getAsset, getRawAsset} = require('node:sea');
const {Script} = require('node:vm');
let cachedData;
try {
    cachedData = new Uint8Array(getRawAsset('${CODE}'));
} catch {}
new Script(getAsset('${PROGRAM}', 'utf8'), {filename: '${PROGRAM}', cachedData}).runInThisContext()({}, require, {});
`;

/** Runs the program as Mattermost would, until it has said where it listens: by then all modules are loaded. */
const RECORDER = `const {readFileSync, writeFileSync} = require('node:fs');
const {Script} = require('node:vm');
const script = new Script(readFileSync('${PROGRAM}', 'utf8'), {filename: '${PROGRAM}'});
process.argv.length = 1;
process.stdout.write = () => {
    writeFileSync('${CODE}', script.createCachedData());
    process.exit(0);
};
script.runInThisContext()({}, require, {});
`;

const PATIENT_MS = 60_000;

/** Mattermost's own cookie, without which the program would not start as a plugin. */
const PLUGIN_ENVIRONMENT = {
    MATTERMOST_PLUGIN: 'Securely message teams, anywhere.',
    // The socket: a name of its own would be too long for one.
    PLUGIN_UNIX_SOCKET_DIR: '.',
};

/**
 * Compiled code of the program's functions that a start calls. Node's own (`useCodeCache`) is made before anything has run, and has
 * hardly more than the outermost function.
 * @param folder has the program as {@link PROGRAM}, and receives the code as {@link CODE}
 * @param flags of V8 with which the executable starts: code that was made with others does not fit
 * @throws Error if the program does not start
 */
export const recordCode = async (node: string, folder: string, flags: readonly string[]): Promise<void> => {
    await writeFile(join(folder, 'recorder.js'), RECORDER);
    // Compiled code contains random hashes: with a fixed seed, two builds are identical.
    const argv = ['--random-seed=1', ...flags, 'recorder.js'];
    await promisify(execFile)(node, argv, {cwd: folder, env: PLUGIN_ENVIRONMENT, timeout: PATIENT_MS});
    await readFile(join(folder, CODE));
};
