import {EsbuildPlugin} from 'esbuild-loader';
import type webpack from 'webpack';
import {inRepository} from './paths';
import {webpackBase} from './webpack_base';

/**
 * The handler: one CommonJS file, because that is what a single executable can embed. `import()` stays in the file but
 * runs on demand (`eager` means no separate chunk, not early evaluation), so that `notify` does not pay for the doors
 * it does not open.
 * @param outputDirectory absolute path that receives `main.js`
 */
export const webpackServer = (outputDirectory = inRepository('dist/server')): webpack.Configuration => {
    const base = webpackBase('node20');
    return {
        ...base,
        name: 'server',
        target: 'node20',
        entry: inRepository('server-proxy/src/main.ts'),
        output: {path: outputDirectory, filename: 'main.js'},
        module: {...base.module, parser: {javascript: {dynamicImportMode: 'eager'}}},
        // Names are kept: stack traces in an operator's log must be readable.
        optimization: {minimizer: [new EsbuildPlugin({target: 'node20', keepNames: true, legalComments: 'inline'})]},
    };
};
