import {ApiError, PostRejected} from './api_error';
import type {Directory} from './directory';
import {isObject, type Json, objectOf, stringOf} from './json';
import type {Channel, IncomingWebhook} from './model';
import {MAX_MESSAGE_RUNES} from './post_rules';
import type {Posts} from './posts';
import {slackAttachments, slackText} from './slack_text';

/** Characters for the props of a webhook's attachments; what does not fit moves to a further post. */
const PROPS_BUDGET = 760_000;
const IGNORED_PROPS = new Set(['attachments', 'override_icon_url', 'override_username', 'from_webhook']);
/** Emoji the double knows by name; the real server knows all. */
const EMOJI: Readonly<Record<string, string>> = {fire: '1f525', warning: '26a0', white_check_mark: '2705'};

/** Incoming webhooks: from a payload to one or more posts of the hook's owner. */
export class Webhooks {
    constructor(
        private readonly directory: Directory,
        private readonly posts: Posts,
    ) {}

    /** @param payload parsed body; undefined if it was not an object */
    async handle(hookId: string, payload: Json | undefined, mediaType: string): Promise<void> {
        try {
            await this.deliver(hookId, payload);
        } catch (error) {
            if (!(error instanceof ApiError) || !this.directory.rules.wrapsWebhookErrors) throw error;
            throw wrapped(error, hookId, mediaType);
        }
    }

    private async deliver(hookId: string, payload: Json | undefined): Promise<void> {
        if (!payload) {
            throw new WebhookError(400, 'web.incoming_webhook.parse.app_error', 'Unable to parse incoming data.');
        }
        checkTypes(payload);
        const text = stringOf(payload.text);
        const given = Array.isArray(payload.attachments) ? payload.attachments.filter(isObject) : [];
        if (text === '' && given.length === 0) {
            throw new WebhookError(400, 'web.incoming_webhook.text.app_error', 'No text specified.');
        }
        const hook = this.directory.webhooks.get(hookId);
        if (!hook) throw new WebhookError(400, 'web.incoming_webhook.invalid.app_error', 'Invalid webhook.');
        const channel = this.channelOf(hook, stringOf(payload.channel));
        this.checkPlace(hook, channel);
        const attachments = slackAttachments(given);
        const type = attachments.length > 0 ? 'slack_attachment' : stringOf(payload.type);
        if (type.startsWith('system_')) {
            throw new WebhookError(
                400,
                'api.context.invalid_param.app_error',
                'Invalid post.type parameter.',
                '',
                'CreateWebhookPost',
            );
        }
        const priority = this.priorityOf(payload.priority);
        for (const part of split(slackText(text), propsOf(hook, payload), attachments)) {
            const setOnline = this.directory.rules.webhookSetsOnline;
            const post = {...part, userId: hook.userId, channel, type, priority, setOnline, byWebhook: true};
            await this.posts.create(post).catch((error: unknown) => {
                throw error instanceof PostRejected ? notCreated(error) : error;
            });
        }
    }

    private channelOf(hook: IncomingWebhook, name: string): Channel {
        if (name === '') return this.directory.channel(hook.channelId);
        if (name.startsWith('@')) {
            const user = this.directory.userByName(name.slice(1));
            if (!user) throw new WebhookError(400, 'web.incoming_webhook.user.app_error', "Couldn't find the user.");
            return this.directory.directChannel(hook.userId, user.id);
        }
        const wanted = name.replace(/^#/, '');
        const channel = this.directory.channelByName(hook.teamId, wanted) ?? this.directory.channelByName('', wanted);
        if (channel) return channel;
        throw new WebhookError(
            404,
            'web.incoming_webhook.channel.app_error',
            "Couldn't find the channel.",
            this.directory.rules.resourceNotFound('Channel', `TeamId=${hook.teamId}&Name=${wanted}`),
        );
    }

    private checkPlace(hook: IncomingWebhook, channel: Channel): void {
        if (hook.channelLocked && hook.channelId !== channel.id) {
            throw new WebhookError(
                403,
                'web.incoming_webhook.channel_locked.app_error',
                'This webhook is not permitted to post to the requested channel.',
            );
        }
        if (channel.type !== 'O' && !this.directory.isMember(hook.userId, channel)) {
            throw new WebhookError(
                403,
                'web.incoming_webhook.permissions.app_error',
                'Inappropriate channel permissions.',
            );
        }
    }

    private priorityOf(priority: unknown): Json | undefined {
        if (!this.directory.rules.webhookPriority || !isObject(priority)) return undefined;
        if (stringOf(priority.priority) === '') {
            throw new WebhookError(
                400,
                'api.context.invalid_param.app_error',
                'Invalid webhook.priority.priority parameter.',
                'Setting the priority of a post is required to use priority.',
                'CreateWebhookPost',
            );
        }
        return {
            priority: priority.priority,
            requested_ack: priority.requested_ack === true,
            persistent_notifications: priority.persistent_notifications ?? null,
        };
    }
}

class WebhookError extends ApiError {
    constructor(
        status: number,
        id: string,
        message: string,
        detail = '',
        readonly where = 'HandleIncomingWebhook',
    ) {
        super(status, id, message, detail);
    }
}

/** The server reports a plugin's rejection as its own failure, whatever the reason. */
const notCreated = (rejected: PostRejected): WebhookError =>
    new WebhookError(
        500,
        'api.post.create_webhook_post.creating.app_error',
        'Error creating post.',
        `createPost: ${rejected.message}`,
        'CreateWebhookPost',
    );

const wrapped = (error: ApiError, hookId: string, mediaType: string): ApiError => {
    const where = error instanceof WebhookError ? error.where : 'HandleIncomingWebhook';
    const detail = error.detail === '' ? '' : `, ${error.detail}`;
    return new ApiError(
        error.status,
        'web.incoming_webhook.general.app_error',
        `Failed to handle the payload of media type ${mediaType} for incoming webhook ${hookId}.`,
        `${where}: ${error.message}${detail}`,
    );
};

const propsOf = (hook: IncomingWebhook, payload: Json): Json => {
    const icon = stringOf(payload.icon_url) || hook.iconUrl;
    const emoji = stringOf(payload.icon_emoji).replace(/^:|:$/g, '');
    const own = Object.entries(objectOf(payload.props)).filter(([key]) => !IGNORED_PROPS.has(key));
    return {
        from_webhook: 'true',
        override_username: stringOf(payload.username) || hook.username || 'webhook',
        ...(icon === '' ? {} : {override_icon_url: icon}),
        ...(emoji === ''
            ? {}
            : {override_icon_emoji: emoji, override_icon_url: `/static/emoji/${EMOJI[emoji] ?? '2753'}.png`}),
        ...Object.fromEntries(own),
        webhook_display_name: hook.displayName,
    };
};

/** Go's decoder refuses a payload whose fields have the wrong type. */
const checkTypes = (payload: Json): void => {
    const wrong =
        ['text', 'username', 'icon_url', 'channel', 'type', 'icon_emoji'].find((key) => {
            const value = payload[key];
            return value !== undefined && value !== null && typeof value !== 'string';
        }) ??
        (payload.attachments !== undefined && payload.attachments !== null && !Array.isArray(payload.attachments)
            ? 'attachments'
            : undefined) ??
        (payload.props !== undefined && payload.props !== null && !isObject(payload.props) ? 'props' : undefined);
    if (wrong === undefined) return;
    throw new WebhookError(
        400,
        'model.incoming_hook.parse_data.app_error',
        'Unable to parse incoming data.',
        `json: cannot unmarshal ${typeof payload[wrong]} into Go struct field IncomingWebhookRequest.${wrong}`,
        'IncomingWebhookRequestFromJSON',
    );
};

/** Long text becomes several posts; attachments go to the last one, and to further ones if they do not fit. */
const split = (text: string, props: Json, attachments: readonly Json[]): {message: string; props: Json}[] => {
    const parts: {message: string; props: Json}[] = [];
    const runes = text.length > MAX_MESSAGE_RUNES ? [...text] : undefined;
    for (let start = 0; runes && start < runes.length; start += MAX_MESSAGE_RUNES) {
        parts.push({message: runes.slice(start, start + MAX_MESSAGE_RUNES).join(''), props});
    }
    if (!runes) parts.push({message: text, props});
    for (const attachment of attachments) {
        const last = parts[parts.length - 1];
        const held = last && Array.isArray(last.props.attachments) ? last.props.attachments : [];
        const size = JSON.stringify({...props, attachments: [...held, attachment]}).length;
        const excess = size - PROPS_BUDGET;
        const fitting =
            held.length === 0 && excess > 0
                ? {...attachment, text: stringOf(attachment.text).slice(0, -excess)}
                : attachment;
        if (last && (held.length === 0 || excess <= 0)) last.props = {...props, attachments: [...held, fitting]};
        else parts.push({message: '', props: {...props, attachments: [attachment]}});
    }
    return parts;
};
