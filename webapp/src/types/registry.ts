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
    registerTranslations(messagesFor: (locale: string) => Record<string, string>): void;
}
