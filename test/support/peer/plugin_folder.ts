import {existsSync, statSync} from 'node:fs';
import {chmod, cp, mkdir, mkdtemp, open, readFile, rm, writeFile} from 'node:fs/promises';
import {arch, tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {inRepository} from '../../../build/paths';
import {readTarGz} from '../../../build/release/archive';
import {runWebpack} from '../../../build/run_webpack';
import {webpackServer} from '../../../build/webpack_server';
import {webpackWebapp} from '../../../build/webpack_webapp';
import {newestSource} from '../program';

export interface PluginFolder {
    /** Contains the plugin in a folder named by its id, like Mattermost's plugin folder. */
    readonly directory: string;
    /** The bundle of `npm run dist`, or a script that starts the build with this Node. */
    readonly form: 'bundle' | 'launcher';
    remove(): Promise<void>;
}

type Manifest = Readonly<Record<string, unknown>> & {readonly id: string; readonly version: string};

const goPlatform = `${process.platform}-${arch() === 'x64' ? 'amd64' : arch()}`;

/**
 * Installs the plugin into a temporary folder: the bundle of `npm run dist` for this platform if it is newer than the
 * sources, else a launcher, which passes on NODE_FLAGS_FOR_PLUGIN, e.g. `--cpu-prof`.
 */
export const installPlugin = async (wanted?: 'launcher'): Promise<PluginFolder> => {
    // Short: the plugin may create its unix socket below it, whose path is limited to 104 characters.
    const directory = await mkdtemp(join(tmpdir(), 'plugins-'));
    const manifest = JSON.parse(await readFile(inRepository('plugin.json'), 'utf8')) as Manifest;
    const archive = inRepository('dist', `${manifest.id}-${manifest.version}-${goPlatform}.tar.gz`);
    const form = wanted ?? (isFresh(archive) ? 'bundle' : 'launcher');
    await (form === 'bundle' ? unpack(archive, directory) : writeLauncher(manifest, join(directory, manifest.id)));
    return {directory, form, remove: () => rm(directory, {recursive: true, force: true})};
};

const isFresh = (file: string): boolean =>
    existsSync(file) &&
    statSync(file).mtimeMs > Math.max(newestSource(), statSync(inRepository('plugin.json')).mtimeMs);

const unpack = async (archive: string, directory: string): Promise<void> => {
    for (const {path, content, mode} of await readTarGz(await readFile(archive), () => true)) {
        await mkdir(dirname(join(directory, path)), {recursive: true});
        await writeInPieces(join(directory, path), content);
        await chmod(join(directory, path), mode);
    }
};

/** Size of Go's copy buffer. */
const PIECE_BYTES = 32 * 1024;

/**
 * Writes as Mattermost does when unpacking a bundle, which matters for measurements: a file written at once is cached
 * by Linux in large pieces, each mapped whole into the process that touches a page of it (20 MB more for the same
 * executable).
 */
const writeInPieces = async (path: string, content: Buffer): Promise<void> => {
    const file = await open(path, 'w');
    try {
        for (let at = 0; at < content.length; at += PIECE_BYTES) {
            await file.write(content.subarray(at, at + PIECE_BYTES));
        }
    } finally {
        await file.close();
    }
};

const writeLauncher = async (manifest: Manifest, folder: string): Promise<void> => {
    const executable = `server/dist/plugin-${goPlatform}`;
    const own = {...manifest, server: {executables: {[goPlatform]: executable}}};
    const main = join(await serverBuild(folder), 'main.js');
    await mkdir(join(folder, 'server/dist'), {recursive: true});
    await mkdir(join(folder, 'webapp/dist'), {recursive: true});
    await writeFile(join(folder, 'plugin.json'), JSON.stringify(own));
    const script = `#!/bin/sh\nexec "${process.execPath}" $NODE_FLAGS_FOR_PLUGIN "${main}"\n`;
    await writeFile(join(folder, executable), script, {mode: 0o755});
    if (!existsSync(inRepository('dist/webapp/main.js'))) {
        await runWebpack(webpackWebapp(join(folder, 'webapp/dist')));
    } else {
        await cp(inRepository('dist/webapp'), join(folder, 'webapp/dist'), {recursive: true});
    }
};

/** The build in dist/ if it is newer than the sources (`npm test` makes it), else one of our own. */
const serverBuild = async (folder: string): Promise<string> => {
    if (isFresh(inRepository('dist/server/main.js'))) {
        return inRepository('dist/server');
    }
    const own = join(folder, 'build');
    await runWebpack(webpackServer(own, 'parts'));
    await writeFile(join(own, 'package.json'), '{"type": "commonjs"}\n');
    return own;
};
