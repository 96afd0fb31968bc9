import {spawnSync} from 'node:child_process';
import {inRepository} from './paths';
import {TESTED_SDK_VERSIONS} from './sdk_versions';

/** The host of the plugin, which can be built with every SDK of `SDK_VERSIONS`. */
export const HOST_PROGRAM = 'test/peer/mattermosthost';

export interface GoModules {
    /** Of a Go program, relative to the repository. */
    readonly folder: string;
    /** With the requirements, relative to the folder; the folder's go.mod if it is not given. */
    readonly modFile?: string;
}

/** What every Go program that the tests build requires. */
const REQUIRED: readonly GoModules[] = [
    {folder: 'test/peer/gobcheck'},
    {folder: 'test/peer/yamuxhost'},
    ...TESTED_SDK_VERSIONS.map(({modFile}) => ({folder: HOST_PROGRAM, modFile})),
    {folder: 'test/peer/marketplace'},
    {folder: 'test/bench/plugin/go_plugin'},
];

/** Tests build with the modules that `fetchGoModules` fetched, not from the network. */
export const GO_ENVIRONMENT = {GOFLAGS: '-buildvcs=false', GOTOOLCHAIN: 'local', GOPROXY: 'off'} as const;

/** Why Go cannot be used; undefined if it can. */
export const goMissing = (): string | undefined =>
    spawnSync('go', ['version']).status === 0 ? undefined : 'Go is not installed';

/** For `go`, before whatever else it is told. */
export const modFileFlags = ({modFile}: GoModules): string[] => (modFile === undefined ? [] : [`-modfile=${modFile}`]);

const download = (modules: GoModules, env: NodeJS.ProcessEnv): boolean => {
    const options = {cwd: inRepository(modules.folder), env};
    return spawnSync('go', ['mod', 'download', ...modFileFlags(modules)], options).status === 0;
};

/** Why a program's modules are missing; undefined if Go has them all. */
export const goModulesMissing = (modules: GoModules): string | undefined =>
    download(modules, {...process.env, ...GO_ENVIRONMENT})
        ? undefined
        : `the Go modules of ${nameOf(modules)} are not there: npm run test:prepare fetches them`;

const nameOf = ({folder, modFile}: GoModules): string => (modFile === undefined ? folder : `${folder}/${modFile}`);

/**
 * Fetches modules into Go's own cache.
 * @param wanted those of all programs that the tests build if not given
 * @returns why some are missing
 */
export const fetchGoModules = (wanted: readonly GoModules[] = REQUIRED): string | undefined => {
    const missing = goMissing();
    if (missing) {
        return missing;
    }
    const env = {...process.env, GOTOOLCHAIN: GO_ENVIRONMENT.GOTOOLCHAIN};
    const failed = wanted.filter((modules) => goModulesMissing(modules) && !download(modules, env));
    return failed.length === 0 ? undefined : `Go could not download the modules of ${failed.map(nameOf).join(', ')}`;
};
