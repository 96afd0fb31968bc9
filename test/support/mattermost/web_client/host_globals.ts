import React from 'react';
import * as ReactJSXDevRuntime from 'react/jsx-dev-runtime';
import * as ReactJSXRuntime from 'react/jsx-runtime';
import ReactDOM from 'react-dom';
import * as ReactDOMClient from 'react-dom/client';
import * as ReactIntl from 'react-intl';
import * as ReactRedux from 'react-redux';
import * as Redux from 'redux';
import {browserHistory, followPermalinks} from './browser_history';
import {formatText} from './format_text';
import {messageHtmlToComponent} from './message_html';
import type {Registrations} from './registry';
import {createRegistry} from './registry';
import type {HostStore} from './store';

interface HostPlugin {
    initialize(registry: object, store: object): void;
}

const Link = ({to, children}: {to: string; children?: React.ReactNode}) =>
    React.createElement('a', {href: to}, children);

const anyType: unknown = new Proxy(() => null, {get: () => anyType, apply: () => anyType});

/** Offered since Mattermost 12, which has React 19. */
const runtimes = () => (Number.parseInt(React.version, 10) < 19 ? {} : {ReactJSXRuntime, ReactJSXDevRuntime});

/** The libraries Mattermost shares with plugins, and `registerPlugin`, through which a bundle registers. */
export const installHostGlobals = (registrations: Registrations, host: HostStore): void => {
    const history = browserHistory(registrations);
    followPermalinks(history);
    Object.assign(window, {
        React,
        ReactDOM: {...ReactDOM, ...ReactDOMClient},
        ...runtimes(),
        ReactIntl,
        ReactRedux,
        Redux,
        PropTypes: anyType,
        ReactRouterDom: {Link, NavLink: Link},
        PostUtils: {formatText, messageHtmlToComponent},
        WebappUtils: {browserHistory: history},
        basename: '',
        registerPlugin: (id: string, plugin: HostPlugin) =>
            plugin.initialize(createRegistry(id, registrations, host), host.store),
    });
};

/** Loads a plugin's bundle as the real client does: with a script element. */
export const loadBundle = (path: string): Promise<void> =>
    new Promise((resolve) => {
        const script = document.createElement('script');
        script.src = path;
        script.onload = () => resolve();
        script.onerror = () => {
            console.error(`The plugin bundle ${path} could not be loaded.`);
            resolve();
        };
        document.head.append(script);
    });
