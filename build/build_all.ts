import {readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {gzipSync} from 'node:zlib';
import type webpack from 'webpack';
import {checkManifest} from './manifest';
import {inRepository} from './paths';
import {BundleError, runWebpack} from './run_webpack';
import {webpackServer} from './webpack_server';
import {webpackWebapp} from './webpack_webapp';

export interface BuiltFile {
    readonly file: string;
    readonly bytes: number;
    readonly gzipped: number;
}

/** Checks the manifest, then builds both halves into dist/. @throws BundleError */
export const buildAll = async (): Promise<readonly BuiltFile[]> => {
    const problems = checkManifest(inRepository());
    if (problems.length > 0) {
        throw new BundleError(problems.join('\n'));
    }
    const built = [
        await buildOne('webapp', webpackWebapp()),
        await buildOne('server', webpackServer(undefined, 'parts')),
    ];
    // The repository's package.json says "type": "module"; the server bundle is CommonJS.
    writeFileSync(inRepository('dist/server/package.json'), '{"type": "commonjs"}\n');
    return built;
};

const buildOne = async (name: string, configuration: webpack.Configuration): Promise<BuiltFile> => {
    rmSync(inRepository('dist', name), {recursive: true, force: true});
    await runWebpack(configuration);
    const files = readdirSync(inRepository('dist', name)).map((file) => readFileSync(inRepository('dist', name, file)));
    const sum = (size: (content: Buffer) => number) => files.reduce((total, content) => total + size(content), 0);
    return {
        file: files.length === 1 ? `dist/${name}/main.js` : `dist/${name}/ (${files.length} files)`,
        bytes: sum(({length}) => length),
        gzipped: sum((content) => gzipSync(content).length),
    };
};
