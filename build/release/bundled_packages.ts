import {readdirSync, readFileSync} from 'node:fs';
import type webpack from 'webpack';
import * as z from 'zod';
import {inRepository} from '../paths';

/** An npm package with at least one file in a bundle. */
export interface BundledPackage {
    readonly name: string;
    readonly version: string;
    /** SPDX expression, as stated by the package. */
    readonly license: string;
    readonly licenseText: string;
    /** Subresource integrity from package-lock.json; undefined if not in there. */
    readonly integrity: string | undefined;
}

const packageSchema = z.object({name: z.string(), version: z.string(), license: z.string().optional()});
const lockSchema = z.object({packages: z.record(z.string(), z.object({integrity: z.string().optional()}))});
const readJson = (...path: readonly string[]): unknown => JSON.parse(readFileSync(inRepository(...path), 'utf8'));

/** Each package once, sorted by name and version. @param builds webpack's results */
export const bundledPackages = (builds: readonly webpack.Stats[]): BundledPackage[] => {
    const folders = new Set(builds.flatMap(moduleNames).flatMap((name) => packageFolder(name) ?? []));
    const lock = lockSchema.parse(readJson('package-lock.json'));
    return [...folders]
        .map((folder) => {
            const {name, version, license = 'UNKNOWN'} = packageSchema.parse(readJson(folder, 'package.json'));
            const {integrity} = lock.packages[folder] ?? {};
            return {name, version, license, licenseText: licenseTextOf(folder), integrity};
        })
        .sort((a, b) => `${a.name}@${a.version}`.localeCompare(`${b.name}@${b.version}`, 'en'));
};

const moduleNames = (stats: webpack.Stats): string[] => {
    const everything = {modulesSpace: Number.POSITIVE_INFINITY, nestedModulesSpace: Number.POSITIVE_INFINITY};
    const {modules = []} = stats.toJson({all: false, modules: true, nestedModules: true, ids: true, ...everything});
    return modules.flatMap((module) => [module, ...(module.modules ?? [])]).flatMap(({name}) => name ?? []);
};

/** `./node_modules/a/node_modules/b/lib/x.js` is a file of `node_modules/a/node_modules/b`. */
const packageFolder = (moduleName: string): string | undefined =>
    /^(?:.*[!|])?\.\/((?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+)\/(?!node_modules\/)/.exec(moduleName)?.[1];

/** The licence file, or the readme's licence section, where older packages keep it. */
const licenseTextOf = (folder: string): string => {
    const files = readdirSync(inRepository(folder));
    const read = (file: string): string => readFileSync(inRepository(folder, file), 'utf8');
    const own = files.find((name) => /^(licen[cs]e|copying)/i.test(name));
    if (own) {
        return read(own).trim();
    }
    const readme = files.find((name) => /^readme/i.test(name));
    return /^(?:#+ *licen[cs]e|licen[cs]e\n-+)\n([\s\S]*)/im.exec(readme ? read(readme) : '')?.[1]?.trim() ?? '';
};
