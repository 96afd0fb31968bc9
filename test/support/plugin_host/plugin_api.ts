import {inRepository} from '../../../build/paths';
import {type GobStruct, type GobValue, gob, method, type RpcServices} from '../../../server-proxy/src/wire';
import {
    boolOf,
    bytesOf,
    numberOf,
    propsOf,
    stringOf,
    stringsOf,
    structOf,
} from '../../../server-proxy/src/wire/go_values';
import {ApiError} from '../mattermost/api_error';
import {eventOf} from '../mattermost/events';
import {newId} from '../mattermost/ids';
import type {Json} from '../mattermost/json';
import type {PostHooks} from '../mattermost/posts';
import type {DoubleServer} from '../mattermost/server';
import {call, order, plain, type RpcMethod} from './calls';
import {channelCalls} from './channel_calls';
import {dialogOf} from './go_dialogs';
import {goPost, goUser} from './go_posts';
import {BYTES, EMPTY, FILE_INFO, GROUP, GROUPS, LICENSE, NAMES, POST, POST_LIST, USER} from './go_types';
import type {KvTable} from './kv_table';

export interface UploadedFile {
    readonly id: string;
    readonly channelId: string;
    readonly name: string;
    readonly text: string;
}

export interface PluginApiDeps {
    readonly pluginId: string;
    readonly server: DoubleServer;
    readonly kv: KvTable;
    /** Settings stored by the System Console, under the keys of plugin.json. */
    readonly settings: () => Json;
    readonly log: (level: string, message: string, facts: readonly unknown[]) => void;
    /** Slash commands as registered. */
    readonly commands: GobStruct[];
    /** Uploaded files, with their channels. */
    readonly files: UploadedFile[];
    /** Records for the server's own audit. */
    readonly auditRecords: GobStruct[];
    /** Names of the calls made, in order. */
    readonly calls: string[];
    /** The hook of this plugin process for posts that are edited on its node. */
    readonly willBeUpdated?: PostHooks['willBeUpdated'] | undefined;
    /** Delays an answer: a server that is slow with some call. */
    readonly beforeAnswer?: ((name: string, argument: GobValue) => Promise<void>) | undefined;
}

/** The plugin API of one plugin on one node: `Plugin.<Name>` for every call we make, on top of the double. */
export const pluginApi = (deps: PluginApiDeps): RpcServices => {
    const counted = (methods: Record<string, RpcMethod>): Record<string, RpcMethod> =>
        Object.fromEntries(
            Object.entries(methods).map(([name, {reply, handle}]) => [
                name,
                {
                    reply,
                    handle: async (argument: GobValue) => {
                        deps.calls.push(name);
                        const answer = await handle(argument);
                        await deps.beforeAnswer?.(name, argument);
                        return answer;
                    },
                },
            ]),
        );
    return {
        Plugin: counted({
            ...posts(deps),
            ...people(deps),
            ...channelCalls(deps.server),
            ...keyValues(deps),
            ...ofTheServer(deps),
        }),
    };
};

const posts = ({server, files, willBeUpdated}: PluginApiDeps): Record<string, RpcMethod> => ({
    GetPost: call(POST, 'GetSinglePost', ({A}) => goPost(server.posts.get(stringOf(A)))),
    GetPostThread: call(POST_LIST, 'GetPostThread', ({A}) => {
        const found = server.posts.thread(server.posts.get(stringOf(A))).map(goPost);
        return {Order: found.map(({Id}) => Id), Posts: new Map(found.map((post) => [post.Id, post]))};
    }),
    CreatePost: call(POST, 'CreatePostMissingChannel', async ({A}) => {
        const post = structOf(A);
        const created = await server.posts.create({
            userId: server.directory.user(stringOf(post.UserId)).id,
            channel: server.directory.channel(stringOf(post.ChannelId)),
            message: stringOf(post.Message),
            type: stringOf(post.Type),
            props: {...propsOf(post.Props), from_plugin: 'true'},
            rootId: stringOf(post.RootId),
            pendingPostId: stringOf(post.PendingPostId),
            fileIds: stringsOf(post.FileIds).filter((id) => server.uploads.has(id)),
            // The plugin API does not look whether priorities are on (seen in 11.6).
            priority: priorityOf(post),
            byPlugin: true,
        });
        return goPost(created);
    }),
    UpdatePost: call(POST, 'UpdatePost', async ({A}) => {
        const post = structOf(A);
        const change = {
            message: stringOf(post.Message),
            props: propsOf(post.Props),
            isPinned: boolOf(post.IsPinned),
        };
        return goPost(await server.posts.edit(server.posts.get(stringOf(post.Id)), change, '', willBeUpdated));
    }),
    UploadFile: call(FILE_INFO, 'UploadFile', ({A, B, C}) => {
        if (!server.takesFiles) {
            throw new ApiError(501, 'api.file.attachments.disabled.app_error', 'File attachments have been disabled.');
        }
        const channelId = server.directory.channel(stringOf(B)).id;
        const file = {id: newId(), channelId, name: stringOf(C), text: bytesOf(A)?.toString() ?? ''};
        files.push(file);
        server.uploads.set(file.id, {
            channelId,
            userId: 'nouser',
            name: file.name,
            data: bytesOf(A) ?? Buffer.alloc(0),
        });
        return {Id: file.id, CreatorId: 'nouser', Name: file.name, Size: file.text.length};
    }),
    DeletePost: order('DeletePost', ({A}) => server.posts.delete(server.posts.get(stringOf(A)))),
    SendEphemeralPost: plain(POST, ({A, B}) => {
        const post = structOf(B);
        const sent = server.ephemerals.send(stringOf(A), {
            channelId: stringOf(post.ChannelId),
            rootId: stringOf(post.RootId),
            userId: stringOf(post.UserId),
            message: stringOf(post.Message),
            props: propsOf(post.Props),
        });
        return {...toldOf(post), Id: String(sent.id), CreateAt: Number(sent.create_at)};
    }),
    UpdateEphemeralPost: plain(POST, ({A, B}) => {
        const post = structOf(B);
        server.ephemerals.update(stringOf(A), {
            id: stringOf(post.Id),
            createAt: numberOf(post.CreateAt),
            channelId: stringOf(post.ChannelId),
            rootId: stringOf(post.RootId),
            userId: stringOf(post.UserId),
            message: stringOf(post.Message),
            props: propsOf(post.Props),
        });
        return {...toldOf(post), Id: stringOf(post.Id), CreateAt: numberOf(post.CreateAt)};
    }),
    OpenInteractiveDialog: order('OpenInteractiveDialog', ({A}) => server.dialogs.open(dialogOf(structOf(A)))),
});

const toldOf = ({UserId, ChannelId, RootId, Message}: GobStruct) => ({
    UserId: stringOf(UserId),
    ChannelId: stringOf(ChannelId),
    RootId: stringOf(RootId),
    Message: stringOf(Message),
    Type: 'system_ephemeral',
});

const priorityOf = ({Metadata}: GobStruct): Json | undefined => {
    const priority = stringOf(structOf(structOf(Metadata).Priority).Priority);
    return priority === '' ? undefined : {priority, requested_ack: null, persistent_notifications: null};
};

/** How a PNG begins; the real server decodes more kinds. */
const PNG = Buffer.from('89504e470d0a1a0a', 'hex');

const people = ({server, pluginId}: PluginApiDeps): Record<string, RpcMethod> => ({
    EnsureBotUser: method(gob.struct('Z_Returns', {A: gob.string, B: gob.any}), (argument) => {
        const bot = structOf(structOf(argument).A);
        const username = stringOf(bot.Username);
        const known = server.directory.userByName(username);
        const firstName = stringOf(bot.DisplayName);
        const description = stringOf(bot.Description);
        const made =
            known ?? server.directory.addUser({username, firstName, description, isBot: true, ownerId: pluginId});
        return {A: made.id, B: null};
    }),
    GetUser: call(USER, 'GetUser', ({A}) => goUser(server.directory.user(stringOf(A)))),
    GetUserByUsername: call(USER, 'GetUserByUsername', ({A}) => {
        const user = server.directory.userByName(stringOf(A));
        if (!user) {
            throw new ApiError(404, 'app.user.get_by_username.app_error', 'Unable to find an existing account.');
        }
        return goUser(user);
    }),
    GetUsers: call(gob.slice(USER), 'GetUsers', ({A}) => {
        const {Role, Active, Page, PerPage} = structOf(A);
        const [page, perPage] = [numberOf(Page), numberOf(PerPage)];
        return [...server.directory.users.values()]
            .filter(({roles, deleteAt}) => roles.includes(stringOf(Role)) && (!boolOf(Active) || deleteAt === 0))
            .sort((a, b) => (a.username < b.username ? -1 : 1))
            .slice(page * perPage, (page + 1) * perPage)
            .map(goUser);
    }),
    // By a part of the user name or by the id, by user name; bots and guests too (app/user.go, store/sqlstore/user_store.go).
    // A limit of 0 is one.
    SearchUsers: call(gob.slice(USER), 'SearchUsers', ({A}) => {
        const {Term, InChannelId, AllowInactive, Limit} = structOf(A);
        const term = stringOf(Term).trim().replace(/^@/, '').toLowerCase();
        const channel = server.directory.channels.get(stringOf(InChannelId));
        return [...server.directory.users.values()]
            .filter(({id}) => channel !== undefined && server.directory.isMember(id, channel))
            .filter(({deleteAt}) => boolOf(AllowInactive) || deleteAt === 0)
            .filter(({id, username}) => username.includes(term) || id === term)
            .sort((a, b) => (a.username < b.username ? -1 : 1))
            .slice(0, numberOf(Limit))
            .map(goUser);
    }),
    SetProfileImage: order('SetProfileImage', ({A, B}) => {
        const user = server.directory.user(stringOf(A));
        const image = bytesOf(B) ?? Buffer.alloc(0);
        if (!image.subarray(0, PNG.length).equals(PNG)) {
            throw new ApiError(400, 'api.user.upload_profile_user.decode.app_error', 'Unable to decode profile image.');
        }
        server.pictures.set(user.id, image);
        user.lastPictureUpdate = Date.now();
    }),
    GetGroupsForUser: call(GROUPS, 'GetGroupsForUser', ({A}) =>
        server.directory.groups
            .filter(({members}) => members.has(stringOf(A)))
            .map(({id, name, displayName, source, deleteAt}) => ({
                Id: id,
                Name: name,
                DisplayName: displayName,
                Source: source,
                DeleteAt: deleteAt,
            })),
    ),
    GetGroupByName: call(GROUP, 'GetGroupByName', ({A}) => {
        const group = server.directory.groups.find(({name}) => name === stringOf(A));
        if (!group) {
            throw new ApiError(404, 'app.group.no_rows', 'no matching group found');
        }
        return {
            Id: group.id,
            Name: group.name,
            DisplayName: group.displayName,
            Source: group.source,
            DeleteAt: group.deleteAt,
            AllowReference: true,
        };
    }),
    HasPermissionTo: plain(gob.bool, ({A, B}) => {
        const permission = stringOf(structOf(B).Id);
        return permission === 'manage_system' && server.directory.isSystemAdmin(stringOf(A));
    }),
    HasPermissionToChannel: plain(gob.bool, ({A, B, C}) => {
        const channel = server.directory.channels.get(stringOf(B));
        const permission = stringOf(structOf(C).Id);
        // Roles of a channel's members hold these, those of its team's do not.
        const isOfMembers = ['create_post', 'read_channel', 'use_channel_mentions'].includes(permission);
        return isOfMembers && !!channel && server.directory.isMember(stringOf(A), channel);
    }),
});

const MAX_KEY_RUNES = 150;

const keyValues = ({kv}: PluginApiDeps): Record<string, RpcMethod> => {
    const checked = (value: GobValue | undefined): string => {
        const key = stringOf(value);
        if (key === '' || [...key].length > MAX_KEY_RUNES) {
            throw new ApiError(400, 'model.plugin_key_value.is_valid.key.app_error', 'Invalid key.');
        }
        return key;
    };
    return {
        KVGet: call(BYTES, 'GetPluginKey', ({A}) => kv.get(stringOf(A)) ?? Buffer.alloc(0)),
        KVSetWithOptions: call(gob.bool, 'SetPluginKeyWithOptions', ({A, B, C}) => {
            const options = structOf(C);
            const atomic = boolOf(options.Atomic);
            const old = bytesOf(options.OldValue);
            if (!atomic && old) {
                const id = 'model.plugin_kvset_options.is_valid.old_value.app_error';
                throw new ApiError(400, id, 'Invalid old value.');
            }
            return kv.set(checked(A), bytesOf(B), {atomic, old, expireIn: numberOf(options.ExpireInSeconds)});
        }),
        KVDelete: order('DeletePluginKey', ({A}) => kv.delete(stringOf(A))),
        KVList: call(NAMES, 'ListPluginKeys', ({A, B}) => kv.list(numberOf(A), numberOf(B))),
    };
};

const ofTheServer = (deps: PluginApiDeps): Record<string, RpcMethod> => {
    const {server, pluginId, settings, commands, auditRecords, log} = deps;
    const logging = (level: string): RpcMethod =>
        method(EMPTY, (argument) => {
            const {A, B} = structOf(argument);
            log(level, stringOf(A), Array.isArray(B) ? B : []);
            return {};
        });
    return {
        LoadPluginConfiguration: plain(BYTES, () => {
            const lowered = Object.entries(settings()).map(([key, value]) => [key.toLowerCase(), value]);
            return Buffer.from(JSON.stringify(Object.fromEntries(lowered)));
        }),
        GetBundlePath: method(gob.struct('Z_Returns', {A: gob.string, B: gob.any}), () => ({
            A: inRepository(),
            B: null,
        })),
        LogAuditRec: method(EMPTY, (argument) => {
            auditRecords.push(structOf(structOf(argument).A));
            return {};
        }),
        GetLicense: method(gob.struct('Z_Returns', {A: LICENSE}), () =>
            server.mayHaveNodes ? {A: {Features: {Cluster: true}}} : {},
        ),
        GetServerVersion: plain(gob.string, () => server.rules.serverVersion),
        RegisterCommand: plain(gob.any, ({A}) => {
            commands.push(structOf(A));
            return null;
        }),
        PublishWebSocketEvent: method(EMPTY, (argument) => {
            const {A, B, C} = structOf(argument);
            const {UserId, ChannelId, TeamId} = structOf(C);
            const audience = {userId: stringOf(UserId), channelId: stringOf(ChannelId), teamId: stringOf(TeamId)};
            server.publish(eventOf(server.rules, `custom_${pluginId}_${stringOf(A)}`, propsOf(B), audience));
            return {};
        }),
        LogDebug: logging('debug'),
        LogInfo: logging('info'),
        LogWarn: logging('warn'),
        LogError: logging('error'),
    };
};
