import {spawnSync} from 'node:child_process';
import {resolve} from 'node:path';

/** Why programs in Go cannot run here, or undefined when they can. */
export const goMissing = (): string | undefined =>
    spawnSync('go', ['version']).status === 0 ? undefined : 'Go is not installed';

/** Runs one of the Go programs under test/peer with this input. @throws Error with its stderr when it fails */
export const runGo = (program: string, input: string): string => {
    const {status, stdout, stderr, error} = spawnSync('go', ['run', '.'], {
        cwd: resolve(__dirname, '../../peer', program),
        input,
        encoding: 'utf8',
        maxBuffer: 64 * 1024 * 1024,
        env: {...process.env, GOFLAGS: '-buildvcs=false', GOTOOLCHAIN: 'local'},
    });
    if (status !== 0) {
        throw new Error(`go run in test/peer/${program} failed: ${error?.message ?? stderr}`);
    }
    return stdout;
};
