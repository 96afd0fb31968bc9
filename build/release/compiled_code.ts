import {type ChildProcessWithoutNullStreams, spawn} from 'node:child_process';
import {once} from 'node:events';
import {readFile, writeFile} from 'node:fs/promises';
import {join} from 'node:path';

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

/**
 * Runs the program as Mattermost would, and writes the code down when it is told to. Which functions V8 has optimised by then is noted in
 * the code and depends on the machine, so it optimises none; but the code has to fit a V8 that does.
 */
const RECORDER = `const {readFileSync, writeFileSync} = require('node:fs');
const {setFlagsFromString} = require('node:v8');
const {Script} = require('node:vm');
setFlagsFromString('--no-sparkplug');
setFlagsFromString('--no-opt');
const script = new Script(readFileSync('${PROGRAM}', 'utf8'), {filename: '${PROGRAM}'});
process.argv.length = 1;
process.once('SIGHUP', () => {
    setFlagsFromString('--sparkplug');
    setFlagsFromString('--opt');
    writeFileSync('${CODE}', script.createCachedData());
    process.exit(0);
});
script.runInThisContext()({}, require, {});
`;

const PATIENT_MS = 60_000;

/** Mattermost's own cookie, without which the program would not start as a plugin. */
const PLUGIN_ENVIRONMENT = {MATTERMOST_PLUGIN: 'Securely message teams, anywhere.'};

export interface Recording {
    /** The Node that will run the program. */
    readonly node: string;
    /** Has the program as {@link PROGRAM}, and receives the code as {@link CODE}. */
    readonly folder: string;
    /** Of V8, with which the executable starts: code that was made with others does not fit. */
    readonly flags: readonly string[];
    /** Makes the program, which has said where it listens, do what shall be recorded. @returns ends it */
    readonly use: (line: string) => Promise<() => void>;
}

/**
 * Compiled code of the program's functions that a start calls. Node's own (`useCodeCache`) is made before anything has run, and has
 * hardly more than the outermost function.
 * @throws Error if the program does not start
 */
export const recordCode = async ({node, folder, flags, use}: Recording): Promise<void> => {
    await writeFile(join(folder, 'recorder.js'), RECORDER);
    // Compiled code contains random hashes: with a fixed seed, two builds are identical.
    const argv = ['--random-seed=1', ...flags, 'recorder.js'];
    const child = spawn(node, argv, {cwd: folder, env: PLUGIN_ENVIRONMENT, timeout: PATIENT_MS});
    const ended = endOf(child);
    try {
        // What does not end by itself has said its line.
        const end = await use(await Promise.race([lineOf(child), ended]));
        child.kill('SIGHUP');
        await ended;
        end();
    } finally {
        child.kill('SIGKILL');
    }
    await readFile(join(folder, CODE));
};

const lineOf = async (child: ChildProcessWithoutNullStreams): Promise<string> => {
    const [text] = await once(child.stdout.setEncoding('utf8'), 'data');
    return String(text).trim();
};

/** @returns nothing more to say @throws Error with what it wrote to stderr */
const endOf = async (child: ChildProcessWithoutNullStreams): Promise<string> => {
    let said = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
        said += text;
    });
    const [code, signal] = await once(child, 'close');
    if (code !== 0) {
        throw new Error(`The program ended with ${signal ?? code} instead of being recorded:\n${said}`);
    }
    return '';
};
