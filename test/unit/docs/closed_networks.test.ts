import {readFileSync} from 'node:fs';
import {describe, expect, it} from 'vitest';
import {inRepository} from '../../../build/paths';

interface Package {
    readonly version?: string;
    readonly integrity?: string;
    readonly dependencies?: Readonly<Record<string, string>>;
    readonly devDependencies?: Readonly<Record<string, string>>;
    readonly optionalDependencies?: Readonly<Record<string, string>>;
}

const json = <T>(path: string): T => JSON.parse(readFileSync(inRepository(path), 'utf8')) as T;

const {packages} = json<{packages: Readonly<Record<string, Package>>}>('package-lock.json');
const manifest = json<Package>('package.json');

/** Folders in which Node looks for what a package at this path needs, the nearest first. */
const lookedIn = (path: string): string[] => {
    const parts = path.split('/node_modules/');
    const nested = parts.map(
        (_, index) => `${parts.slice(0, parts.length - index).join('/node_modules/')}/node_modules/`,
    );
    return path === '' ? ['node_modules/'] : [...nested, 'node_modules/'];
};

const isLocked = (path: string, name: string): boolean =>
    lookedIn(path).some((folder) => `${folder}${name}` in packages);

describe('docs/closed_networks.md: `npm ci` installs from the lock file', () => {
    it('which asks for what package.json asks for', () => {
        const {'': root = {}} = packages;
        expect(root.dependencies).toEqual(manifest.dependencies);
        expect(root.devDependencies).toEqual(manifest.devDependencies);
    });

    it('which lists every package that a listed one needs, for every platform', () => {
        const missing = Object.entries(packages).flatMap(([path, {dependencies, optionalDependencies}]) =>
            Object.keys({...dependencies, ...optionalDependencies})
                .filter((name) => !isLocked(path, name))
                .map((name) => `${name}, needed by ${path}`),
        );
        expect(missing).toEqual([]);
    });

    it('which has the integrity of each', () => {
        const unchecked = Object.entries(packages).filter(
            ([path, {integrity}]) => path !== '' && integrity === undefined,
        );
        expect(unchecked.map(([path]) => path)).toEqual([]);
    });
});
