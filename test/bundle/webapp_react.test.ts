import {mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {JSDOM} from 'jsdom';
import {afterEach, beforeAll, beforeEach, describe, expect, test} from 'vitest';
import type webpack from 'webpack';
import {inRepository} from '../../build/paths';
import {REACT_19, setup as setUpReact19} from '../../build/react_19';
import {runWebpack} from '../../build/run_webpack';
import {webpackWebapp} from '../../build/webpack_webapp';

let folder = '';

beforeAll(setUpReact19);

beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'webapp-react-'));
});

afterEach(() => rmSync(folder, {recursive: true}));

/** What only React's own code says: the symbols of its elements, and the name of its internals. */
const OF_REACT =
    /react\.(?:fragment|(?:transitional\.)?element)|__SECRET_INTERNALS|__CLIENT_INTERNALS|reactjs\.org\/docs|react\.dev\/errors/;

const EVERY_DOOR = `
import {createElement, version} from 'react';
import {createPortal} from 'react-dom';
import {createRoot} from 'react-dom/client';
import {Fragment, jsx, jsxs} from 'react/jsx-runtime';
import {jsxDEV} from 'react/jsx-dev-runtime';

window.doors = {createElement, version, createPortal, createRoot, Fragment, jsx, jsxs, jsxDEV};
`;

interface Doors {
    readonly version: string;
    readonly [name: string]: unknown;
}

const build = async (source: string, changes: webpack.Configuration = {}): Promise<string> => {
    writeFileSync(join(folder, 'entry.ts'), source);
    const resolve = {extensions: ['.ts', '.tsx', '.js'], modules: [inRepository('node_modules')]};
    const ours = webpackWebapp(join(folder, 'out'));
    await runWebpack({
        ...ours,
        entry: join(folder, 'entry.ts'),
        resolve: {...ours.resolve, ...resolve},
        ...changes,
    });
    return readFileSync(join(folder, 'out/main.js'), 'utf8');
};

type Library = Readonly<Record<string, unknown>>;

const require = createRequire(import.meta.url);

const in19 = (library: string): string => library.replace(/^[^/]+/, (name) => REACT_19[name] ?? name);

/** The globals of a Mattermost with this React; only 12 offers the runtimes of JSX. */
const globalsOf = (major: 18 | 19): Record<string, Library> => {
    const get = (library: string) => require(major === 19 ? in19(library) : library) as Library;
    return {
        React: get('react'),
        ReactDOM: {...get('react-dom'), ...get('react-dom/client')},
        ...(major === 19
            ? {ReactJSXRuntime: get('react/jsx-runtime'), ReactJSXDevRuntime: get('react/jsx-dev-runtime')}
            : {}),
    };
};

const doorsIn = (bundle: string, globals: Readonly<Record<string, Library>>): Doors => {
    const {window} = new JSDOM('<!doctype html>', {runScripts: 'outside-only'});
    Object.assign(window, globals);
    window.eval(bundle);
    return (window as unknown as {doors: Doors}).doors;
};

describe('every way into React', () => {
    test('leads to the one of Mattermost 12, and nothing of React is in the bundle', async () => {
        const bundle = await build(EVERY_DOOR);
        expect(bundle).not.toMatch(OF_REACT);
        const globals = globalsOf(19);
        const doors = doorsIn(bundle, globals);
        expect(doors.version).toMatch(/^19\./);
        expect(doors).toMatchObject({
            createElement: globals.React?.createElement,
            createPortal: globals.ReactDOM?.createPortal,
            createRoot: globals.ReactDOM?.createRoot,
            jsx: globals.ReactJSXRuntime?.jsx,
            jsxs: globals.ReactJSXRuntime?.jsxs,
            jsxDEV: globals.ReactJSXDevRuntime?.jsxDEV,
        });
    });

    test('leads to the one of Mattermost 11, whose elements come from createElement', async () => {
        const globals = globalsOf(18);
        const {version, createRoot, Fragment, jsx, jsxs, jsxDEV} = doorsIn(await build(EVERY_DOOR), globals) as Doors &
            Record<string, (...given: unknown[]) => unknown>;
        expect(version).toMatch(/^18\./);
        expect(createRoot).toBe(globals.ReactDOM?.createRoot);
        expect(Fragment).toBe(globals.React?.Fragment);
        const ofReact = require('react/jsx-runtime') as Record<string, (...given: unknown[]) => unknown>;
        const several = {id: 'x', children: ['a', 'b']};
        expect(jsx?.('p', {id: 'x', children: 'a'}, 'k')).toEqual(ofReact.jsx?.('p', {id: 'x', children: 'a'}, 'k'));
        expect(jsx?.('p', {})).toEqual(ofReact.jsx?.('p', {}));
        expect(jsxs?.('p', several, 0)).toEqual(ofReact.jsxs?.('p', several, 0));
        expect(jsxDEV?.('p', several, undefined, true)).toEqual(ofReact.jsxs?.('p', several));
        expect(jsxDEV?.('p', {children: 'a'}, 'k', false)).toEqual(ofReact.jsx?.('p', {children: 'a'}, 'k'));
    });

    test('is external even where a runtime for development is empty, as in a production build of React', async () => {
        const {jsxDEV} = doorsIn(await build(EVERY_DOOR), {...globalsOf(19), ReactJSXDevRuntime: {}});
        const ofReact = require(in19('react/jsx-runtime')) as Record<string, (...given: unknown[]) => unknown>;
        expect((jsxDEV as (...given: unknown[]) => unknown)('p', {children: 'a'}, 'k', false)).toEqual(
            ofReact.jsx?.('p', {children: 'a'}, 'k'),
        );
    });

    test.each(['react', 'react-dom', 'react-dom/client', 'react/jsx-runtime', 'react/jsx-dev-runtime'])(
        'a copy of %s in the bundle would be found',
        async (name) => {
            const bundle = await build(`import * as copy from '${name}';\nwindow.copy = copy;\n`, {
                externals: {},
                resolve: {extensions: ['.js'], modules: [inRepository('node_modules')]},
            });
            expect(bundle).toMatch(OF_REACT);
        },
    );
});

describe('dist/webapp/main.js', () => {
    test('holds nothing of React, and uses nothing that React 19 removed', async () => {
        await runWebpack(webpackWebapp(folder));
        const files = readdirSync(folder).filter((name) => name.endsWith('.js'));
        const bundle = files.map((name) => readFileSync(join(folder, name), 'utf8')).join('\n');
        // The main one, the panel, and the table of subscriptions in the System Console.
        expect(files).toHaveLength(3);
        expect(bundle).not.toMatch(OF_REACT);
        expect(bundle).not.toMatch(/findDOMNode|unmountComponentAtNode|ReactDOM\.(?:render|hydrate)\(|defaultProps/);
    });
});
