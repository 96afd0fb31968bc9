import {EsbuildPlugin} from 'esbuild-loader';
import webpack from 'webpack';
import {inRepository} from './paths';
import {webpackBase} from './webpack_base';

const UNUSED_OF_AXIOS = ['adapters/fetch.js', 'platform/node/classes/FormData.js'];

/** Native parts of ws that it tries to load; without them it uses its own code. */
const NATIVE_OF_WS = {resourceRegExp: /^(bufferutil|utf-8-validate)$/, contextRegExp: /[\\/]ws[\\/]lib$/};

/** Only in axios: door 1's server needs the module to recognise HTTP/2 requests. */
const isHttp2OfAxios = (request: string | undefined, issuer: string | undefined): boolean =>
    request === 'http2' && issuer?.startsWith(inRepository('node_modules/axios/')) === true;

/**
 * The handler as CommonJS. Dynamic imports are evaluated on demand, so that `notify` does not pay for the doors it does
 * not open.
 * @param outputDirectory absolute path that receives `main.js`
 * @param form `one_file`: what a single executable can embed (`eager` means no separate chunk, not early evaluation).
 * `parts`: `main.js` loads further files beside it on demand, which spares `notify`, started once per alert, from
 * reading and parsing the whole handler (17 of 106 ms CPU).
 */
export const webpackServer = (
    outputDirectory = inRepository('dist/server'),
    form: 'one_file' | 'parts' = 'one_file',
): webpack.Configuration => {
    const base = webpackBase('node20');
    return {
        ...base,
        name: 'server',
        target: 'node20',
        entry: inRepository('server-proxy/src/main.ts'),
        // axios loads everything it supports. We use neither its fetch adapter (Node's fetch: 18 MB), nor forms (the
        // table of all media types), nor HTTP/2: together half of the cost of loading it.
        resolve: {
            ...base.resolve,
            alias: Object.fromEntries(
                UNUSED_OF_AXIOS.map((file) => [inRepository('node_modules/axios/lib', file), false]),
            ),
        },
        externals: [
            ({request, contextInfo}: webpack.ExternalItemFunctionData) =>
                Promise.resolve(isHttp2OfAxios(request, contextInfo?.issuer) ? 'var {}' : undefined),
        ],
        plugins: [...(base.plugins ?? []), new webpack.IgnorePlugin(NATIVE_OF_WS)],
        output: {path: outputDirectory, filename: 'main.js', chunkFilename: 'part_[id].js'},
        module: {
            ...base.module,
            ...(form === 'one_file' && {parser: {javascript: {dynamicImportMode: 'eager'}}}),
        },
        // Identifiers stay: stack traces in an operator's log must be readable. `keepNames` would set the name of every closure
        // each time it is made, which shows under load.
        optimization: {
            minimizer: [
                new EsbuildPlugin({
                    target: 'node20',
                    minify: false,
                    minifyWhitespace: true,
                    minifySyntax: true,
                    legalComments: 'inline',
                }),
            ],
        },
    };
};
