// Go programs built with Mattermost's own libraries, to test our side of the wire against.
import {spawnSync} from 'node:child_process';
import {mkdirSync, renameSync} from 'node:fs';
import {basename} from 'node:path';
import {GO_ENVIRONMENT, goMissing, goModulesMissing, HOST_PROGRAM, modFileFlags} from '../../../build/go_modules';
import {inRepository} from '../../../build/paths';
import type {SdkVersion} from '../../../build/sdk_versions';

const CACHE = 'node_modules/.cache/peer';

export type GoProgram = {readonly file: string; readonly skip: ''} | {readonly file: ''; readonly skip: string};

/**
 * Builds a Go program and keeps it under node_modules/.cache/peer; Go's own cache makes further builds fast.
 * @param folder in the repository, with a go.mod
 * @param version of the plugin SDK, if not the one in go.mod
 * @returns the executable, or in `skip` why there is none: Go or a required module is missing
 * @throws Error with the compiler's output if the sources are wrong
 */
export const buildGoProgram = (folder: string, version?: SdkVersion): GoProgram => {
    const modules = {folder, ...(version && {modFile: version.modFile})};
    const cwd = inRepository(folder);
    const env = {...process.env, ...GO_ENVIRONMENT, CGO_ENABLED: '0'};
    const missing = goMissing() ?? goModulesMissing(modules);
    if (missing) {
        return {file: '', skip: missing};
    }
    mkdirSync(inRepository(CACHE), {recursive: true});
    const file = inRepository(CACHE, [basename(folder), ...(version ? [version.mattermost] : [])].join('-'));
    const made = `${file}.${process.pid}`;
    const flags = [...modFileFlags(modules), ...(version ? ['-tags', version.tags.join(',')] : [])];
    const {status, stderr} = spawnSync('go', ['build', ...flags, '-o', made, '.'], {cwd, env, encoding: 'utf8'});
    if (status !== 0) {
        throw new Error(`${[folder, ...flags].join(' ')} does not compile: ${stderr}`);
    }
    // Two runs may build at the same time; each sees only complete files.
    renameSync(made, file);
    return {file, skip: ''};
};

/** The host of the plugin, as a Mattermost of that version would be. */
export const buildHost = (version: SdkVersion): GoProgram => buildGoProgram(HOST_PROGRAM, version);
