// Mattermost's side of door 2, on top of its double: it starts our real process and serves it the plugin API.
import {PLUGIN_ID} from '#contract';
import {type GobStruct, type GobValue, gob, Named, RpcServer} from '../../../server-proxy/src/wire';
import {boolOf, bytesOf, propsOf, stringOf, structOf} from '../../../server-proxy/src/wire/go_values';
import {ApiError} from '../mattermost/api_error';
import type {TypedCommand} from '../mattermost/commands';
import type {Json} from '../mattermost/json';
import type {Post} from '../mattermost/model';
import type {DoubleServer} from '../mattermost/server';
import {goPost} from './go_posts';
import {ACTIVATE, EMPTY, EXECUTE_COMMAND, POST_HOOK, POST_UPDATE_HOOK, SUPPORT_DATA} from './go_types';
import type {KvTable} from './kv_table';
import {pluginApi, type UploadedFile} from './plugin_api';
import {type Ended, type HostSession, PluginProcess} from './process';
import {serveThrough} from './serve_http';

export interface HostOptions {
    readonly server: DoubleServer;
    /** The plugin's table, shared by all nodes. */
    readonly kv: KvTable;
    /** Settings stored by the System Console, under the keys of plugin.json. */
    readonly settings: () => Json;
    /** Delays the server's answers to API calls. */
    readonly beforeAnswer?: (name: string, argument: GobValue) => Promise<void>;
    /** Added to the environment of the process. */
    readonly env?: Readonly<Record<string, string>>;
}

/** A command as a user types it; in no thread unless `rootId` names one. */
type InChannel = Pick<TypedCommand, 'userId' | 'channelId' | 'line'> & Partial<Pick<TypedCommand, 'rootId'>>;

/** One node's plugin supervisor: the process, the hooks it offers, the API it is served. */
export class PluginHost {
    /** Slash commands it registered. */
    readonly commands: GobStruct[] = [];
    /** What it wrote into the server's own audit. */
    readonly auditRecords: GobStruct[] = [];
    /** Files it uploaded. */
    readonly files: UploadedFile[] = [];
    readonly calls: string[] = [];
    private readonly logged: string[] = [];
    /** What single persons were told. */
    private readonly told: {readonly userId: string; readonly message: string}[] = [];
    /** As returned by `Implemented`. */
    private implemented: ReadonlySet<string> = new Set();
    private apiServer: RpcServer | undefined;

    private constructor(
        private readonly options: HostOptions,
        readonly process: PluginProcess,
        readonly session: HostSession,
    ) {}

    /** Starts the process and asks for its hooks, without activating it. */
    static async start(options: HostOptions): Promise<PluginHost> {
        const process = PluginProcess.start(options.env);
        const host = new PluginHost(options, process, await process.dial());
        const names = await host.session.hooks.call('Plugin.Implemented', EMPTY, {});
        host.implemented = new Set(Array.isArray(names) ? names.map(String) : []);
        return host;
    }

    /** Started and activated. @throws with the plugin's own message if it refuses */
    static async activated(options: HostOptions): Promise<PluginHost> {
        const host = await PluginHost.start(options);
        const refusal = await host.activate();
        if (refusal !== '') {
            await host.quit();
            throw new Error(`the plugin does not start: ${refusal}\n${host.log}`);
        }
        return host;
    }

    /** Its stderr, and everything it logged through the API. */
    get log(): string {
        return `${this.process.stderr}${this.logged.join('\n')}`;
    }

    get ended(): Promise<Ended> {
        return this.process.ended;
    }

    /** Serves the API and a database driver without any data. @returns the plugin's refusal; empty = active */
    async activate(): Promise<string> {
        const {broker, hooks} = this.session;
        const [api, driver] = [broker.nextId(), broker.nextId()];
        const log = (level: string, message: string, facts: readonly unknown[]) =>
            void this.logged.push([level, message, ...facts.map(String)].join(' '));
        const services = pluginApi({
            ...this.options,
            beforeAnswer: async (name, argument) => {
                const {A, B} = structOf(argument);
                if (name === 'SendEphemeralPost') {
                    this.told.push({userId: stringOf(A), message: stringOf(structOf(B).Message)});
                }
                await this.options.beforeAnswer?.(name, argument);
            },
            pluginId: PLUGIN_ID,
            log,
            commands: this.commands,
            auditRecords: this.auditRecords,
            calls: this.calls,
            files: this.files,
            willBeUpdated: (post, before, sessionId) => this.updated(post, before, sessionId),
        });
        void broker.accept(api).then((stream) => {
            // Go has no limit.
            this.apiServer = new RpcServer(stream, services, {maxConcurrent: Number.POSITIVE_INFINITY});
        });
        void broker.accept(driver).then((stream) => new RpcServer(stream, {}));
        return errorOf(await hooks.call('Plugin.OnActivate', ACTIVATE, {APIMuxId: api, DriverMuxId: driver}));
    }

    /** Ends the API's stream, as Go does if it cannot encode an answer. */
    loseApi(): void {
        this.apiServer?.close();
    }

    /** @returns its refusal of the new settings */
    async configurationChanged(): Promise<string> {
        return errorOf(await this.session.hooks.call('Plugin.OnConfigurationChange', EMPTY, {}));
    }

    serve(request: Request, caller: 'client' | 'server' = 'client'): Promise<Response> {
        return serveThrough(this.session, request, caller);
    }

    /** As the server's metrics port does for `/plugins/<id>/metrics`. */
    async metrics(): Promise<Response> {
        return this.implemented.has('ServeMetrics')
            ? serveThrough(this.session, new Request('http://plugin/metrics'), 'client', 'ServeMetrics')
            : new Response('404 page not found\n', {status: 404});
    }

    /** @returns what it puts into the server's support packet: file names and contents */
    async supportData(): Promise<ReadonlyMap<string, string>> {
        const reply = structOf(await this.session.hooks.call('Plugin.GenerateSupportData', SUPPORT_DATA, {A: {}}));
        const files = Array.isArray(reply.A) ? reply.A.map(structOf) : [];
        return new Map(files.map(({Filename, Body}) => [stringOf(Filename), bytesOf(Body)?.toString('utf8') ?? '']));
    }

    /** Whether it has registered this line's command, as the server finds it: by its first word, in any case. */
    hasCommand(line: string): boolean {
        const trigger = line.slice(1).split(' ')[0]?.toLowerCase();
        return this.commands.some(({Trigger}) => stringOf(Trigger).toLowerCase() === trigger);
    }

    /** @returns what the hook answers, which only the person who typed it sees */
    async executeCommand(typed: TypedCommand, siteUrl: string): Promise<string> {
        const args = {
            UserId: typed.userId,
            ChannelId: typed.channelId,
            TeamId: typed.teamId,
            RootId: typed.rootId,
            TriggerId: typed.triggerId,
            Command: typed.line,
            SiteURL: siteUrl,
        };
        const reply = structOf(
            await this.session.hooks.call('Plugin.ExecuteCommand', EXECUTE_COMMAND, {A: {}, B: args}),
        );
        const {ResponseType, Text} = structOf(reply.A);
        if (stringOf(ResponseType) !== 'ephemeral') {
            throw new Error(`everybody sees the answer (${stringOf(ResponseType)})`);
        }
        return stringOf(Text);
    }

    /** A command typed in a web client. @returns what only the person who typed it sees */
    async command({userId, channelId, line, rootId = ''}: InChannel): Promise<string> {
        const before = this.told.length;
        const {triggers, directory} = this.options.server;
        const place = {teamId: directory.channels.get(channelId)?.teamId ?? '', rootId};
        const typed = {userId, channelId, line, triggerId: triggers.issue(userId).long, ...place};
        const text = await this.executeCommand(typed, 'https://chat.example.org');
        const told = this.told.slice(before).filter((one) => one.userId === userId);
        return [text, ...told.map(({message}) => message)].join('');
    }

    /** @returns what to change in the post, or why it is rejected */
    async willBePosted(
        post: Post,
        sessionId: string,
        byWebhook: boolean,
    ): Promise<{changes: GobStruct; rejection: string}> {
        if (!this.implemented.has('MessageWillBePosted')) {
            return {changes: {}, rejection: ''};
        }
        const draft = {...goPost(post), Id: '', CreateAt: 0, UpdateAt: 0, Props: post.props};
        const reply = structOf(
            await this.session.hooks.call('Plugin.MessageWillBePosted', POST_HOOK, {
                A: {SessionId: sessionId, IPAddress: sessionId !== '' || byWebhook ? '127.0.0.1' : ''},
                B: draft,
            }),
        );
        return {changes: structOf(reply.A), rejection: stringOf(reply.B)};
    }

    /** @returns the post to store, or why it is rejected; `unchanged` where the plugin does not offer the hook */
    async willBeUpdated(
        post: Post,
        before: Post,
        sessionId: string,
    ): Promise<{changed: GobStruct | undefined; rejection: string} | 'unchanged'> {
        if (!this.implemented.has('MessageWillBeUpdated')) {
            return 'unchanged';
        }
        const argument = {A: {SessionId: sessionId}, B: goPost(post), C: goPost(before)};
        const reply = structOf(
            await this.session.hooks.call('Plugin.MessageWillBeUpdated', POST_UPDATE_HOOK, argument),
        );
        return {changed: reply.A === undefined ? undefined : structOf(reply.A), rejection: stringOf(reply.B)};
    }

    /** The post as the server stores it: the answer replaces it, field by field; none is a refusal. A failing hook changes nothing. */
    async updated(post: Post, before: Post, sessionId: string): Promise<Post> {
        const answer = await this.willBeUpdated(post, before, sessionId).catch(() => 'unchanged' as const);
        if (answer === 'unchanged') {
            return post;
        }
        if (!answer.changed) {
            throw new ApiError(400, 'UpdatePost', `Post rejected by plugin. ${answer.rejection}`);
        }
        const {Message, Props, IsPinned} = answer.changed;
        return {...post, message: stringOf(Message), props: propsOf(Props), is_pinned: boolOf(IsPinned)};
    }

    async hasBeenPosted(post: Post): Promise<void> {
        if (this.implemented.has('MessageHasBeenPosted')) {
            await this.session.hooks.call('Plugin.MessageHasBeenPosted', POST_HOOK, {A: {}, B: goPost(post)});
        }
    }

    async deactivate(): Promise<string> {
        return errorOf(await this.session.hooks.call('Plugin.OnDeactivate', EMPTY, {}));
    }

    /** Deactivates it, closes the session after the answer, and waits for the process to end. */
    async quit(): Promise<Ended> {
        await this.session.control.call('Control.Quit', gob.bool, true);
        this.session.close();
        return this.ended;
    }

    async stop(): Promise<Ended> {
        await this.deactivate();
        return this.quit();
    }

    /** For the end of a test, whatever state it is in. */
    async kill(): Promise<void> {
        this.session.close();
        this.process.child.kill('SIGKILL');
        await this.ended;
    }
}

/** The message of Go's `error` in `A`. */
const errorOf = (reply: unknown): string => {
    const {A} = structOf(reply as GobStruct);
    return A instanceof Named ? stringOf(structOf(A.value).Err) : '';
};
