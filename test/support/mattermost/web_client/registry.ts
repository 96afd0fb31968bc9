import type {ReactNode} from 'react';
import type {Reducer} from 'redux';
import type {HostStore} from './store';
import type {PluginComponent, SocketMessage} from './types';

type Translator = (locale: string) => Record<string, string>;
type SocketHandler = (message: SocketMessage) => void;

export interface HeaderButton {
    readonly icon: ReactNode;
    readonly action: () => void;
    readonly text: ReactNode;
}

/** An entry in the menu of posts. */
export interface PostMenuEntry {
    readonly text: ReactNode;
    readonly action: (postId: string) => void;
    readonly filter: (postId: string) => boolean;
}

export interface SidebarEntry {
    readonly component: PluginComponent;
    readonly title: ReactNode;
}

/** What plugins registered; plugins may register at any time, so listeners are notified of every change. */
export class Registrations {
    readonly postTypes = new Map<string, PluginComponent>();
    readonly rootComponents = new Map<string, PluginComponent>();
    readonly headerButtons = new Map<string, HeaderButton>();
    readonly postMenu = new Map<string, PostMenuEntry>();
    /** For the right-hand side. */
    readonly sidebars = new Map<string, SidebarEntry>();
    /** Id of the one that is open. */
    sidebar: string | undefined;
    readonly translators: Translator[] = [];
    private readonly socketHandlers = new Map<string, Map<string, SocketHandler>>();
    private readonly reconnectHandlers = new Map<string, () => void>();
    private readonly listeners = new Set<() => void>();
    private lastId = 0;
    /** Counts changes, so that React can tell them apart. */
    version = 0;

    nextId(): string {
        this.lastId += 1;
        return `registration-${this.lastId}`;
    }

    changed(): void {
        this.version += 1;
        for (const listener of this.listeners) listener();
    }

    readonly subscribe = (listener: () => void): (() => void) => {
        this.listeners.add(listener);
        return () => this.listeners.delete(listener);
    };

    openSidebar(id: string | undefined): void {
        this.sidebar = id;
        this.changed();
    }

    messagesFor(locale: string): Record<string, string> {
        return Object.assign({}, ...this.translators.map((translate) => translate(locale)));
    }

    onSocketEvent(pluginId: string, event: string, handler: SocketHandler): void {
        const handlers = this.socketHandlers.get(event) ?? new Map<string, SocketHandler>();
        handlers.set(pluginId, handler);
        this.socketHandlers.set(event, handlers);
    }

    offSocketEvent(pluginId: string, event: string): void {
        this.socketHandlers.get(event)?.delete(pluginId);
    }

    onReconnect(pluginId: string, handler: () => void): void {
        this.reconnectHandlers.set(pluginId, handler);
    }

    offReconnect(pluginId: string): void {
        this.reconnectHandlers.delete(pluginId);
    }

    deliver(message: SocketMessage): void {
        for (const handler of this.socketHandlers.get(message.event ?? '')?.values() ?? []) handler(message);
    }

    reconnected(): void {
        for (const handler of this.reconnectHandlers.values()) handler();
    }
}

/** Real registry methods take positional arguments or one object with the same names. */
const args = <T extends readonly unknown[]>(given: readonly unknown[], names: readonly string[]): T => {
    const [first] = given;
    const isObject = typeof first === 'object' && first !== null && names.some((name) => name in first);
    return (isObject ? names.map((name) => (first as Record<string, unknown>)[name]) : given) as unknown as T;
};

/** Further methods of the registry of 11.6, whose places this page does not have: they return an id and do nothing. */
const NO_PLACE: ReadonlySet<string> = new Set([
    'registerAdminConsoleCustomSection',
    'registerAdminConsoleCustomSetting',
    'registerAdminConsolePlugin',
    'registerAppBarComponent',
    'registerChannelHeaderMenuAction',
    'registerCustomRoute',
    'registerFileDropdownMenuAction',
    'registerFilePreviewComponent',
    'registerGlobalComponent',
    'registerLinkTooltipComponent',
    'registerMainMenuAction',
    'registerMessageWillBePostedHook',
    'registerMessageWillFormatHook',
    'registerPostCardTypeComponent',
    'registerPostWillRenderEmbedComponent',
    'registerProduct',
    'registerSlashCommandWillBePostedHook',
    'registerUserSettings',
]);

/** The registry one plugin gets. As in Mattermost, a method that it does not know is undefined. */
export const createRegistry = (
    pluginId: string,
    registrations: Registrations,
    {addPluginReducer}: HostStore,
): object => {
    const add = <T>(map: Map<string, T>, key: string, value: T): string => {
        map.set(key, value);
        registrations.changed();
        return key;
    };
    const known: Record<string, (...given: unknown[]) => unknown> = {
        registerPostTypeComponent: (...given) => {
            const [type, component] = args<[string, PluginComponent]>(given, ['type', 'component']);
            return add(registrations.postTypes, type, component);
        },
        unregisterPostTypeComponent: (type) => {
            registrations.postTypes.delete(String(type));
            registrations.changed();
        },
        registerRootComponent: (...given) => {
            const [component] = args<[PluginComponent]>(given, ['component']);
            return add(registrations.rootComponents, registrations.nextId(), component);
        },
        registerChannelHeaderButtonAction: (...given) => {
            const [icon, action, text] = args<[ReactNode, () => void, ReactNode]>(given, [
                'icon',
                'action',
                'dropdownText',
            ]);
            return add(registrations.headerButtons, registrations.nextId(), {icon, action, text});
        },
        registerPostDropdownMenuAction: (...given) => {
            const [text, action, filter = () => true] = args<
                [ReactNode, PostMenuEntry['action'], PostMenuEntry['filter'] | undefined]
            >(given, ['text', 'action', 'filter']);
            return add(registrations.postMenu, registrations.nextId(), {text, action, filter});
        },
        registerRightHandSidebarComponent: (...given) => {
            const [component, title] = args<[PluginComponent, ReactNode]>(given, ['component', 'title']);
            const id = add(registrations.sidebars, registrations.nextId(), {component, title});
            const open = (next: () => string | undefined) => () => registrations.openSidebar(next());
            return {
                id,
                showRHSPlugin: open(() => id),
                hideRHSPlugin: open(() => undefined),
                toggleRHSPlugin: open(() => (registrations.sidebar === id ? undefined : id)),
            };
        },
        registerReducer: (...given) => addPluginReducer(pluginId, args<[Reducer]>(given, ['reducer'])[0]),
        registerWebSocketEventHandler: (...given) =>
            registrations.onSocketEvent(pluginId, ...args<[string, SocketHandler]>(given, ['event', 'handler'])),
        unregisterWebSocketEventHandler: (event) => registrations.offSocketEvent(pluginId, String(event)),
        registerReconnectHandler: (...given) =>
            registrations.onReconnect(pluginId, args<[() => void]>(given, ['handler'])[0]),
        unregisterReconnectHandler: () => registrations.offReconnect(pluginId),
        registerTranslations: (...given) => {
            registrations.translators.push(args<[Translator]>(given, ['getTranslationsForLocale'])[0]);
            registrations.changed();
        },
        unregisterComponent: (id) => {
            registrations.rootComponents.delete(String(id));
            registrations.changed();
        },
    };
    return new Proxy(known, {
        get: (target, name) => {
            if (name === 'supports') return {globalAppBar: true, globalRhs: true};
            if (typeof name !== 'string') return undefined;
            return target[name] ?? (NO_PLACE.has(name) ? () => registrations.nextId() : undefined);
        },
    });
};
