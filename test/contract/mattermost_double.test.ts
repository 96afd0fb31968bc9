import {readFileSync} from 'node:fs';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import type {Json} from '../support/mattermost/json';
import {MATTERMOST_VERSIONS, type MattermostVersion} from '../support/mattermost/version_rules';
import {normalize} from './mattermost_normalize';
import {
    ackAction,
    actionsOfPost,
    alertPayload,
    alertPost,
    callApi,
    eventPost,
    type HandlerAnswer,
    integrationOf,
    postHook,
    type Replay,
    startReplay,
    summaryOf,
} from './mattermost_replay';

type Recording = Readonly<Record<string, readonly {label: string; value: unknown}[]>>;

const recordingOf = (version: MattermostVersion): Recording =>
    JSON.parse(
        readFileSync(new URL(`../fixtures/mattermost/recorded_${version}.json`, import.meta.url), 'utf8'),
    ) as Recording;

describe.each(MATTERMOST_VERSIONS)('double of Mattermost %s against the recording', (version) => {
    const recording = recordingOf(version);
    let replay: Replay;

    beforeAll(async () => {
        replay = await startReplay(version);
    });
    afterAll(() => replay.stop());

    /** What was recorded under the heading that starts with `heading`, by label. */
    const recorded = (heading: string, label: string, nth = 0): unknown => {
        const section = Object.entries(recording).find(([title]) => title.split(' ')[0] === heading)?.[1];
        const entry = section?.filter((candidate) => candidate.label === label)[nth];
        if (!entry) throw new Error(`the ${version} recording has no "${label}" under "${heading}"`);
        return normalize(entry.value);
    };
    const press = (postId: string, actionId: string, answer: HandlerAnswer, option = '') => {
        replay.answer = answer;
        return replay.double.press(replay.alice.token, postId, actionId, option);
    };
    const postAs = (id: string): Json => replay.double.post(id);
    /** Status and the summarized events of a press, as the recordings show them. */
    const pressWithEvents = async (postId: string, actionId: string, answer: object): Promise<Json> => {
        const from = replay.double.events.length;
        const {status} = await press(postId, actionId, {body: JSON.stringify(answer)});
        const events = replay.double.events.slice(from).map(({event, data, broadcast}) => {
            const post = JSON.parse(String(data.post)) as Json;
            const whole = event === 'ephemeral_message' ? {eph_post: post} : {};
            return {event, post: summaryOf(post), ...whole, bcast: broadcast};
        });
        return {status, events};
    };

    it('stores a webhook post and tells the channel', async () => {
        const response = await postHook(replay, alertPayload(replay));
        expect([response.status, response.headers.get('content-type'), await response.text()]).toEqual([
            200,
            'text/plain',
            'ok',
        ]);
        const event = replay.double.events.at(-1);
        const posted = {...event, data: {...event?.data, post: JSON.parse(String(event?.data.post))}, seq: 2};
        expect(normalize(posted)).toEqual(recorded('1', 'posted'));
    });

    it('asks the handler exactly as recorded', async () => {
        const postId = await alertPost(replay);
        const events = replay.double.events.length;
        expect(normalize(await press(postId, 'ack', {body: '{}'}))).toEqual(recorded('2', ''));
        expect(normalize(replay.received.at(-1))).toEqual(recorded('2', 'handler received'));
        expect(replay.double.events).toHaveLength(events);
    });

    it('shows an ephemeral text to the one who pressed, and updates the message only', async () => {
        const postId = await alertPost(replay);
        const text = 'You acked **inc-1** <https://example.test|link>';
        expect(normalize(await pressWithEvents(postId, 'ack', {ephemeral_text: text}))).toEqual(recorded('3', ''));
        expect(normalize(summaryOf(postAs(postId)))).toEqual(recorded('3', 'after'));
        const update = {update: {message: 'Acked by @alice'}, ephemeral_text: 'done'};
        expect(normalize(await pressWithEvents(postId, 'ack', update))).toEqual(recorded('4', ''));
        expect(normalize(summaryOf(postAs(postId)))).toEqual(recorded('4', 'after'));
        expect((await press(postId, 'ack', {body: '{}'})).status, 'the button still works').toBe(200);
    });

    it('replaces, empties and removes props as recorded', async () => {
        const postId = await alertPost(replay, {text: 'before'});
        const attachment = {
            color: '#3db887',
            title: 'ACKED db1',
            text: 'by alice',
            actions: [{id: 'close2', name: 'Close', integration: integrationOf(replay, {action: 'close'})}],
        };
        const steps = [
            ['5', 'ack', {props: {attachments: [attachment]}}],
            ['6', 'close2', {message: 'Closed', props: {attachments: []}}],
        ] as const;
        for (const [heading, action, update] of steps) {
            expect(normalize(await pressWithEvents(postId, action, {update}))).toEqual(recorded(heading, ''));
            expect(normalize(summaryOf(postAs(postId)))).toEqual(recorded(heading, 'after'));
            expect(normalize(postAs(postId).props)).toEqual(recorded(heading, 'props'));
        }
        expect(normalize(await press(postId, 'ack', {body: '{}'}))).toEqual(recorded('5b', ''));
        const other = await alertPost(replay);
        const cleared = {update: {message: 'm7', props: {}}};
        expect(normalize(await pressWithEvents(other, 'ack', cleared))).toEqual(recorded('7', ''));
        expect(normalize(postAs(other).props)).toEqual(recorded('7', 'props'));
    });

    it('empties the message on an empty update and keeps the props the host owns', async () => {
        const emptied = await alertPost(replay, {text: 'before'});
        expect(normalize(await press(emptied, 'ack', {body: '{"update":{}}'}))).toEqual(recorded('7c', ''));
        expect(normalize(summaryOf(postAs(emptied)))).toEqual(recorded('7c', 'after'));
        const forged = await alertPost(replay);
        const props = {
            override_username: 'Evil',
            from_webhook: 'false',
            webhook_display_name: 'zz',
            extra: 1,
            attachments: [{text: 't'}],
        };
        await press(forged, 'ack', {body: JSON.stringify({update: {message: 'x', props}})});
        expect(normalize(postAs(forged).props)).toEqual(recorded('7d', 'props'));
    });

    it.each<[string, HandlerAnswer, string?]>([
        ['non-JSON 200 -> 400', {body: 'ok'}],
        ['201 JSON -> 400', {status: 201, body: '{}'}],
        ['204 -> 400', {status: 204}],
        ['400 JSON -> 400', {status: 400, body: '{}'}],
        ['500 -> 400', {status: 500, body: 'oops'}],
        ['302 -> 400', {status: 302}],
        ['array -> 400', {body: '[]'}],
        ['null -> 200', {body: 'null'}],
        ['string -> 400', {body: '{"update":"text"}'}],
        ['update null + error field -> 200', {body: '{"update":null,"error":{"message":"no"}}'}],
        [version === '5.37' ? 'empty body 200 -> 400' : 'empty body 200 -> 200', {body: ''}],
    ])('answers the client after a handler that says: %s', async (label, answer) => {
        const postId = await alertPost(replay);
        const before = postAs(postId);
        const {status, body} = await press(postId, 'ack', answer);
        expect(status).toBe(Number(label.slice(-3)));
        expect(normalize(body)).toEqual(recorded('8', label));
        expect(postAs(postId)).toEqual(before);
    });

    it('knows action ids of letters and digits only, and makes one where it is missing', async () => {
        const postId = await alertPost(replay);
        expect(normalize(await press(postId, 'with-dash_us', {body: '{}'}))).toEqual(recorded('9', ''));
        const generated = actionsOfPost(postAs(postId)).find(({name}) => name === 'NoId')?.id;
        const {status} = await press(postId, String(generated), {body: '{}'});
        expect(normalize({status, ctx: replay.received.at(-1)?.body})).toEqual(recorded('9', 'NoId'));
    });

    it('hands a chosen option over in the context, whatever it is', async () => {
        const postId = await alertPost(replay);
        const choose = async (action: string, option: string): Promise<unknown> => {
            const {status} = await press(postId, action, {body: '{}'}, option);
            return normalize({status, rec: replay.received.at(-1)?.body});
        };
        expect(await choose('sel', 'bob')).toEqual(recorded('10', '', 0));
        expect(await choose('selu', replay.alice.userId)).toEqual(recorded('10', '', 1));
        await choose('sel', 'not-in-list');
        const rec = replay.received.at(-1)?.body.context;
        expect(normalize({status: 200, rec})).toEqual(recorded('10', 'option not in list'));
        expect(await choose('sel', '')).toEqual(recorded('10', 'no option'));
    });

    it('refuses strangers, unknown actions and deleted posts', async () => {
        const postId = await alertPost(replay);
        const stranger = await replay.double.press(replay.bob.token, postId, 'ack');
        expect(normalize(stranger)).toEqual(recorded('11', 'non-member'));
        const anonymous = await replay.double.press('nobody', postId, 'ack');
        expect({status: anonymous.status, body: anonymous.body.id}).toEqual(recorded('11', 'anonymous'));
        expect(normalize(await press(postId, 'nosuch', {}))).toEqual(recorded('11', 'no such action'));
        replay.double.deletePost(postId);
        expect(normalize(await press(postId, 'ack', {}))).toEqual(recorded('I', ''));
    });

    it('tells what is wrong with an integration address', async () => {
        const closedPort = 'http://127.0.0.1:1/x';
        const actions: Json[] = [
            {id: 'a', name: 'A', integration: {url: closedPort, context: {}}},
            {id: 'p', name: 'Priv', integration: {url: 'http://127.0.0.2:9797/x', context: {}}},
            {id: 'nourl', name: 'NoUrl', integration: {url: '', context: {}}},
            {id: 'noint', name: 'NoInt'},
            {id: 'rel', name: 'Rel', integration: {url: '/plugins/nope/x', context: {}}},
        ];
        const postId = await alertPost(replay, {attachments: [{text: 'x', actions}]});
        expect(actionsOfPost(postAs(postId))).toEqual(recorded('13', 'hook 200 ok'));
        for (const id of ['a', 'p', 'nourl', 'noint', 'rel']) {
            expect(normalize(await press(postId, id, {})), id).toEqual(recorded('13', id));
        }
    });

    it('gives up on a slow handler with the recorded error', async () => {
        const postId = await alertPost(replay);
        expect(normalize(await press(postId, 'ack', {hangs: true}))).toEqual(recorded('G', ''));
    });

    it('never shows the integration, and loses it when what is read is written back', async () => {
        const message = 'by the bot';
        const props = {attachments: [{text: 'x', actions: [ackAction(replay)]}]};
        const made = await callApi(replay, replay.bot.token, 'POST', '/posts', {
            channel_id: replay.channel.id,
            message,
            props,
        });
        const id = String(made.body.id);
        const read = await callApi(replay, replay.bot.token, 'GET', `/posts/${id}`);
        expect(actionsOfPost(read.body)[0]).toEqual(recorded('E2', ''));
        const patch = await callApi(replay, replay.bot.token, 'PUT', `/posts/${id}/patch`, {
            message,
            props: read.body.props,
        }).then(
            ({status}) => status,
            () => 'connection closed (server panic)',
        );
        const pressed = await press(id, 'ack', {body: '{}'});
        const seen =
            pressed.status === 200
                ? {patch, press: 200, body: pressed.body}
                : {patch, press: pressed.status, body: pressed.body.id, detail: pressed.body.detailed_error};
        expect(normalize(seen)).toEqual(recorded('E3', ''));
    });

    it('takes an update whose actions come without integration', async () => {
        const postId = await alertPost(replay);
        const {integration: _, ...bare} = ackAction(replay);
        const update = {message: 'm', props: {attachments: [{actions: [bare]}]}};
        expect(normalize(await press(postId, 'ack', {body: JSON.stringify({update})}))).toEqual(recorded('E3b', ''));
        const {user_id: _user, update_at_gt_create: _updated, ...summary} = summaryOf(postAs(postId));
        expect(normalize(summary)).toEqual(recorded('E3b', 'after'));
    });

    it('gives ephemeral posts a cookie that pressing needs', async () => {
        const ephemeral = {
            user_id: replay.alice.userId,
            post: {
                channel_id: replay.channel.id,
                message: 'x',
                props: {attachments: [{text: 'x', actions: [ackAction(replay)]}]},
            },
        };
        const asBot = await callApi(replay, replay.bot.token, 'POST', '/posts/ephemeral', ephemeral);
        expect([asBot.status, asBot.body.id]).toEqual([403, 'api.context.permissions.app_error']);
        const asAdmin = await callApi(replay, replay.double.adminToken, 'POST', '/posts/ephemeral', ephemeral);
        const action = actionsOfPost(asAdmin.body)[0] ?? {};
        const label = 'as bot 403 api.context.permissions.app_error as admin 201';
        expect(normalize({id: action.id, cookie: action.cookie})).toEqual(recorded('E4', label));
        const path = `/posts/${asAdmin.body.id}/actions/ack`;
        replay.answer = {body: '{"update":{"message":"m"}}'};
        const pressed = await callApi(replay, replay.alice.token, 'POST', path, {cookie: action.cookie});
        expect(normalize({...pressed, ctx: replay.received.at(-1)?.body})).toEqual(recorded('E4', ''));
        const bare = await callApi(replay, replay.alice.token, 'POST', path, {});
        expect(normalize(bare.body)).toEqual(recorded('E4', 'without cookie 403'));
    });

    const field = {fields: [{title: 'n', value: 5, short: true}]};
    it.each<[string, Json]>([
        ['text only -> 200 ok', {text: 'hi'}],
        ['empty -> 400', {}],
        ['no text, attachments with empty list -> 400', {attachments: []}],
        ['attachment without anything -> 200 ok', {attachments: [{}]}],
        ['too long text -> 200 ok', {text: 'x'.repeat(20_000)}],
        ['channel override -> 200 ok', {text: 'x', channel: 'town-square'}],
        ['channel @alice -> 200 ok', {text: 'x', channel: '@alice'}],
        ['channel none -> 404', {text: 'x', channel: 'nope'}],
        ['root_id ignored? -> 200 ok', {text: 'reply', root_id: 'a'.repeat(26)}],
        ['type custom -> 200 ok', {text: 't', type: 'custom_alert'}],
        ['type system -> 400', {text: 't', type: 'system_join_channel'}],
        ['icon_emoji -> 200 ok', {text: 't', icon_emoji: 'fire'}],
        ['mentions -> 200 ok', {text: 'hey <!channel> @here @alice <y|x>'}],
        ['priority -> 200 ok', {text: 'p', priority: {priority: 'urgent'}}],
        ['fields number value -> 200 ok', {attachments: [field]}],
        ['color bogus + ts string -> 200 ok', {attachments: [{text: 'x', color: 'notacolor', ts: '1700000000'}]}],
    ])('takes or refuses a webhook payload: %s', async (label, payload) => {
        const from = replay.double.events.length;
        const response = await postHook(replay, payload);
        const text = await response.text();
        expect(`${response.status}${response.ok ? ` ${text}` : ''}`).toBe(label.split('-> ')[1]);
        if (!response.ok) {
            const {id, message, detailed_error} = JSON.parse(text) as Json;
            expect(normalize({id, msg: message, det: detailed_error})).toEqual(recorded('F', label));
            return;
        }
        const post = eventPost(replay, from);
        const message = String(post.message);
        const seen = {
            msg: message.slice(0, 60),
            len: message.length,
            type: post.type,
            root: post.root_id,
            props: post.props,
        };
        expect(normalize(seen)).toEqual(recorded('F', label));
    });
});
