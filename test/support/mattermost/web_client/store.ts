import {applyMiddleware, combineReducers, legacy_createStore, type Middleware, type Reducer, type Store} from 'redux';
import type {ChannelInfo, ClientPost, DialogRequest, TeamInfo, UserProfile} from './types';

type ById<T> = Readonly<Record<string, T>>;

/** The slices of Mattermost's state that plugins and mattermost-redux selectors read. */
interface Entities {
    readonly users: {readonly currentUserId: string; readonly profiles: ById<UserProfile>};
    readonly general: {readonly config: ById<string>; readonly license: ById<string>};
    readonly channels: {
        readonly currentChannelId: string;
        readonly channels: ById<ChannelInfo>;
        readonly myMembers: ById<object>;
    };
    readonly teams: {
        readonly currentTeamId: string;
        readonly teams: ById<TeamInfo>;
        readonly myMembers: ById<object>;
    };
    readonly posts: {
        readonly posts: ById<ClientPost>;
        readonly postsInChannel: ById<readonly {readonly order: readonly string[]; readonly recent: boolean}[]>;
        readonly postsInThread: ById<readonly string[]>;
    };
    readonly preferences: {readonly myPreferences: ById<object>};
    readonly integrations: {
        /** Set by a press on a native button; only the dialog with this id opens. */
        readonly dialogTriggerId: string;
        readonly dialog: DialogRequest | undefined;
    };
}

export interface HostState {
    readonly entities: Entities;
}

type HostAction =
    | {readonly type: 'RECEIVED_START'; readonly entities: Partial<Entities>}
    | {readonly type: 'RECEIVED_POSTS'; readonly posts: readonly ClientPost[]}
    | {readonly type: 'RECEIVED_PROFILES_LIST'; readonly data: readonly UserProfile[]}
    | {readonly type: 'POST_DELETED'; readonly id: string}
    | {readonly type: 'SELECT_CHANNEL'; readonly data: string}
    | {readonly type: 'RECEIVED_DIALOG_TRIGGER_ID'; readonly data: string}
    | {readonly type: 'RECEIVED_DIALOG'; readonly data: DialogRequest | undefined};

const START: Entities = {
    users: {currentUserId: '', profiles: {}},
    general: {config: {}, license: {}},
    channels: {currentChannelId: '', channels: {}, myMembers: {}},
    teams: {currentTeamId: '', teams: {}, myMembers: {}},
    posts: {posts: {}, postsInChannel: {}, postsInThread: {}},
    preferences: {myPreferences: {}},
    integrations: {dialogTriggerId: '', dialog: undefined},
};

export const byId = <T extends {readonly id: string}>(items: readonly T[]): ById<T> =>
    Object.fromEntries(items.map((item) => [item.id, item]));

/** Newest first in a channel, as listed by the server; replies in a thread oldest first. */
const indexPosts = (posts: ById<ClientPost>): Entities['posts'] => {
    const sorted = Object.values(posts).sort((a, b) => a.create_at - b.create_at);
    const threads: Record<string, string[]> = {};
    const channels: Record<string, {order: string[]; recent: boolean}[]> = {};
    for (const post of sorted) {
        channels[post.channel_id] ??= [{order: [], recent: true}];
        channels[post.channel_id]?.[0]?.order.unshift(post.id);
        if (post.root_id === '') continue;
        threads[post.root_id] ??= [];
        threads[post.root_id]?.push(post.id);
    }
    return {posts, postsInChannel: channels, postsInThread: threads};
};

const reduceEntities = (state: Entities, action: HostAction): Entities => {
    switch (action.type) {
        case 'RECEIVED_START':
            return {...state, ...action.entities};
        case 'RECEIVED_POSTS':
            return {...state, posts: indexPosts({...state.posts.posts, ...byId(action.posts)})};
        case 'POST_DELETED': {
            const {[action.id]: _, ...left} = state.posts.posts;
            const rest = Object.values(left).filter(({root_id}) => root_id !== action.id);
            return {...state, posts: indexPosts(byId(rest))};
        }
        case 'RECEIVED_PROFILES_LIST':
            return {
                ...state,
                users: {...state.users, profiles: {...state.users.profiles, ...byId(action.data)}},
            };
        case 'SELECT_CHANNEL':
            return {...state, channels: {...state.channels, currentChannelId: action.data}};
        case 'RECEIVED_DIALOG_TRIGGER_ID':
            return {...state, integrations: {...state.integrations, dialogTriggerId: action.data}};
        case 'RECEIVED_DIALOG':
            return {...state, integrations: {...state.integrations, dialog: action.data}};
        default:
            return state;
    }
};

/** Plugins dispatch thunks, as mattermost-redux does. */
const thunk: Middleware = (api) => (next) => (action) =>
    typeof action === 'function' ? action(api.dispatch, api.getState) : next(action);

export interface HostStore {
    readonly store: Store<HostState, HostAction>;
    /** Puts a plugin's reducer at `state['plugins-<id>']`. */
    addPluginReducer(pluginId: string, reducer: Reducer): void;
}

export const createHostStore = (): HostStore => {
    const reducers: Record<string, Reducer> = {
        entities: (state: Entities = START, action) => reduceEntities(state, action as HostAction),
        views: (state = {rhs: {isSidebarOpen: false}}) => state,
        plugins: (state = {components: {}}) => state,
    };
    const store = legacy_createStore(combineReducers(reducers), applyMiddleware(thunk));
    return {
        store: store as unknown as Store<HostState, HostAction>,
        addPluginReducer: (pluginId, reducer) => {
            reducers[`plugins-${pluginId}`] = reducer;
            store.replaceReducer(combineReducers(reducers));
        },
    };
};
