// Mattermost's web client for tests of the webapp, in jsdom.
import type {ComponentType, ReactNode} from 'react';
import {combineReducers, legacy_createStore, type Reducer} from 'redux';
import type {Plugin} from '../../../webapp/src/plugin';
import type {HostStore} from '../../../webapp/src/state';
import type {
    AdminSectionProps,
    AdminSettingProps,
    PluginRegistry,
    PostTypeProps,
    WebSocketMessage,
} from '../../../webapp/src/types/registry';
import {USER_ID, webappEntities} from './fixtures';

interface PostMenuEntry {
    readonly text: ReactNode;
    readonly action: (postId: string) => void;
    readonly filter: (postId: string) => boolean;
}

/** Mattermost's web client as a plugin sees it: registry, store, websocket. */
export interface FakeHost {
    readonly store: HostStore;
    readonly postTypes: ReadonlyMap<string, ComponentType<PostTypeProps>>;
    readonly rootComponents: readonly ComponentType[];
    /** Custom settings of the System Console, by their key in plugin.json. */
    readonly adminSettings: ReadonlyMap<string, ComponentType<AdminSettingProps>>;
    /** Those of them that Mattermost gives a label and a help text. */
    readonly titled: ReadonlySet<string>;
    /** Custom sections of the System Console, by their key in plugin.json. */
    readonly adminSections: ReadonlyMap<string, ComponentType<AdminSectionProps>>;
    /** The panel in the right-hand sidebar. */
    readonly sidebar: ComponentType | undefined;
    /** The button that opens it, and what a click on it does. */
    readonly panelButton: {readonly icon: ReactNode; readonly action: () => void} | undefined;
    /** Entries in the menu of posts. */
    readonly postMenu: readonly PostMenuEntry[];
    /** How often the sidebar was opened, and toggled. */
    readonly opened: readonly string[];
    readonly messagesFor: (locale: string) => Record<string, string>;
    /** Mattermost's websocket was away and is back. */
    readonly reconnect: () => void;
    /** Delivers a websocket event as the server would send it to this user. */
    readonly emit: (event: string, data: Record<string, unknown>) => void;
}

/** The System Console's page sets this flag while it has unsaved changes. */
const viewsReducer: Reducer = (state = {admin: {navigationBlock: {blocked: false}}}, action) =>
    action.type === 'SET_NAVIGATION_BLOCKED' ? {admin: {navigationBlock: {blocked: action.blocked}}} : state;

/** The System Console's copy of the server's configuration, which saving replaces; and posts that were loaded. */
const entitiesReducer: Reducer = (state: object = webappEntities(), action) => {
    switch (action.type) {
        case 'RECEIVED_ADMIN':
            return {...state, admin: action.admin as object};
        case 'RECEIVED_POSTS':
            return {...state, posts: {posts: action.posts as object}};
        default:
            return state;
    }
};

/**
 * Starts a plugin as Mattermost does: `initialize(registry, store)`.
 * @param lacking methods that an older Mattermost does not have
 */
export const hostPlugin = (
    plugin: Plugin,
    pluginId: string,
    lacking: readonly (keyof PluginRegistry)[] = [],
): FakeHost => {
    const opened: string[] = [];
    const reducers: Record<string, Reducer> = {
        entities: entitiesReducer,
        views: viewsReducer,
        // Not a state of Mattermost: what it is told to do with its sidebar.
        told: (state = null, {type}) => {
            if (type.endsWith('_RHS')) {
                opened.push(type);
            }
            return state;
        },
    };
    const store = legacy_createStore(combineReducers(reducers)) as unknown as HostStore;
    const postTypes = new Map<string, ComponentType<PostTypeProps>>();
    const rootComponents: ComponentType[] = [];
    const adminSettings = new Map<string, ComponentType<AdminSettingProps>>();
    const titled = new Set<string>();
    const adminSections = new Map<string, ComponentType<AdminSectionProps>>();
    const handlers = new Map<string, (message: WebSocketMessage) => void>();
    const reconnectHandlers: (() => void)[] = [];
    const translations: ((locale: string) => Record<string, string>)[] = [];
    const panel: {sidebar?: ComponentType; button?: {icon: ReactNode; action: () => void}} = {};
    const postMenu: PostMenuEntry[] = [];
    const registry: PluginRegistry = {
        registerRightHandSidebarComponent: (component) => {
            panel.sidebar = component;
            return {showRHSPlugin: {type: 'SHOW_RHS'}, toggleRHSPlugin: {type: 'TOGGLE_RHS'}};
        },
        registerChannelHeaderButtonAction: (icon, action) => {
            panel.button = {icon, action};
            return 'button';
        },
        registerPostDropdownMenuAction: (text, action, filter) => `menu-${postMenu.push({text, action, filter})}`,
        registerPostTypeComponent: (type, component) => {
            postTypes.set(type, component);
            return type;
        },
        registerRootComponent: (component) => `root-${rootComponents.push(component)}`,
        registerReducer: (reducer) => {
            reducers[`plugins-${pluginId}`] = reducer;
            store.replaceReducer(combineReducers(reducers) as unknown as Parameters<HostStore['replaceReducer']>[0]);
        },
        registerWebSocketEventHandler: (event, handler) => void handlers.set(event, handler),
        registerAdminConsoleCustomSetting: (key, component, {showTitle}) => {
            adminSettings.set(key, component);
            if (showTitle) {
                titled.add(key);
            }
        },
        registerAdminConsoleCustomSection: (key, component) => void adminSections.set(key, component),
        registerReconnectHandler: (handler) => void reconnectHandlers.push(handler),
        registerTranslations: (messagesFor) => void translations.push(messagesFor),
    };
    plugin.initialize(
        Object.fromEntries(
            Object.entries(registry).filter(([name]) => !lacking.includes(name as keyof PluginRegistry)),
        ) as unknown as PluginRegistry,
        store,
    );
    return {
        store,
        postTypes,
        rootComponents,
        adminSettings,
        titled,
        adminSections,
        sidebar: panel.sidebar,
        panelButton: panel.button,
        postMenu,
        opened,
        messagesFor: (locale) => Object.assign({}, ...translations.map((messagesFor) => messagesFor(locale))),
        reconnect: () => {
            for (const handler of reconnectHandlers) {
                handler();
            }
        },
        emit: (event, data) => handlers.get(event)?.({event, data: {...data, user_id: USER_ID}}),
    };
};
