// `npm run build`: checks the manifest, then builds both halves into dist/.
import {readFileSync, rmSync, writeFileSync} from 'node:fs';
import {gzipSync} from 'node:zlib';
import type webpack from 'webpack';
import {checkManifest} from './manifest';
import {inRepository} from './paths';
import {BundleError, runWebpack} from './run_webpack';
import {webpackServer} from './webpack_server';
import {webpackWebapp} from './webpack_webapp';

const kilobytes = (bytes: number): string => `${(bytes / 1024).toFixed(1)} KB`;

const buildOne = async (name: string, configuration: webpack.Configuration): Promise<void> => {
    rmSync(inRepository('dist', name), {recursive: true, force: true});
    await runWebpack(configuration);
    const file = readFileSync(inRepository(`dist/${name}/main.js`));
    console.log(`dist/${name}/main.js  ${kilobytes(file.length)}, gzipped ${kilobytes(gzipSync(file).length)}`);
};

const main = async (): Promise<void> => {
    const problems = checkManifest(inRepository());
    if (problems.length > 0) {
        throw new BundleError(problems.join('\n'));
    }
    await buildOne('webapp', webpackWebapp());
    await buildOne('server', webpackServer());
    // The repository's package.json says "type": "module"; the server bundle is CommonJS.
    writeFileSync(inRepository('dist/server/package.json'), '{"type": "commonjs"}\n');
};

try {
    await main();
} catch (error) {
    console.error(error instanceof BundleError ? error.message : error);
    process.exitCode = 1;
}
