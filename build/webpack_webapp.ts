import type webpack from 'webpack';
import {inRepository} from './paths';
import {webpackBase} from './webpack_base';

/** Libraries that Mattermost exports as window globals: host and plugin share one copy of React and its contexts. */
const HOST_LIBRARIES = {
    react: 'React',
    'react-dom': 'ReactDOM',
    // Mattermost's ReactDOM has what both export.
    'react-dom/client': 'ReactDOM',
    redux: 'Redux',
    'react-redux': 'ReactRedux',
    'react-intl': 'ReactIntl',
    'react-router-dom': 'ReactRouterDom',
    'prop-types': 'PropTypes',
};

/**
 * Libraries that only Mattermost 12 exports. A copy of one React's runtime makes elements that another React refuses to draw, so
 * that these take the host's, or React's `createElement`.
 */
const LIBRARIES_OF_12 = {
    'react/jsx-runtime$': inRepository('webapp/src/host/jsx_runtime.ts'),
    'react/jsx-dev-runtime$': inRepository('webapp/src/host/jsx_dev_runtime.ts'),
};

/**
 * The web client's half: one classic script that Mattermost loads with a `<script>` element, and the panel and the System
 * Console's subscriptions, each of which that script loads when it is first opened.
 * @param outputDirectory absolute path that receives `main.js`, `panel_….js` and `subscriptions_….js`
 */
export const webpackWebapp = (outputDirectory = inRepository('dist/webapp')): webpack.Configuration => ({
    ...webpackBase('es2020'),
    resolve: {...webpackBase('es2020').resolve, alias: LIBRARIES_OF_12},
    name: 'webapp',
    target: ['web', 'es2020'],
    entry: inRepository('webapp/src/index.tsx'),
    externals: HOST_LIBRARIES,
    // What one of them needs is of little use to the other: one file, one request.
    optimization: {splitChunks: false},
    // Mattermost lets browsers keep its plugins' files for a year: another content is another name.
    output: {
        path: outputDirectory,
        filename: 'main.js',
        chunkFilename: '[name]_[contenthash].js',
        iife: true,
        publicPath: '/',
    },
});
