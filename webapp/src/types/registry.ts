import type {Post} from '@mattermost/types/posts';
import type {ComponentType} from 'react';
import type {Reducer} from 'redux';

/** What Mattermost hands to a component registered for a post type. */
export interface PostTypeProps {
    readonly post: Post;
    /** The reader prefers dense messages. */
    readonly compactDisplay?: boolean;
    /** Drawn in the narrow right-hand sidebar. */
    readonly isRHS?: boolean;
    /** The theme as an object; we use its CSS variables instead. */
    readonly theme?: object;
}

/** What Mattermost hands to a component registered for a setting of the System Console (the part we use). */
export interface AdminSettingProps {
    readonly id: string;
    /** The plugin is off, or the reader may not change its settings. */
    readonly disabled?: boolean;
    /** The server's configuration as it is saved; plugins' settings have lower-case keys. */
    readonly config?: {
        readonly PluginSettings?: {readonly Plugins?: Readonly<Record<string, Readonly<Record<string, unknown>>>>};
    };
}

export interface WebSocketMessage {
    readonly event?: string;
    /** Values that are objects on the server arrive as JSON text. */
    readonly data?: Readonly<Record<string, unknown>>;
}

/** The part of Mattermost's plugin registry we use; Mattermost publishes no types for it. */
export interface PluginRegistry {
    registerPostTypeComponent(postType: string, component: ComponentType<PostTypeProps>): string;
    registerRootComponent(component: ComponentType): string;
    /** The state lies at `state['plugins-<plugin id>']`. */
    registerReducer(reducer: Reducer): void;
    registerWebSocketEventHandler(event: string, handler: (message: WebSocketMessage) => void): void;
    registerAdminConsoleCustomSetting(
        key: string,
        component: ComponentType<AdminSettingProps>,
        options: {readonly showTitle: boolean},
    ): void;
    registerTranslations(messagesFor: (locale: string) => Record<string, string>): void;
}
