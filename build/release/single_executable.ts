import {execFile} from 'node:child_process';
import {readFile, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {promisify} from 'node:util';
import {activatePlugin} from './activation';
import {DistError, withWorkFolder} from './cache';
import {asFunction, CODE, PROGRAM, recordCode, STARTER} from './compiled_code';
import {embedInElf} from './elf';
import {fetchRuntime} from './node_runtime';
import {hostRuntime, NODE_VERSION, type Platform, SHIPPED_LIBRARIES} from './platforms';

/**
 * How every executable starts. A young generation of 4 MB instead of V8's 16: together with what a long-running door does itself, less
 * than half after a day's load (docs/packaging.md); with less, requests at once take a third more CPU time. V8 does not take it from a
 * running program. NODE_OPTIONS of the server that starts the plugin is ignored, as it could prevent the start.
 */
const SEA_OPTIONS = {
    disableExperimentalSEAWarning: true,
    execArgv: ['--max-semi-space-size=4'],
    execArgvExtension: 'none',
};

/**
 * What is embedded into an executable: the program and its options, in Node's own format. Where this machine can run
 * the platform's Node, compiled code is included, which saves a start two fifths of its CPU time; it fits that one Node only.
 * @param program the server bundle: one CommonJS file
 */
export const prepareBlob = async (program: Buffer, platform: Platform): Promise<Buffer> =>
    withWorkFolder(async (folder) => {
        // Relative names: the path of `main` becomes part of the executable.
        const node = await preparingNode();
        const isCompiled = platform.runtime === hostRuntime();
        const assets = {[PROGRAM]: PROGRAM, ...(isCompiled && {[CODE]: CODE})};
        await writeFile(join(folder, PROGRAM), asFunction(program));
        await writeFile(join(folder, 'starter.js'), STARTER);
        if (isCompiled) {
            await recordCode({node, folder, flags: SEA_OPTIONS.execArgv, use: activatePlugin});
        }
        const options = {main: 'starter.js', output: 'blob', assets, ...SEA_OPTIONS};
        await writeFile(join(folder, 'sea.json'), JSON.stringify(options));
        await promisify(execFile)(node, ['--experimental-sea-config', 'sea.json'], {cwd: folder});
        return readFile(join(folder, 'blob'));
    });

/**
 * The format belongs to one version of Node, compiled code to one build: the Node that will read the blob has to write
 * it.
 */
const preparingNode = async (): Promise<string> => {
    const runtime = hostRuntime();
    if (runtime) {
        return (await fetchRuntime(runtime)).node;
    }
    if (process.version === `v${NODE_VERSION}`) {
        return process.execPath;
    }
    throw new DistError(
        `Executables cannot be prepared on ${process.platform}-${process.arch} with Node ${process.version}: ` +
            `run this with Node ${NODE_VERSION}, or on Linux (x64 or arm64).`,
    );
};

/** A platform's Node with the program inside; it prefers the system's C++ runtime to ours. */
export const buildExecutable = async (platform: Platform, blob: Buffer): Promise<Buffer> => {
    const {node} = await fetchRuntime(platform.runtime);
    const runPath = [...platform.systemLibraries, `$ORIGIN/${SHIPPED_LIBRARIES}`];
    return embedInElf(await readFile(node), {blob, runPath});
};
