import {screen, waitFor} from '@testing-library/react';
import React from 'react';
import {describe, expect, test} from 'vitest';
import {ALERT_POST_TYPE, ROUTE, type WebPartNeed} from '#contract';
import {Plugin} from '../../webapp/src/plugin';
import type {HostState, HostStore} from '../../webapp/src/state';
import type {PluginRegistry} from '../../webapp/src/types/registry';
import {renderPlugin, startPlugin} from '../support/webapp/render_plugin';

const PATH = `/plugins/openitcockpit${ROUTE.webPart}`;

const reported = (lacking: readonly WebPartNeed[], react = React.version) => ({
    method: 'POST',
    path: PATH,
    body: {version: 'development', react, lacking},
});

/** One method throws, as in a web client that has it no more as we know it. */
class Failing extends Plugin {
    override initialize(registry: PluginRegistry, store: HostStore): void {
        const fail = (): never => {
            throw new Error('gone');
        };
        super.initialize({...registry, registerRootComponent: fail}, store);
    }
}

/** Started on the log-in page. */
class LoggedOut extends Plugin {
    isLoggedIn = false;

    override initialize(registry: PluginRegistry, store: HostStore): void {
        const nobody = {entities: {users: {currentUserId: ''}}} as unknown as HostState;
        super.initialize(registry, {...store, getState: () => (this.isLoggedIn ? store.getState() : nobody)});
    }
}

describe('the web part at its start', () => {
    test('reports itself alive, with its version and that of React', async () => {
        const {server} = await startPlugin();
        await waitFor(() => expect(server.reports).toMatchObject([reported([])]));
    });

    test('reports once somebody is logged in', async () => {
        const plugin = new LoggedOut();
        const {server, host} = await startPlugin([], plugin);
        host.store.dispatch({type: 'openitcockpit/told', postId: ''});
        plugin.isLoggedIn = true;
        host.store.dispatch({type: 'openitcockpit/told', postId: ''});
        host.store.dispatch({type: 'openitcockpit/told', postId: ''});
        await waitFor(() => expect(server.reports).toMatchObject([reported([])]));
        host.reconnect();
        await waitFor(() => expect(server.reports).toHaveLength(2));
    });

    test('reports again when the connection is back, as the handler may be another then', async () => {
        const {server, host} = await startPlugin();
        await waitFor(() => expect(server.reports).toHaveLength(1));
        host.reconnect();
        await waitFor(() => expect(server.reports).toHaveLength(2));
    });

    test.each([{status: 404}, {status: 500}, {hangUp: true}, {body: {version: 7}}])(
        'goes on when the handler answers with %o',
        async (answer) => {
            const {server, host} = await renderPlugin();
            server.answer(ROUTE.webPart, answer);
            host.reconnect();
            await waitFor(() => expect(server.reports).toHaveLength(2));
            expect(screen.getByRole('group', {name: 'CRITICAL: Ping on web01'})).toBeVisible();
            expect(screen.queryByText(/reload the page/)).toBeNull();
        },
    );
});

describe('a registry that lacks a method', () => {
    test.each([
        'registerTranslations',
        'registerReducer',
        'registerRootComponent',
        'registerWebSocketEventHandler',
        'registerPostTypeComponent',
    ] as const)('%s: it is reported, and alerts stay as Mattermost draws them', async (lacking) => {
        const {server, host} = await startPlugin([lacking]);
        await waitFor(() => expect(server.reports).toMatchObject([reported([lacking])]));
        expect(host.postTypes.has(ALERT_POST_TYPE)).toBe(false);
        expect(host.adminSettings.size).toBe(4);
    });

    test.each(['registerAdminConsoleCustomSetting', 'registerAdminConsoleCustomSection'] as const)(
        '%s: it is reported, and alerts are drawn all the same',
        async (lacking) => {
            const {server, host} = await startPlugin([lacking]);
            await waitFor(() => expect(server.reports).toMatchObject([reported([lacking])]));
            expect(host.postTypes.has(ALERT_POST_TYPE)).toBe(true);
        },
    );

    test('all of them: it starts, and reports each that it missed', async () => {
        const {server} = await startPlugin([
            'registerTranslations',
            'registerReducer',
            'registerRootComponent',
            'registerWebSocketEventHandler',
            'registerPostTypeComponent',
            'registerAdminConsoleCustomSetting',
            'registerAdminConsoleCustomSection',
            'registerReconnectHandler',
        ]);
        await waitFor(() =>
            expect(server.reports).toMatchObject([
                reported([
                    'registerTranslations',
                    'registerReducer',
                    'registerWebSocketEventHandler',
                    'registerAdminConsoleCustomSetting',
                    'registerAdminConsoleCustomSection',
                ]),
            ]),
        );
    });

    test('one that throws counts as lacking, and the start goes on', async () => {
        const {server, host} = await startPlugin([], new Failing());
        await waitFor(() => expect(server.reports).toMatchObject([reported(['registerRootComponent'])]));
        expect(host.postTypes.has(ALERT_POST_TYPE)).toBe(false);
        expect(host.adminSettings.size).toBe(4);
    });

    test('a React before 18 gets nothing to draw, and is reported', async () => {
        const {server, host} = await startPlugin([], new Plugin('17.0.2'));
        await waitFor(() => expect(server.reports).toMatchObject([reported(['React 18'], '17.0.2')]));
        expect([host.postTypes.size, host.rootComponents.length, host.adminSettings.size]).toEqual([0, 0, 0]);
        expect(host.adminSections.size).toBe(0);
    });
});

describe('a web part from another version than the server part', () => {
    const start = async (version: string, locale = 'en') => {
        const rendered = await renderPlugin({locale});
        rendered.server.answer(ROUTE.webPart, {body: {version}});
        rendered.host.reconnect();
        return rendered;
    };

    test('says which versions, and to reload the page; "Later" puts it away until the next upgrade', async () => {
        const {user, server, host} = await start('9.8.7');
        const notice = await screen.findByText(
            'On this page openITCOCKPIT for Mattermost is version development, but the server has 9.8.7: reload the page.',
        );
        expect(screen.getByRole('button', {name: 'Reload'})).toBeEnabled();
        await user.click(screen.getByRole('button', {name: 'Later'}));
        expect(notice).not.toBeInTheDocument();
        server.answer(ROUTE.webPart, {body: {version: '9.8.8'}});
        host.reconnect();
        expect(await screen.findByText(/but the server has 9\.8\.8: reload the page/)).toBeVisible();
    });

    test('says so in German', async () => {
        await start('9.8.7', 'de');
        expect(await screen.findByText(/auf dem Server aber 9\.8\.7: Bitte die Seite neu laden/)).toBeVisible();
        expect(screen.getByRole('button', {name: 'Neu laden'})).toBeEnabled();
    });

    test('of the same version there is nothing to say', async () => {
        const {host} = await start('development');
        await waitFor(() => expect(JSON.stringify(host.store.getState())).toContain('"handlerVersion":"development"'));
        expect(screen.queryByText(/reload the page/)).toBeNull();
    });
});
