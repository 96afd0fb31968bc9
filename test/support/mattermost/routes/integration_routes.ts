import type {Hono} from 'hono';
import {ApiError, invalidBodyParam, invalidUrlParam, permissionDenied} from '../api_error';
import {type DoubleEnv, jsonBody, limitedText, requireSession} from '../auth';
import {isId} from '../ids';
import {isObject, type Json, stringOf} from '../json';
import type {DoubleServer} from '../server';
import {webhookToWire} from '../wire';

export const integrationRoutes = (api: Hono<DoubleEnv>, server: DoubleServer): void => {
    const {directory, rules} = server;

    api.post('/posts/:post_id{[A-Za-z0-9]+}/actions/:action_id{[A-Za-z0-9]+}', async (c) => {
        const {userId} = requireSession(c);
        const postId = c.req.param('post_id');
        if (!isId(postId)) throw invalidUrlParam('post_id');
        // an unreadable body only causes a warning on the real server
        const body = (parse(await c.req.text()) ?? {}) as Json;
        const triggerId = await server.actions.press({
            userId,
            postId,
            actionId: c.req.param('action_id'),
            selectedOption: stringOf(body.selected_option),
            cookie: stringOf(body.cookie),
        });
        return c.json({status: 'OK', trigger_id: triggerId});
    });

    api.post('/commands/execute', async (c) => {
        const {userId} = requireSession(c);
        const body = await jsonBody(c, directory, 'command_args');
        const line = stringOf(body.command);
        if (line.length < 2 || !line.startsWith('/')) throw invalidBodyParam('command');
        const channel = directory.channels.get(stringOf(body.channel_id));
        if (!channel || !directory.isMember(userId, channel)) throw permissionDenied(rules, userId, 'create_post');
        // A direct channel belongs to no team: there it is the one that the client says.
        const teamId = channel.teamId || stringOf(body.team_id);
        const typed = {userId, channelId: channel.id, teamId, rootId: stringOf(body.root_id), line};
        return c.json(await server.commands.execute(typed));
    });

    api.post('/actions/dialogs/open', async (c) => {
        server.dialogs.open(await jsonBody(c, directory, 'dialog'));
        return c.json({status: 'OK'});
    });

    api.post('/actions/dialogs/submit', async (c) => {
        const {userId} = requireSession(c);
        return c.json(await server.dialogs.submit(await jsonBody(c, directory, 'dialog'), userId));
    });

    api.post('/hooks/incoming', async (c) => {
        const {userId} = requireSession(c);
        const body = await jsonBody(c, directory, 'incoming_webhook');
        if (stringOf(body.channel_id) === '') throw invalidBodyParam('channel_id');
        const channel = directory.channel(stringOf(body.channel_id));
        if (!directory.isTeamAdmin(userId, channel.teamId)) {
            throw permissionDenied(rules, userId, 'manage_incoming_webhooks');
        }
        const username = stringOf(body.username);
        if (username !== '' && !/^[a-z0-9._-]+$/.test(username)) {
            throw new ApiError(400, 'api.incoming_webhook.invalid_username.app_error', 'Invalid username.');
        }
        const hook = directory.addWebhook({
            userId: stringOf(body.user_id) || userId,
            channelId: channel.id,
            teamId: channel.teamId,
            displayName: stringOf(body.display_name),
            description: stringOf(body.description),
            username,
            iconUrl: stringOf(body.icon_url),
            channelLocked: body.channel_locked === true,
        });
        return c.json(webhookToWire(hook), 201);
    });
};

/** `/hooks/{id}` is outside the API: the id is the only secret. */
export const hookRoutes = (app: Hono<DoubleEnv>, server: DoubleServer): void => {
    app.post('/hooks/:hook_id{[A-Za-z0-9]+}', async (c) => {
        const mediaType = (c.req.header('content-type') ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
        const form = mediaType === 'multipart/form-data';
        const payload = form
            ? await multipartPayload(await c.req.formData())
            : payloadOf(await limitedText(c, server.directory), mediaType);
        await server.webhooks.handle(c.req.param('hook_id'), payload, mediaType);
        return c.text('ok', 200, {'content-type': 'text/plain'});
    });
};

const payloadOf = (text: string, mediaType: string): Json | undefined => {
    const json =
        mediaType === 'application/x-www-form-urlencoded' ? (new URLSearchParams(text).get('payload') ?? '') : text;
    const value = parse(json) ?? parse(escapeRawBreaks(json));
    return isObject(value) ? value : undefined;
};

/** The multipart decoder reads the payload's own fields, one part each; newer servers also read `payload`. */
const multipartPayload = async (form: FormData): Promise<Json | undefined> => {
    const whole = form.get('payload');
    if (typeof whole === 'string') return payloadOf(whole, '');
    return Object.fromEntries(
        ['text', 'username', 'icon_url', 'channel', 'type', 'icon_emoji'].flatMap((key) => {
            const value = form.get(key);
            return typeof value === 'string' ? [[key, value]] : [];
        }),
    );
};

const parse = (text: string): unknown => {
    try {
        return JSON.parse(text);
    } catch {
        return undefined;
    }
};

/** The server parses broken JSON a second time, with raw newlines and tabs escaped in the text fields. */
const escapeRawBreaks = (text: string): string =>
    text.replace(/"(?:text|fallback|pretext|author_name|title|value)"\s*:\s*"(?:[^"\\]|\\.)*"/g, (field) =>
        field.replace(/\n/g, '\\n').replace(/\r/g, '').replace(/\t/g, '\\t'),
    );
