import {execFile} from 'node:child_process';
import {readFile, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {promisify} from 'node:util';
import {DistError, withWorkFolder} from './cache';
import {embedInElf} from './elf';
import {fetchRuntime} from './node_runtime';
import {hostRuntime, NODE_VERSION, type Platform, SHIPPED_LIBRARIES} from './platforms';

/**
 * How every executable starts. A young generation of 1 MB instead of V8's 16: 5 MB less at idle and, together with what
 * a long-running door sets for itself, less than half after a day's load (docs/packaging.md). NODE_OPTIONS of the server
 * that starts the plugin is none of its business, and could keep it from starting.
 */
const SEA_OPTIONS = {
    disableExperimentalSEAWarning: true,
    // Compiled code fits one processor and one build of Node only; without it one program serves all platforms.
    useCodeCache: false,
    execArgv: ['--max-semi-space-size=1'],
    execArgvExtension: 'none',
};

/**
 * What is embedded into each executable: the program and its options, in Node's own format.
 * @param program the server bundle: one CommonJS file
 */
export const prepareBlob = async (program: Buffer): Promise<Buffer> =>
    withWorkFolder(async (folder) => {
        // Relative names: the path of `main` becomes part of the executable.
        const options = {main: 'plugin.js', output: 'blob', ...SEA_OPTIONS};
        await writeFile(join(folder, 'plugin.js'), program);
        await writeFile(join(folder, 'sea.json'), JSON.stringify(options));
        await promisify(execFile)(await preparingNode(), ['--experimental-sea-config', 'sea.json'], {cwd: folder});
        return readFile(join(folder, 'blob'));
    });

/** The format belongs to one version of Node: the blob is written by the version that will read it. */
const preparingNode = async (): Promise<string> => {
    if (process.version === `v${NODE_VERSION}`) {
        return process.execPath;
    }
    const runtime = hostRuntime();
    if (!runtime) {
        throw new DistError(
            `Executables cannot be prepared on ${process.platform}-${process.arch} with Node ${process.version}: ` +
                `run this with Node ${NODE_VERSION}, or on Linux (x64 or arm64).`,
        );
    }
    return (await fetchRuntime(runtime)).node;
};

/** Node for a platform with the program inside, which finds the C++ runtime of the system first and ours last. */
export const buildExecutable = async (platform: Platform, blob: Buffer): Promise<Buffer> => {
    const {node} = await fetchRuntime(platform.runtime);
    const runPath = [...platform.systemLibraries, `$ORIGIN/${SHIPPED_LIBRARIES}`];
    return embedInElf(await readFile(node), {blob, runPath});
};
