// Debian's packages for any of its architectures, which apt verifies.
import {execFileSync} from 'node:child_process';
import {mkdirSync, readdirSync} from 'node:fs';
import {join} from 'node:path';
import {DistError} from './cache';

export interface Deb {
    readonly name: string;
    readonly version: string;
    readonly path: string;
}

/**
 * apt with a state of its own, so that neither root nor a change to the machine is needed.
 * @param folder for what it downloads
 * @param instead what to do where apt is not to be had
 */
export const aptFor = (
    architecture: string,
    folder: string,
    instead: string,
): {download(names: readonly string[]): Deb[]} => {
    const state = join(folder, 'apt');
    mkdirSync(join(state, 'lists/partial'), {recursive: true});
    mkdirSync(join(state, 'cache/archives/partial'), {recursive: true});
    const options = {
        'APT::Architecture': architecture,
        'APT::Architectures': architecture,
        'APT::Sandbox::User': 'root',
        'Dir::State': state,
        'Dir::State::status': '/dev/null',
        'Dir::Cache': join(state, 'cache'),
    };
    const run = (...command: readonly string[]): void => {
        const flags = Object.entries(options).flatMap(([name, value]) => ['-o', `${name}=${value}`]);
        try {
            execFileSync('apt-get', [...flags, '-qq', ...command], {cwd: state, stdio: ['ignore', 'ignore', 'pipe']});
        } catch {
            throw new DistError(
                `Debian's packages for ${architecture} could not be had (apt-get ${command.join(' ')}): ${instead}.`,
            );
        }
    };
    run('update');
    return {
        download: (names) => {
            run('download', ...names);
            return names.map((name) => {
                const path = readdirSync(state).find((file) => file.startsWith(`${name}_`)) ?? '';
                const deb = join(state, path);
                const version = execFileSync('dpkg-deb', ['-f', deb, 'Version'], {encoding: 'utf8'}).trim();
                return {name, version, path: deb};
            });
        },
    };
};
