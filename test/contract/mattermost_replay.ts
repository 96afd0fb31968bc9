import {createServer, type IncomingMessage, type Server, type ServerResponse} from 'node:http';
import type {AddressInfo} from 'node:net';
import {type DoubleUser, type MattermostDouble, startMattermostDouble} from '../support/mattermost/double';
import type {Json} from '../support/mattermost/json';
import type {Channel} from '../support/mattermost/model';
import type {MattermostVersion} from '../support/mattermost/version_rules';

export interface HandlerAnswer {
    readonly status?: number;
    readonly body?: string;
    readonly hangs?: boolean;
}

interface Received {
    readonly method: string;
    readonly url: string;
    readonly headers: Json;
    readonly body: Json;
}

/** The recorded set-up on the double: alice and a bot in `alerts`, bob outside, a webhook, and an action handler. */
export interface Replay {
    readonly double: MattermostDouble;
    readonly channel: Channel;
    readonly alice: DoubleUser;
    readonly bob: DoubleUser;
    readonly bot: DoubleUser;
    readonly hook: {id: string; url: string};
    /** Address of the action handler. */
    readonly handlerUrl: string;
    readonly received: Received[];
    answer: HandlerAnswer;
    stop(): Promise<void>;
}

export const startReplay = async (version: MattermostVersion): Promise<Replay> => {
    const handler = createServer();
    await new Promise<void>((resolve) => handler.listen(0, '127.0.0.1', resolve));
    const double = await startMattermostDouble({version, integrationTimeoutMs: 500});
    const channel = double.createChannel('alerts', {displayName: 'Alerts'});
    const replay: Replay = {
        double,
        channel,
        alice: double.createUser('alice', {channels: [channel.id]}),
        bob: double.createUser('bob'),
        bot: double.createBot('monitoring', {channels: [channel.id]}),
        hook: double.createWebhook({channel: channel.id, displayName: 'alerts'}),
        handlerUrl: `http://127.0.0.1:${(handler.address() as AddressInfo).port}/act`,
        received: [],
        answer: {body: '{}'},
        stop: async () => {
            await double.stop();
            await closeServer(handler);
        },
    };
    handler.on('request', (request, response) => void handle(replay, request, response));
    return replay;
};

const handle = async (replay: Replay, request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    replay.received.push({
        method: request.method ?? '',
        url: request.url ?? '',
        headers: {...request.headers},
        body: JSON.parse(Buffer.concat(chunks).toString()) as Json,
    });
    if (replay.answer.hangs) return;
    response.writeHead(replay.answer.status ?? 200, {'content-type': 'application/json'});
    response.end(replay.answer.body ?? '');
};

const closeServer = (server: Server): Promise<void> =>
    new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
    });

export const integrationOf = (replay: Replay, context: Json): Json => ({url: replay.handlerUrl, context});

/** The recorded payload: one attachment with every kind of action. */
export const alertPayload = (replay: Replay): Json => ({
    username: 'Alertmanager',
    icon_url: 'http://localhost:8067/static/images/favicon/favicon-32x32.png',
    props: {card: 'card text', custom_x: {k: 1}},
    attachments: [
        {
            fallback: 'CRITICAL db1 disk full',
            color: '#d24b4e',
            title: 'CRITICAL: db1 disk full',
            title_link: 'http://localhost:9000/x',
            text: 'disk 97%',
            fields: [
                {title: 'Host', value: 'db1', short: true},
                {title: 'Service', value: 'disk', short: true},
            ],
            footer: 'footer text',
            ts: 1700000000,
            unknown: 'vanishes',
            actions: alertActions(replay),
        },
    ],
});

export const ackAction = (replay: Replay): Json => ({
    id: 'ack',
    type: 'button',
    name: 'Acknowledge',
    style: 'primary',
    integration: integrationOf(replay, {action: 'ack', incident: 'inc-1', n: 5, nested: {a: [1, 2]}}),
});

const alertActions = (replay: Replay): Json[] => [
    ackAction(replay),
    {id: 'close2', name: 'Close', style: 'danger', integration: integrationOf(replay, {action: 'close'})},
    {name: 'NoId', integration: integrationOf(replay, {action: 'noid'})},
    {id: 'with-dash_us', type: 'button', name: 'Dashed', integration: integrationOf(replay, {action: 'dash'})},
    {
        id: 'sel',
        type: 'select',
        name: 'Owner',
        options: [
            {text: 'Ann', value: 'ann'},
            {text: 'Bob', value: 'bob'},
        ],
        integration: integrationOf(replay, {action: 'sel'}),
    },
    {
        id: 'selu',
        type: 'select',
        name: 'User',
        data_source: 'users',
        integration: integrationOf(replay, {action: 'selu'}),
    },
];

export const postHook = (replay: Replay, payload: Json): Promise<Response> =>
    fetch(replay.hook.url, {
        method: 'POST',
        headers: {'content-type': 'application/json'},
        body: JSON.stringify(payload),
    });

/** @returns the id of a fresh post made through the webhook */
export const alertPost = async (replay: Replay, extra: Json = {}): Promise<string> => {
    const before = replay.double.events.length;
    await postHook(replay, {...alertPayload(replay), ...extra});
    return String(eventPost(replay, before).id);
};

/** The post carried by the first event after `from`. */
export const eventPost = (replay: Replay, from: number): Json =>
    JSON.parse(String(replay.double.events[from]?.data.post)) as Json;

export const callApi = async (
    replay: Replay,
    token: string,
    method: string,
    path: string,
    body?: unknown,
): Promise<{status: number; body: Json}> => {
    const response = await fetch(`${replay.double.url}/api/v4${path}`, {
        method,
        headers: {authorization: `Bearer ${token}`},
        ...(body === undefined ? {} : {body: JSON.stringify(body)}),
    });
    return {status: response.status, body: (await response.json()) as Json};
};

export const actionsOfPost = (post: Json): Json[] =>
    attachmentsOfPost(post)?.flatMap(({actions}) => (Array.isArray(actions) ? (actions as Json[]) : [])) ?? [];

const attachmentsOfPost = (post: Json): Json[] | undefined => {
    const {attachments} = post.props as Json;
    return Array.isArray(attachments) ? (attachments as Json[]) : undefined;
};

/** The summary of a post that the recordings show. */
export const summaryOf = (post: Json): Json => {
    const attachments = attachmentsOfPost(post);
    const props = post.props as Json;
    return {
        message: post.message,
        type: post.type,
        user_id: post.user_id,
        edit_at: Number(post.edit_at) > 0,
        update_at_gt_create: Number(post.update_at) > Number(post.create_at),
        propKeys: Object.keys(props).sort(),
        nAtt: attachments?.length,
        acts: attachments && actionsOfPost(post).map(({id, name}) => `${id}:${name}`),
        color: attachments?.[0]?.color || undefined,
        override: props.override_username,
    };
};
