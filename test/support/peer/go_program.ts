// Go programs built with Mattermost's own libraries, to test our side of the wire against.
import {spawnSync} from 'node:child_process';
import {mkdirSync, renameSync} from 'node:fs';
import {basename} from 'node:path';
import {GO_ENVIRONMENT, goMissing, goModulesMissing} from '../../../build/go_modules';
import {inRepository} from '../../../build/paths';

const CACHE = 'node_modules/.cache/peer';

export type GoProgram = {readonly file: string; readonly skip: ''} | {readonly file: ''; readonly skip: string};

/**
 * Builds a Go program and keeps it under node_modules/.cache/peer; Go's own cache makes further builds fast.
 * @param folder in the repository, with a go.mod
 * @returns the executable, or in `skip` why there is none: Go or a required module is missing
 * @throws Error with the compiler's output if the sources are wrong
 */
export const buildGoProgram = (folder: string): GoProgram => {
    const cwd = inRepository(folder);
    const env = {...process.env, ...GO_ENVIRONMENT, CGO_ENABLED: '0'};
    const missing = goMissing() ?? goModulesMissing(folder);
    if (missing) {
        return {file: '', skip: missing};
    }
    mkdirSync(inRepository(CACHE), {recursive: true});
    const file = inRepository(CACHE, basename(folder));
    const made = `${file}.${process.pid}`;
    const {status, stderr} = spawnSync('go', ['build', '-o', made, '.'], {cwd, env, encoding: 'utf8'});
    if (status !== 0) {
        throw new Error(`${folder} does not compile: ${stderr}`);
    }
    // Two runs may build at the same time; each sees only complete files.
    renameSync(made, file);
    return {file, skip: ''};
};
