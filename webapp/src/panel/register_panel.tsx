import React from 'react';
import {FormattedMessage} from 'react-intl';
import {ALERT_POST_TYPE, ALERT_PROP, PANEL_EVENT, PLUGIN_ID} from '#contract';
import type {HostStore} from '../state';
import type {PluginRegistry} from '../types/registry';
import {watchCounts} from './count_watch';
import {PanelButton} from './panel_button';
import {panelDoor} from './panel_door';

interface PanelRegistration {
    readonly stirred: () => void;
    readonly stop: () => void;
}

const NOTHING: PanelRegistration = {stirred: () => undefined, stop: () => undefined};

/** Nothing that a web client lacks keeps the rest from working. */
const tryTo = (register: () => void): void => {
    try {
        register();
    } catch {
        // Mattermost switches off a plugin that fails at its start.
    }
};

const isAlert = (store: HostStore, postId: string): boolean => {
    const post = store.getState().entities.posts?.posts?.[postId];
    return (post?.type as string | undefined) === ALERT_POST_TYPE || post?.props?.[ALERT_PROP] !== undefined;
};

/**
 * The panel in the right-hand sidebar, its button, and *Show in panel* in the menu of posts; as much of it as this web client
 * offers. Mattermost puts the button into the app bar, or into the channel header where there is none.
 */
export const registerPanel = (registry: PluginRegistry, store: HostStore): PanelRegistration => {
    if (typeof registry.registerRightHandSidebarComponent !== 'function') {
        return NOTHING;
    }
    const title = <FormattedMessage id="openitcockpit.panel.title" />;
    const door = panelDoor(() => import(/* webpackChunkName: "panel" */ './panel'));
    const {showRHSPlugin, toggleRHSPlugin} = registry.registerRightHandSidebarComponent(door, title);
    tryTo(() =>
        registry.registerChannelHeaderButtonAction?.(
            <PanelButton />,
            () => void store.dispatch(toggleRHSPlugin as never),
            title,
            title,
        ),
    );
    tryTo(() =>
        registry.registerPostDropdownMenuAction?.(
            <FormattedMessage id="openitcockpit.panel.show" />,
            (postId) => {
                store.dispatch({type: 'openitcockpit/panel_wanted', postId});
                store.dispatch(showRHSPlugin as never);
            },
            (postId) => isAlert(store, postId),
        ),
    );
    const watch = watchCounts(store);
    tryTo(() => registry.registerWebSocketEventHandler(`custom_${PLUGIN_ID}_${PANEL_EVENT}`, watch.stir));
    return {stirred: watch.stir, stop: watch.stop};
};
