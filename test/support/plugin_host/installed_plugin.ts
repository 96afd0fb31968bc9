import {PLUGIN_ID} from '#contract';
import {PostRejected} from '../mattermost/api_error';
import type {MattermostDouble} from '../mattermost/double';
import type {Json} from '../mattermost/json';
import type {Post} from '../mattermost/model';
import {merged} from './go_posts';
import {KvTable} from './kv_table';
import {type HostOptions, PluginHost} from './plugin_host';

/**
 * Our plugin in a Mattermost double: its routes under /plugins/<id>, its hooks around every new post, its slash command, its
 * settings, its table. Disabled, it has no effect.
 */
export class InstalledPlugin {
    readonly kv = new KvTable();
    private running: PluginHost | undefined;
    private readonly stderr: string[] = [];
    private readonly notes = new Set<Promise<void>>();
    /** Delays answers to its API calls. */
    beforeAnswer: NonNullable<HostOptions['beforeAnswer']> = () => Promise.resolve();
    /** Delays its hook for stored posts. */
    noteAfter: Promise<void> = Promise.resolve();

    constructor(
        private readonly double: MattermostDouble,
        private settings: Json,
    ) {
        double.mountPlugin(PLUGIN_ID, (request, caller) =>
            this.running ? this.running.serve(request, caller) : new Response('404 page not found\n', {status: 404}),
        );
        double.server.commands.handler = (typed) =>
            this.running?.hasCommand(typed.line) ? this.running.executeCommand(typed, double.url) : undefined;
        double.server.posts.hooks = {
            willBePosted: (post, sessionId, byWebhook) => this.willBePosted(post, sessionId, byWebhook),
            willBeUpdated: async (post, before, sessionId) =>
                this.running ? this.running.updated(post, before, sessionId) : post,
            hasBeenPosted: (post) => this.hasBeenPosted(post),
        };
    }

    /** @throws if it is disabled */
    get host(): PluginHost {
        if (!this.running) {
            throw new Error('the plugin is disabled');
        }
        return this.running;
    }

    /** Output of all its processes. */
    get log(): string {
        return [...this.stderr, this.running?.log ?? ''].join('\n');
    }

    async enable(): Promise<void> {
        this.running = await this.activated();
    }

    /** A second app node: the same settings and the same table, but no clients. */
    anotherNode(): Promise<PluginHost> {
        if (this.running && !this.double.server.mayHaveNodes) {
            throw new Error('a Mattermost without a licence for clusters has one node: start the scene with nodes');
        }
        return this.activated();
    }

    private activated(): Promise<PluginHost> {
        return PluginHost.activated({
            server: this.double.server,
            kv: this.kv,
            settings: () => this.settings,
            beforeAnswer: (name, argument) => this.beforeAnswer(name, argument),
        });
    }

    async disable(): Promise<void> {
        const host = this.running;
        this.running = undefined;
        await Promise.all(this.notes);
        if (host) {
            await host.stop();
            this.stderr.push(host.log);
        }
    }

    /** For the end of a test, whatever state it is in. */
    async kill(): Promise<void> {
        await this.running?.kill();
        this.running = undefined;
    }

    /** Saves the System Console's page. @returns the plugin's refusal; empty = the settings are in use */
    async configure(settings: Json): Promise<string> {
        this.settings = settings;
        return (await this.running?.configurationChanged()) ?? '';
    }

    private async willBePosted(post: Post, sessionId: string, byWebhook: boolean): Promise<Post> {
        if (!this.running) {
            return post;
        }
        const {changes, rejection} = await this.running.willBePosted(post, sessionId, byWebhook).catch(() => UNCHANGED);
        if (rejection !== '') {
            throw new PostRejected(rejection);
        }
        return merged(post, changes);
    }

    private hasBeenPosted(post: Post): void {
        const copy = {...post};
        // nothing to report to a process that has ended meanwhile
        const note = this.noteAfter.then(() => this.running?.hasBeenPosted(copy)).catch(() => undefined);
        this.notes.add(note);
        void note.finally(() => this.notes.delete(note));
    }
}

/** A failing hook changes nothing. */
const UNCHANGED = {changes: {}, rejection: ''};
