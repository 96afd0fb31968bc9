import webpack from 'webpack';

/** Webpack found errors in the sources; the message is its report. */
export class BundleError extends Error {
    override readonly name = 'BundleError';
}

/** Builds one bundle. @throws BundleError with webpack's report unless the build is clean */
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
