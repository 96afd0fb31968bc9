import type {ReactNode} from 'react';

/** What Mattermost's web client puts on `window` for plugins. Any of it may be missing in older hosts and in tests. */
export interface HostWindow {
    readonly registerPlugin?: (id: string, plugin: object) => void;
    /** Subpath of the installation, without a trailing slash. */
    readonly basename?: string;
    readonly WebappUtils?: {readonly browserHistory?: {readonly push: (path: string) => void}};
    readonly PostUtils?: {
        readonly formatText: (markdown: string, options?: object) => string;
        readonly messageHtmlToComponent: (html: string, options?: object) => ReactNode;
    };
}

export const hostWindow = (): Window & HostWindow => window;
