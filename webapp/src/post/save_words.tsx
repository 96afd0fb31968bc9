import type {Post} from '@mattermost/types/posts';
import React from 'react';
import {FormattedMessage} from 'react-intl';
import {ALERT_PROP, PLUGIN_ID, ROUTE} from '#contract';
import {callMattermost} from '../client';
import type {HostStore} from '../state';
import type {PluginRegistry} from '../types/registry';
import {track} from './press';

const postIn = (store: HostStore, id: string | undefined): Post | undefined =>
    store.getState().entities.posts?.posts?.[id ?? ''];

/** The post of an acknowledged problem below which this is a reply. */
const acknowledgedRoot = (store: HostStore, postId: string): Post | undefined => {
    const reply = postIn(store, postId);
    const root = reply?.type ? undefined : postIn(store, reply?.root_id);
    const alert = root?.props?.[ALERT_PROP] as {readonly look?: unknown} | undefined;
    return alert?.look === 'acknowledged' ? root : undefined;
};

/** *Save to openITCOCKPIT* in the menu of replies. What becomes of it, the handler says in the thread; a failure is shown by the post. */
export const registerSaveWords = (registry: PluginRegistry, store: HostStore): void => {
    registry.registerPostDropdownMenuAction?.(
        <FormattedMessage id="openitcockpit.words.save" />,
        (postId) => {
            const root = acknowledgedRoot(store, postId);
            if (root) {
                void track(store, root, {actionId: 'saveWords', choice: ''}, () =>
                    callMattermost('POST', `/plugins/${PLUGIN_ID}${ROUTE.words}`, {post_id: postId}),
                );
            }
        },
        (postId) => acknowledgedRoot(store, postId) !== undefined,
    );
};
