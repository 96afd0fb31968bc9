import {client} from './client';
import type {Registrations} from './registry';
import {loadChannels} from './start_data';
import {byId, type HostStore} from './store';
import type {ClientPost, DialogRequest, SocketMessage} from './types';

const RETRY_MS = 500;

/**
 * Keeps the store up to date over the websocket; after an interruption it reloads the channel and informs the plugins.
 */
export const startLiveEvents = ({store}: HostStore, registrations: Registrations): void => {
    const connect = (isFirst: boolean): void => {
        const socket = new WebSocket(`${location.origin.replace(/^http/, 'ws')}/api/v4/websocket`);
        socket.onopen = () => {
            // Also the first time: posts made since the page loaded the channel sent no event here.
            void loadPosts({store}, store.getState().entities.channels.currentChannelId);
            if (!isFirst) registrations.reconnected();
        };
        socket.onmessage = ({data}) => {
            const message = JSON.parse(String(data)) as SocketMessage;
            if (!message.event) return;
            void receive({store}, message);
            registrations.deliver(message);
        };
        socket.onclose = () => setTimeout(() => connect(false), RETRY_MS);
    };
    connect(true);
};

type StoreOnly = Pick<HostStore, 'store'>;

const receive = async (host: StoreOnly, {event, data}: SocketMessage): Promise<void> => {
    switch (event) {
        case 'posted':
            await receivePosts(host, [JSON.parse(data.post ?? '') as ClientPost]);
            await knowChannel(host, data.channel_name ?? '');
            break;
        case 'post_edited':
        case 'ephemeral_message':
            await receivePosts(host, [JSON.parse(data.post ?? '') as ClientPost]);
            break;
        case 'post_deleted':
            host.store.dispatch({type: 'POST_DELETED', id: (JSON.parse(data.post ?? '') as ClientPost).id});
            break;
        case 'open_dialog':
            host.store.dispatch({type: 'RECEIVED_DIALOG', data: JSON.parse(data.dialog ?? '') as DialogRequest});
            break;
        default:
    }
};

/** A first direct message comes in a channel that was not there when the page was loaded. */
const knowChannel = async ({store}: StoreOnly, name: string): Promise<void> => {
    const {channels, teams, users} = store.getState().entities;
    if (Object.values(channels.channels).some((channel) => channel.name === name)) return;
    const known = byId(await loadChannels(teams.currentTeamId, users.currentUserId));
    store.dispatch({type: 'RECEIVED_START', entities: {channels: {...channels, channels: known}}});
};

/** Posts are shown with their authors, so unknown authors are loaded first. */
const receivePosts = async ({store}: StoreOnly, posts: readonly ClientPost[]): Promise<void> => {
    const {profiles} = store.getState().entities.users;
    const unknown = [...new Set(posts.map(({user_id}) => user_id))].filter((id) => !(id in profiles));
    store.dispatch({type: 'RECEIVED_POSTS', posts});
    if (unknown.length > 0) store.dispatch({type: 'RECEIVED_PROFILES_LIST', data: await client.users(unknown)});
};

export const loadPosts = async (host: StoreOnly, channelId: string): Promise<void> => {
    const {posts} = await client.posts(channelId);
    await receivePosts(host, Object.values(posts));
};
