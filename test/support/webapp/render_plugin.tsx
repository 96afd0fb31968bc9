import '@testing-library/jest-dom/vitest';
import type {Post} from '@mattermost/types/posts';
import {act, cleanup, configure, render} from '@testing-library/react';
import {type UserEvent, userEvent} from '@testing-library/user-event';
import React, {type ComponentProps, type ComponentType, type ReactNode, useSyncExternalStore} from 'react';
import {IntlProvider} from 'react-intl';
import {Provider} from 'react-redux';
import {afterEach} from 'vitest';
import {ALERT_POST_TYPE, PLUGIN_ID, ROUTE} from '#contract';
import {Plugin} from '../../../webapp/src/plugin';
import type {AdminSettingProps, PluginRegistry, PostTypeProps} from '../../../webapp/src/types/registry';
import {ConsolePage, SCHEMA} from './console_page';
import {type FakeHost, hostPlugin} from './fake_host';
import {alertPost, BOT_ID} from './fixtures';
import {installModalDialog} from './modal_dialog';
import {type Answer, type RecordingServer, startRecordingServer} from './recording_server';

declare const jsdom: {reconfigure: (settings: {readonly url: string}) => void};

export interface RenderedPlugin {
    readonly host: FakeHost;
    readonly server: RecordingServer;
    readonly user: UserEvent;
    readonly emit: (event: string, data: Record<string, unknown>) => void;
    /** The post changed, as after a `post_edited` event. */
    readonly update: (post: Post) => void;
}

interface Options {
    readonly post?: Post;
    readonly locale?: string;
    readonly props?: Partial<PostTypeProps>;
    /** The handler has already said which account is its own. */
    readonly isBotKnown?: boolean;
}

// The default of one second may be too short on a busy machine.
configure({asyncUtilTimeout: 15_000});

const servers: RecordingServer[] = [];

afterEach(async () => {
    cleanup();
    await Promise.all(servers.splice(0).map((server) => server.close()));
});

const failOnMissingTranslation = (error: Error): void => {
    throw error;
};

/** The plugin as its host started it, and a real server behind `fetch`. */
export const startPlugin = async (
    lacking: readonly (keyof PluginRegistry)[] = [],
    plugin = new Plugin(),
): Promise<{host: FakeHost; server: RecordingServer}> => {
    const server = await startRecordingServer();
    servers.push(server);
    jsdom.reconfigure({url: `${server.url}/ops/channels/alerts`});
    // biome-ignore lint/suspicious/noDocumentCookie: what Mattermost's server sets
    document.cookie = 'MMCSRF=csrf-token; path=/';
    return {host: hostPlugin(plugin, PLUGIN_ID, lacking), server};
};

const inHost = (host: FakeHost, locale: string, children: ReactNode) => (
    <Provider store={host.store}>
        <IntlProvider locale={locale} messages={host.messagesFor(locale)} onError={failOnMissingTranslation}>
            {children}
        </IntlProvider>
    </Provider>
);

/** The plugin on a page of its own: one post, the root components, a real store and a real server behind `fetch`. */
export const renderPlugin = async ({
    post = alertPost(),
    locale = 'en',
    props = {},
    isBotKnown = true,
}: Options = {}): Promise<RenderedPlugin> => {
    installModalDialog();
    const {host, server} = await startPlugin();
    if (isBotKnown) {
        host.store.dispatch({type: 'openitcockpit/judged', botId: BOT_ID, verdicts: []});
    }
    const AlertPost = host.postTypes.get(ALERT_POST_TYPE) as ComponentType<PostTypeProps>;
    const page = (shown: Post) =>
        inHost(
            host,
            locale,
            <>
                <AlertPost post={shown} {...props} />
                {host.rootComponents.map((Root, index) => (
                    // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes
                    <Root key={index} />
                ))}
            </>,
        );
    const view = render(page(post));
    return {
        host,
        server,
        user: userEvent.setup(),
        emit: (event, data) => act(() => host.emit(event, data)),
        update: (changed) => view.rerender(page(changed)),
    };
};

interface RenderedPanel extends Pick<RenderedPlugin, 'host' | 'server' | 'user' | 'emit'> {
    /** The sidebar is closed, and opened again. */
    readonly reopen: () => void;
}

/** The panel as it is opened in the sidebar. @param answers to its requests, in order; the last for all that follow */
export const renderPanel = async (
    answers: readonly Answer[],
    {locale = 'en'}: {readonly locale?: string} = {},
): Promise<RenderedPanel> => {
    installModalDialog();
    const {host, server} = await startPlugin();
    server.answer(ROUTE.panel, ...answers);
    const Sidebar = host.sidebar as ComponentType;
    const page = () =>
        inHost(
            host,
            locale,
            <>
                <Sidebar />
                {host.panelButton?.icon}
                {host.rootComponents.map((Root, index) => (
                    // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes
                    <Root key={index} />
                ))}
            </>,
        );
    const view = render(page());
    return {
        host,
        server,
        user: userEvent.setup(),
        emit: (event, data) => act(() => host.emit(event, data)),
        reopen: () => {
            view.unmount();
            render(page());
        },
    };
};

export interface RenderedSetting {
    readonly server: RecordingServer;
    readonly user: UserEvent;
    /** The page has unsaved changes, or was saved. */
    readonly setUnsaved: (unsaved: boolean) => void;
}

/** One custom setting of the System Console, as rendered by its page. */
export const renderAdminSetting = async (
    key: string,
    {locale = 'en', ...props}: Partial<AdminSettingProps> & {readonly locale?: string} = {},
): Promise<RenderedSetting> => {
    const {host, server} = await startPlugin();
    const Setting = host.adminSettings.get(key) as ComponentType<AdminSettingProps>;
    const id = `PluginSettings.Plugins.${PLUGIN_ID}.${key.toLowerCase()}`;
    render(inHost(host, locale, <Setting id={id} {...props} />));
    return {
        server,
        user: userEvent.setup(),
        setUnsaved: (blocked) =>
            act(() => void host.store.dispatch({type: 'SET_NAVIGATION_BLOCKED', blocked} as never)),
    };
};

interface PageOptions {
    readonly locale?: string;
    /** What is saved, by the keys of plugin.json in lower case. */
    readonly saved?: Readonly<Record<string, unknown>>;
    /** Methods that an older Mattermost does not have. */
    readonly lacking?: readonly (keyof PluginRegistry)[];
    /** The plugin is disabled, so nothing of it is registered. */
    readonly isDisabled?: boolean;
}

const PATCH = '/api/v4/config/patch';

interface Connected extends Omit<ComponentProps<typeof ConsolePage>, 'config'> {
    readonly subscribe: (onChange: () => void) => () => void;
    readonly configNow: () => AdminSettingProps['config'];
}

const ConnectedPage = ({subscribe, configNow, ...props}: Connected) => (
    <ConsolePage {...props} config={useSyncExternalStore(subscribe, configNow) ?? {}} />
);

/** The whole page of the System Console, drawn from plugin.json; saving asks the server as Mattermost does. */
export const renderConsolePage = async ({
    locale = 'en',
    saved = {},
    lacking = [],
    isDisabled = false,
}: PageOptions = {}): Promise<Omit<RenderedSetting, 'setUnsaved'>> => {
    const {host, server} = await startPlugin(lacking);
    const tell = (type: string, more: object) => void host.store.dispatch({type, ...more} as never);
    const receive = (config: unknown) =>
        tell('RECEIVED_ADMIN', {admin: {config, plugins: {[PLUGIN_ID]: {settings_schema: SCHEMA}}}});
    const configNow = () => (host.store.getState().entities.admin as {config: AdminSettingProps['config']}).config;
    const patchConfig = async (config: object): Promise<string | undefined> => {
        const response = await fetch(`${server.url}${PATCH}`, {method: 'PUT', body: JSON.stringify(config)});
        if (!response.ok) {
            return ((await response.json()) as {message: string}).message;
        }
        act(() => receive(config));
        return undefined;
    };
    receive({PluginSettings: {Plugins: {[PLUGIN_ID]: saved}}});
    const page = (
        <ConnectedPage
            schema={SCHEMA}
            subscribe={host.store.subscribe}
            configNow={configNow}
            settings={isDisabled ? new Map() : host.adminSettings}
            titled={host.titled}
            sections={isDisabled ? new Map() : host.adminSections}
            patchConfig={patchConfig}
            setNavigationBlocked={(blocked) => tell('SET_NAVIGATION_BLOCKED', {blocked})}
        />
    );
    render(inHost(host, locale, page));
    return {server, user: userEvent.setup()};
};
