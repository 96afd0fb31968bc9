import type webpack from 'webpack';
import {inRepository} from './paths';
import {webpackBase} from './webpack_base';

/** Libraries that Mattermost exports as window globals: host and plugin share one copy of React and its contexts. */
const HOST_LIBRARIES = {
    react: 'React',
    'react-dom': 'ReactDOM',
    redux: 'Redux',
    'react-redux': 'ReactRedux',
    'react-intl': 'ReactIntl',
    'react-router-dom': 'ReactRouterDom',
    'prop-types': 'PropTypes',
};

/**
 * The web client's half: one classic script that Mattermost loads with a `<script>` element.
 * @param outputDirectory absolute path that receives `main.js`
 */
export const webpackWebapp = (outputDirectory = inRepository('dist/webapp')): webpack.Configuration => ({
    ...webpackBase('es2020'),
    name: 'webapp',
    target: ['web', 'es2020'],
    entry: inRepository('webapp/src/index.tsx'),
    externals: HOST_LIBRARIES,
    output: {path: outputDirectory, filename: 'main.js', iife: true},
});
