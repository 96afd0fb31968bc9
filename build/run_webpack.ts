import webpack from 'webpack';

/** Webpack found errors in the sources; the message holds its report. */
export class BundleError extends Error {
    override readonly name = 'BundleError';
}

/** Builds one bundle. Throws `BundleError` with webpack's own report when it does not come out clean. */
export const runWebpack = (configuration: webpack.Configuration): Promise<webpack.Stats> =>
    new Promise((resolve, reject) => {
        webpack(configuration, (error, stats) => {
            if (error) {
                reject(error);
            } else if (stats === undefined || stats.hasErrors() || stats.hasWarnings()) {
                reject(new BundleError(stats?.toString({preset: 'errors-warnings'}) ?? 'webpack reported nothing'));
            } else {
                resolve(stats);
            }
        });
    });
