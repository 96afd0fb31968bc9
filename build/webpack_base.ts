import {readFileSync} from 'node:fs';
import webpack from 'webpack';
import {inRepository} from './paths';

const {version} = JSON.parse(readFileSync(inRepository('package.json'), 'utf8')) as {version: string};

/**
 * Shared by both halves: many files into one, types stripped by esbuild (`tsc -b` checks them). `#contract` needs no
 * alias: webpack reads `imports` in package.json.
 * @param target esbuild target, e.g. `node20`
 */
export const webpackBase = (target: string): webpack.Configuration => ({
    mode: 'production',
    context: inRepository(),
    devtool: false,
    resolve: {extensions: ['.ts', '.tsx', '.js']},
    module: {rules: [{test: /\.tsx?$/, loader: 'esbuild-loader', options: {target, jsx: 'transform'}}]},
    plugins: [new webpack.DefinePlugin({__VERSION__: JSON.stringify(version)})],
    // Tests check sizes, with reasons; webpack's hints would only be noise.
    performance: {hints: false},
});
