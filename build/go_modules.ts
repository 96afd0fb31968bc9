import {spawnSync} from 'node:child_process';
import {inRepository} from './paths';

/** Every Go program that the tests build, relative to the repository. */
const PROGRAMS = [
    'test/peer/gobcheck',
    'test/peer/yamuxhost',
    'test/peer/mattermosthost',
    'test/peer/marketplace',
    'test/bench/plugin/go_plugin',
];

/** Tests build with the modules that `fetchGoModules` fetched, not from the network. */
export const GO_ENVIRONMENT = {GOFLAGS: '-buildvcs=false', GOTOOLCHAIN: 'local', GOPROXY: 'off'} as const;

/** Why Go cannot be used; undefined if it can. */
export const goMissing = (): string | undefined =>
    spawnSync('go', ['version']).status === 0 ? undefined : 'Go is not installed';

/**
 * Why a program's modules are missing; undefined if Go has them all.
 * @param folder in the repository, with a go.mod
 */
export const goModulesMissing = (folder: string): string | undefined => {
    const env = {...process.env, ...GO_ENVIRONMENT};
    const {status} = spawnSync('go', ['mod', 'download'], {cwd: inRepository(folder), env});
    return status === 0 ? undefined : `the Go modules of ${folder} are not there: npm run test:prepare fetches them`;
};

/** Fetches the modules of all programs into Go's own cache. @returns why some are missing */
export const fetchGoModules = (): string | undefined => {
    const missing = goMissing();
    if (missing) {
        return missing;
    }
    const env = {...process.env, GOTOOLCHAIN: GO_ENVIRONMENT.GOTOOLCHAIN};
    const failed = PROGRAMS.filter(goModulesMissing).filter(
        (folder) => spawnSync('go', ['mod', 'download'], {cwd: inRepository(folder), env}).status !== 0,
    );
    return failed.length === 0 ? undefined : `Go could not download the modules of ${failed.join(', ')}`;
};
