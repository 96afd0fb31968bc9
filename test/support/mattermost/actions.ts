import type {ActionCookies} from './action_cookie';
import {ApiError, actionFailed, permissionDenied, postNotFound} from './api_error';
import {findAction, typedAction} from './attachments';
import type {Directory} from './directory';
import type {Ephemerals} from './ephemerals';
import {goJsonError} from './go_json';
import type {Integrations} from './integration_call';
import {isObject, type Json, objectOf, stringOf} from './json';
import type {Channel, Post, PostAction} from './model';
import type {Posts} from './posts';
import {slackLinks} from './slack_text';
import type {Triggers} from './triggers';

/** Props that an action's update can neither change nor remove. */
const RETAINED_PROPS = ['from_webhook', 'override_username', 'override_icon_url'] as const;

export interface Press {
    readonly userId: string;
    readonly postId: string;
    readonly actionId: string;
    readonly selectedOption: string;
    readonly cookie: string;
}

/** What a press needs, from the stored post or (for an ephemeral one) from the action's cookie. */
interface Pressed {
    readonly action: PostAction;
    readonly channel: Channel;
    readonly rootId: string;
    readonly retained: Json;
    readonly post: Post | undefined;
}

/** Pressing a button or choosing from a select: the request to the integration, and the effects of its answer. */
export class Actions {
    private readonly pressedIn = new Map<string, Channel>();

    constructor(
        private readonly directory: Directory,
        private readonly posts: Posts,
        private readonly ephemerals: Ephemerals,
        private readonly integrations: Integrations,
        private readonly triggers: Triggers,
        private readonly cookies: ActionCookies,
    ) {}

    /** @returns the short trigger id, for the client that pressed */
    async press(press: Press): Promise<string> {
        const pressed = press.cookie === '' ? this.pressedPost(press) : this.pressedCookie(press);
        const {integration} = pressed.action;
        if (!integration) throw this.unknownAction(pressed.action);
        this.pressedIn.set(press.userId, pressed.channel);
        const trigger = this.triggers.issue(press.userId);
        const request = this.requestOf(press, pressed, trigger.long);
        const text = await this.integrations.post(integration.url, request, press.userId);
        this.apply(this.parse(text), press, pressed);
        return trigger.short;
    }

    /** The channel of the user's newest press, which their client shows. */
    channelOf(userId: string): Channel | undefined {
        return this.pressedIn.get(userId);
    }

    private pressedPost({userId, postId, actionId}: Press): Pressed {
        const {rules} = this.directory;
        const post = this.posts.find(postId);
        const channel = post && this.directory.channel(post.channel_id);
        // reveals nothing: an unknown post is as forbidden as one in a channel the user is not in
        if (!this.directory.isSystemAdmin(userId) && !channel?.members.has(userId)) {
            throw permissionDenied(rules, userId, rules.readPermission);
        }
        if (!post || !channel || post.delete_at > 0) throw postNotFound(rules, postId);
        const action = findAction(post, actionId);
        if (!action) throw this.unknownAction(undefined);
        const retained = RETAINED_PROPS.filter((key) => key in post.props).map((key) => [key, post.props[key]]);
        return {action, channel, rootId: post.root_id || post.id, retained: Object.fromEntries(retained), post};
    }

    private pressedCookie({userId, postId, cookie}: Press): Pressed {
        const {rules} = this.directory;
        const content = this.cookies.open(cookie);
        if (!content) throw actionFailed(rules, 'cipher: message authentication failed');
        if (content.post_id !== postId) throw actionFailed(rules, "postId doesn't match");
        const channel = this.directory.channel(stringOf(content.channel_id));
        if (!this.directory.isMember(userId, channel)) throw permissionDenied(rules, userId, rules.readPermission);
        return {
            action: typedAction(objectOf(content.action)),
            channel,
            rootId: stringOf(content.root_post_id),
            retained: objectOf(content.retain_props),
            post: this.posts.find(postId),
        };
    }

    private requestOf(press: Press, {action, channel}: Pressed, triggerId: string): Json {
        const chosen = action.type === 'select' && press.selectedOption !== '';
        const context = action.integration?.context ?? {};
        return {
            user_id: press.userId,
            user_name: this.directory.user(press.userId).username,
            channel_id: channel.id,
            channel_name: channel.name,
            team_id: channel.teamId,
            team_domain: this.directory.teams.get(channel.teamId)?.name ?? '',
            post_id: press.postId,
            trigger_id: triggerId,
            type: action.type,
            data_source: chosen ? action.data_source : '',
            context: chosen ? {...context, selected_option: press.selectedOption} : context,
        };
    }

    private parse(text: string): Json {
        const {rules} = this.directory;
        if (text === '') {
            if (rules.emptyActionAnswerFails) throw actionFailed(rules, 'EOF');
            return {};
        }
        const problem = goJsonError(text, 'model.PostActionIntegrationResponse');
        if (problem !== undefined) throw actionFailed(rules, problem);
        const answer: unknown = JSON.parse(text);
        const fields = objectOf(answer);
        for (const [key, wanted] of [
            ['update', 'object'],
            ['ephemeral_text', 'string'],
        ] as const) {
            const value = fields[key];
            if (value === undefined || value === null) continue;
            if (wanted === 'object' ? isObject(value) : typeof value === wanted) continue;
            throw actionFailed(
                rules,
                `json: cannot unmarshal ${typeof value} into Go struct field PostActionIntegrationResponse.${key} of type ${wanted === 'object' ? 'model.Post' : 'string'}`,
            );
        }
        return fields;
    }

    private apply(answer: Json, press: Press, pressed: Pressed): void {
        if (isObject(answer.update)) this.update(answer.update, press, pressed);
        const text = stringOf(answer.ephemeral_text);
        if (text === '') return;
        this.ephemerals.send(press.userId, {
            channelId: pressed.channel.id,
            rootId: pressed.rootId,
            userId: press.userId,
            message: answer.skip_slack_parsing === true ? text : slackLinks(text),
            props: pressed.retained,
        });
    }

    private update(update: Json, press: Press, {retained}: Pressed): void {
        const post = this.posts.get(press.postId);
        const given = isObject(update.props) ? {...update.props} : undefined;
        if (given) for (const key of RETAINED_PROPS) delete given[key];
        this.posts.update(post, {
            message: stringOf(update.message),
            props: given ? {...given, ...retained} : post.props,
        });
    }

    private unknownAction(action: PostAction | undefined): ApiError {
        const tooltip = this.directory.rules.serverVersion.startsWith('11.') ? '  ' : ' ';
        const detail = action
            ? `&{${action.id} ${action.type} ${action.name}${tooltip}${action.disabled} ${action.style}  []  <nil> }`
            : '<nil>';
        return new ApiError(404, 'api.post.do_action.action_id.app_error', 'Invalid action id.', `action=${detail}`);
    }
}
