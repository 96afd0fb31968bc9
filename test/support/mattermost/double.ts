// A Mattermost for tests, without a database: the REST API, websocket and web client of recorded servers.
import type {Server} from 'node:http';
import type {AddressInfo} from 'node:net';
import {createAdaptorServer} from '@hono/node-server';
import type {OpenedDialog} from './dialogs';
import type {DoubleEvent} from './events';
import type {Faults} from './faults';
import {createDoubleApp} from './http_app';
import type {OutgoingCall, PluginHandler} from './integration_call';
import type {Json} from './json';
import type {Channel, Post, Team} from './model';
import {postToWire} from './post_wire';
import {DoubleServer} from './server';
import {type MattermostVersion, VERSION_RULES} from './version_rules';

export interface MattermostDoubleOptions {
    /** Default and 0: any free one. */
    readonly port?: number;
    readonly version?: MattermostVersion;
    /** Added to every API and webhook request. */
    readonly latencyMs?: number;
    /** Path of dist/webapp/main.js, for the page; may be built later. */
    readonly webBundle?: string;
    /** Time limit for an action or dialog handler; 30 s on a real server. */
    readonly integrationTimeoutMs?: number;
    /** Lifetime of long trigger ids; default: the version's own. */
    readonly triggerLifetimeMs?: number;
}

export interface DoubleUser {
    readonly userId: string;
    readonly username: string;
    /** A session token, for `Authorization: Bearer …`. */
    readonly token: string;
}

interface Answer {
    readonly status: number;
    readonly body: Json;
}

/** A running Mattermost for tests. Ids are Mattermost's 26 characters. */
export interface MattermostDouble {
    readonly url: string;
    readonly version: MattermostVersion;
    /** The system administrator, in team `ops`. */
    readonly admin: DoubleUser;
    readonly adminToken: string;
    readonly teams: ReadonlyMap<string, Team>;
    /** The default team: `ops`. */
    readonly team: Team;
    /** A user in team `ops` with the password `password`; joins the given channels. */
    createUser(username: string, options?: {fullName?: string; channels?: readonly string[]}): DoubleUser;
    /** A bot account with an access token, in team `ops`; joins the given channels. */
    createBot(username: string, options?: {channels?: readonly string[]}): DoubleUser;
    createTeam(name: string, displayName?: string): Team;
    /** An open (or private) channel of the administrator and the given users. */
    createChannel(
        name: string,
        options?: {displayName?: string; type?: 'O' | 'P'; teamId?: string; members?: readonly string[]},
    ): Channel;
    createWebhook(options: {channel: string; owner?: string; displayName?: string; locked?: boolean}): {
        id: string;
        url: string;
    };
    join(channelId: string, ...userIds: string[]): void;
    /** The channel's posts as clients get them, oldest first, without deleted ones. */
    posts(channelId: string): Json[];
    /** One post as clients get it. @throws ApiError 404 */
    post(id: string): Json;
    /** One post with everything the server keeps, including `integration`; undefined if it never existed. */
    storedPost(id: string): Post | undefined;
    readonly postCount: number;
    press(userToken: string, postId: string, actionId: string, selectedOption?: string): Promise<Answer>;
    dialogOf(userId: string): OpenedDialog | undefined;
    /**
     * Submits over HTTP, as a client does, e.g. `{submission: {comment: 'on it'}}`: by default, url, callback_id and
     * state are those of the user's newest dialog, and the channel that of the newest press.
     */
    submitDialog(userToken: string, submission: Json): Promise<Answer>;
    /** Every websocket event published, delivered or not. */
    readonly events: readonly DoubleEvent[];
    /** Requests made to action and dialog handlers. */
    readonly outgoing: readonly OutgoingCall[];
    readonly faults: Faults;
    /** Refuses connections until `acceptConnections()`; open ones are cut. */
    refuseConnections(): Promise<void>;
    acceptConnections(): Promise<void>;
    disconnectWebSockets(): void;
    deletePost(postId: string): void;
    archiveChannel(channelId: string): Promise<void>;
    revokeToken(token: string): void;
    /** Its parts, for a plugin's hooks and API, which do not use HTTP. */
    readonly server: DoubleServer;
    /** Answers `/plugins/<id>/…` in place of a plugin process. */
    mountPlugin(id: string, handler: PluginHandler): void;
    stop(): Promise<void>;
}

/** Starts a Mattermost on loopback that answers as the recorded server of that version. */
export const startMattermostDouble = async (options: MattermostDoubleOptions = {}): Promise<MattermostDouble> => {
    const version = options.version ?? '11.6';
    const rules = VERSION_RULES[version];
    const server = new DoubleServer({
        rules,
        integrationTimeoutMs: options.integrationTimeoutMs ?? 30_000,
        triggerLifetimeMs: options.triggerLifetimeMs ?? rules.triggerLifetimeMs,
    });
    const app = createDoubleApp(server, options);
    const http = createAdaptorServer({fetch: app.fetch}) as Server;
    server.hub.attach(http);
    const port = await listen(http, options.port ?? 0);
    return handleOf(server, http, version, port);
};

const handleOf = (server: DoubleServer, http: Server, version: MattermostVersion, port: number): MattermostDouble => {
    const url = `http://127.0.0.1:${port}`;
    const {directory, posts, dialogs, integrations, hub} = server;
    const adminUser = directory.addUser({
        username: 'admin',
        password: 'password',
        firstName: 'System',
        lastName: 'Admin',
        roles: 'system_user system_admin',
    });
    const team = directory.addTeam('ops', 'Ops', adminUser.id);
    integrations.site = {url, tokenOf: (userId) => directory.addSession(userId, false).token};
    const admin = {userId: adminUser.id, username: 'admin', token: directory.addSession(adminUser.id, false).token};
    return {
        url,
        version,
        admin,
        adminToken: admin.token,
        teams: directory.teams,
        team,
        ...accounts(server, team, admin.userId),
        ...places(server, team, admin.userId, url),
        posts: (channelId) =>
            directory
                .channel(channelId)
                .postIds.flatMap((id) => posts.find(id) ?? [])
                .filter((post) => post.delete_at === 0)
                .map((post) => postToWire(post, server.rules)),
        post: (id) => postToWire(posts.get(id), server.rules),
        storedPost: (id) => posts.find(id),
        get postCount() {
            return posts.size;
        },
        ...clientCalls(server, url),
        dialogOf: (userId) => dialogs.newestOf(userId),
        events: server.events,
        outgoing: integrations.calls,
        faults: server.faults,
        refuseConnections: () => close(http),
        acceptConnections: async () => {
            await listen(http, port);
        },
        disconnectWebSockets: () => hub.disconnectAll(),
        server,
        deletePost: (id) => posts.delete(posts.get(id)),
        archiveChannel: (id) => {
            const [admin] = [...directory.users.values()].filter((user) => directory.isSystemAdmin(user.id));
            return server.archive(directory.channel(id), admin?.id ?? '');
        },
        revokeToken: (token) => directory.revoke(token),
        mountPlugin: (id, handler) => {
            integrations.plugins.set(id, handler);
        },
        stop: async () => {
            server.close();
            await close(http);
        },
    };
};

const accounts = (
    {directory}: DoubleServer,
    team: Team,
    adminId: string,
): Pick<MattermostDouble, 'createUser' | 'createBot' | 'join'> => {
    const settle = (userId: string, channels: readonly string[] = []): void => {
        directory.joinTeam(team.id, userId);
        for (const id of channels) directory.channel(id).members.add(userId);
    };
    return {
        createUser: (username, {fullName = '', channels} = {}) => {
            const [firstName = '', ...rest] = fullName.split(' ');
            const user = directory.addUser({username, password: 'password', firstName, lastName: rest.join(' ')});
            settle(user.id, channels);
            return {userId: user.id, username, token: directory.addSession(user.id, false).token};
        },
        createBot: (username, {channels} = {}) => {
            const bot = directory.addUser({username, firstName: username, isBot: true, ownerId: adminId});
            settle(bot.id, channels);
            return {userId: bot.id, username, token: directory.addSession(bot.id, true).token};
        },
        join: (channelId, ...userIds) => {
            for (const id of userIds) directory.channel(channelId).members.add(directory.user(id).id);
        },
    };
};

const places = (
    {directory}: DoubleServer,
    team: Team,
    adminId: string,
    url: string,
): Pick<MattermostDouble, 'createTeam' | 'createChannel' | 'createWebhook'> => ({
    createTeam: (name, displayName = name) => directory.addTeam(name, displayName, adminId),
    createChannel: (name, {displayName = name, type = 'O', teamId = team.id, members = []} = {}) => {
        const channel = directory.addChannel({teamId, name, displayName, type, creatorId: adminId});
        for (const id of members) channel.members.add(directory.user(id).id);
        return channel;
    },
    createWebhook: ({channel, owner = adminId, displayName = '', locked = false}) => {
        const {id} = directory.addWebhook({
            userId: owner,
            channelId: channel,
            teamId: directory.channel(channel).teamId,
            displayName,
            description: '',
            username: '',
            iconUrl: '',
            channelLocked: locked,
        });
        return {id, url: `${url}/hooks/${id}`};
    },
});

const clientCalls = (
    {directory, dialogs, actions}: DoubleServer,
    url: string,
): Pick<MattermostDouble, 'press' | 'submitDialog'> => {
    const send = async (token: string, path: string, body: object): Promise<Answer> => {
        const response = await fetch(`${url}/api/v4${path}`, {
            method: 'POST',
            headers: {authorization: `Bearer ${token}`, 'content-type': 'application/json'},
            body: JSON.stringify(body),
        });
        return {status: response.status, body: (await response.json()) as Json};
    };
    return {
        press: (token, postId, actionId, selectedOption = '') =>
            send(token, `/posts/${postId}/actions/${actionId}`, {selected_option: selectedOption}),
        submitDialog: (token, submission) => {
            const userId = directory.session(token)?.userId ?? '';
            const opened = dialogs.newestOf(userId);
            const channel = actions.channelOf(userId);
            return send(token, '/actions/dialogs/submit', {
                url: opened?.url ?? '',
                callback_id: opened?.dialog.callback_id ?? '',
                state: opened?.dialog.state ?? '',
                channel_id: channel?.id ?? '',
                team_id: channel?.teamId ?? '',
                cancelled: false,
                submission: {},
                ...submission,
            });
        },
    };
};

const listen = (http: Server, port: number): Promise<number> =>
    new Promise((resolve, reject) => {
        http.once('error', reject);
        http.listen(port, '127.0.0.1', () => {
            http.off('error', reject);
            resolve((http.address() as AddressInfo).port);
        });
    });

const close = (http: Server): Promise<void> =>
    new Promise((resolve) => {
        http.close(() => resolve());
        http.closeAllConnections();
    });
