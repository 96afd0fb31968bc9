import type {Post} from '@mattermost/types/posts';
import type {ComponentType} from 'react';
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

/** The props we use of those that Mattermost passes to a component registered for a System Console setting. */
export interface AdminSettingProps {
    readonly id: string;
    /** The plugin is off, or the user may not change its settings. */
    readonly disabled?: boolean;
    /** The server's saved configuration; keys of plugin settings are in lower case. */
    readonly config?: {
        readonly PluginSettings?: {readonly Plugins?: Readonly<Record<string, Readonly<Record<string, unknown>>>>};
    };
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
    registerTranslations(messagesFor: (locale: string) => Record<string, string>): void;
}
