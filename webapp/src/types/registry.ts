import type {Post} from '@mattermost/types/posts';
import type {ComponentType, ReactNode} from 'react';
import type {Reducer} from 'redux';

/** Props that Mattermost passes to a component registered for a post type. */
export interface PostTypeProps {
    readonly post: Post;
    /** The user has chosen compact message display. */
    readonly compactDisplay?: boolean;
    /** Rendered in the narrow right-hand sidebar. */
    readonly isRHS?: boolean;
    /** The theme as an object; we use its CSS variables instead. */
    readonly theme?: object;
}

export type SaveAction = () => Promise<{readonly error?: {readonly message?: string}}>;

/** The props we use of those that Mattermost passes to a component registered for a System Console setting. */
export interface AdminSettingProps {
    readonly id: string;
    readonly label?: ReactNode;
    readonly helpText?: ReactNode;
    readonly value?: unknown;
    /** Comes from an environment variable, so that it cannot be changed here. */
    readonly setByEnv?: boolean;
    /** The plugin is off, or the user may not change its settings. */
    readonly disabled?: boolean;
    /** The server's saved configuration; keys of plugin settings are in lower case. */
    readonly config?: {
        readonly PluginSettings?: {readonly Plugins?: Readonly<Record<string, Readonly<Record<string, unknown>>>>};
    };
    /** With `doSubmit`, the whole page is saved. */
    readonly onChange?: (id: string, value: unknown, confirm?: boolean, doSubmit?: boolean) => void;
    /** `action` runs whenever the server has answered to a save, even if it refused. */
    readonly registerSaveAction?: (action: SaveAction) => void;
    readonly unRegisterSaveAction?: (action: SaveAction) => void;
}

/** The props that Mattermost passes to a component registered for a section of the System Console. */
export interface AdminSectionProps {
    /** The section's settings, drawn by Mattermost. */
    readonly settingsList: ReactNode;
}

export interface WebSocketMessage {
    readonly event?: string;
    /** Nested objects arrive as JSON text. */
    readonly data?: Readonly<Record<string, unknown>>;
}

/** The part of Mattermost's plugin registry that we use; Mattermost publishes no types for it. */
export interface PluginRegistry {
    registerPostTypeComponent(postType: string, component: ComponentType<PostTypeProps>): string;
    registerRootComponent(component: ComponentType): string;
    /** Its state ends up at `state['plugins-<plugin id>']`. */
    registerReducer(reducer: Reducer): void;
    registerWebSocketEventHandler(event: string, handler: (message: WebSocketMessage) => void): void;
    registerAdminConsoleCustomSetting(
        key: string,
        component: ComponentType<AdminSettingProps>,
        options: {readonly showTitle: boolean},
    ): void;
    /** Missing in older versions of Mattermost. */
    registerAdminConsoleCustomSection?(key: string, component: ComponentType<AdminSectionProps>): void;
    /** Called when the websocket is back. */
    registerReconnectHandler?(handler: () => void): void;
    /** The actions returned are to be dispatched. */
    registerRightHandSidebarComponent?(
        component: ComponentType,
        title: ReactNode,
    ): {readonly showRHSPlugin: unknown; readonly toggleRHSPlugin: unknown};
    /** Also the button in the app bar, where there is one. */
    registerChannelHeaderButtonAction?(
        icon: ReactNode,
        action: () => void,
        dropdownText: ReactNode,
        tooltipText: ReactNode,
    ): string;
    registerPostDropdownMenuAction?(
        text: ReactNode,
        action: (postId: string) => void,
        filter: (postId: string) => boolean,
    ): string;
    registerTranslations(messagesFor: (locale: string) => Record<string, string>): void;
}
