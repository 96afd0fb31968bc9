import {spawn, spawnSync} from 'node:child_process';
import {mkdtempSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {GO_ENVIRONMENT, goModulesMissing} from '../../../build/go_modules';
import {inRepository} from '../../../build/paths';

const folderOf = (program: string): string => inRepository('test/peer', program);

/**
 * Builds one of the Go programs under test/peer and returns the executable. `skip` says which module is missing.
 * @throws Error with the compiler's output
 */
export const buildGo = (program: string): {file: string; skip?: undefined} | {skip: string; file?: undefined} => {
    const cwd = folderOf(program);
    const missing = goModulesMissing({folder: `test/peer/${program}`});
    if (missing) {
        return {skip: missing};
    }
    const environment = {...process.env, ...GO_ENVIRONMENT};
    const file = join(mkdtempSync(join(tmpdir(), 'go-')), program);
    const {status, stderr} = spawnSync('go', ['build', '-o', file, '.'], {cwd, env: environment, encoding: 'utf8'});
    if (status !== 0) {
        throw new Error(`test/peer/${program} does not compile: ${stderr}`);
    }
    return {file};
};

/** Runs a program to its end and returns its stdout. @throws Error with its stderr if it fails */
export const run = async (file: string, args: readonly string[], input = ''): Promise<string> => {
    const child = spawn(file, args, {stdio: 'pipe'});
    const out: Buffer[] = [];
    const err: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => err.push(chunk));
    child.stdin.end(input);
    const code = await new Promise((done, fail) => child.on('error', fail).on('close', done));
    if (code !== 0) {
        throw new Error(`${file} ended with ${code}: ${Buffer.concat(err)}`);
    }
    return Buffer.concat(out).toString();
};
