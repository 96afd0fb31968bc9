import {ActionCookies} from './action_cookie';
import {Actions} from './actions';
import {Commands} from './commands';
import {Dialogs} from './dialogs';
import {Directory} from './directory';
import {Ephemerals} from './ephemerals';
import type {DoubleEvent} from './events';
import {Faults} from './faults';
import {Integrations} from './integration_call';
import type {Channel, UploadedFile} from './model';
import {Posts} from './posts';
import {Triggers} from './triggers';
import type {VersionRules} from './version_rules';
import {WebSocketHub} from './web_socket_hub';
import {Webhooks} from './webhooks';

export interface ServerOptions {
    readonly rules: VersionRules;
    readonly integrationTimeoutMs: number;
    readonly triggerLifetimeMs: number;
}

/** The parts of one server, wired together, without HTTP. */
export class DoubleServer {
    readonly rules: VersionRules;
    readonly directory: Directory;
    readonly posts: Posts;
    readonly ephemerals: Ephemerals;
    readonly integrations: Integrations;
    readonly actions: Actions;
    readonly commands: Commands;
    readonly dialogs: Dialogs;
    readonly webhooks: Webhooks;
    readonly hub: WebSocketHub;
    readonly triggers: Triggers;
    readonly faults = new Faults();
    /** Its licence allows several nodes. */
    mayHaveNodes = false;
    /** FileSettings.EnableFileAttachments. */
    takesFiles = true;
    /** Uploaded files by their ids, whether they are in a post or not. */
    readonly uploads = new Map<string, UploadedFile>();
    readonly events: DoubleEvent[] = [];
    /** Pictures of accounts, by their ids. */
    readonly pictures = new Map<string, Buffer>();

    constructor(options: ServerOptions) {
        this.rules = options.rules;
        this.directory = new Directory(options.rules);
        this.hub = new WebSocketHub(this.directory);
        this.integrations = new Integrations(options.rules, options.integrationTimeoutMs);
        const publish = (event: DoubleEvent): void => this.publish(event);
        this.triggers = new Triggers(options.triggerLifetimeMs);
        const {triggers} = this;
        const cookies = new ActionCookies();
        this.posts = new Posts(this.directory, publish);
        this.ephemerals = new Ephemerals(this.directory, cookies, publish);
        this.actions = new Actions(this.directory, this.posts, this.ephemerals, this.integrations, triggers, cookies);
        this.commands = new Commands(triggers, this.ephemerals);
        this.dialogs = new Dialogs(this.directory, this.integrations, triggers, publish);
        this.webhooks = new Webhooks(this.directory, this.posts);
    }

    /** Says so in the channel first, as the real one does (app/channel.go, DeleteChannel). */
    async archive(channel: Channel, userId: string): Promise<void> {
        const message = 'archived the channel.';
        await this.posts.create({userId, channel, message, type: 'system_channel_deleted'});
        channel.deleteAt = Date.now();
    }

    publish(event: DoubleEvent): void {
        this.events.push(event);
        this.hub.publish(event);
    }

    close(): void {
        this.hub.close();
        this.integrations.close();
    }
}
