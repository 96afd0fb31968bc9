import {afterEach, describe, expect, it} from 'vitest';
import {startMattermostDouble} from '../support/mattermost/double';
import type {Json} from '../support/mattermost/json';
import type {MattermostVersion} from '../support/mattermost/version_rules';
import {alertPost, type Replay, startReplay} from './mattermost_replay';

const replays: Replay[] = [];

afterEach(async () => {
    await Promise.all(replays.splice(0).map((replay) => replay.stop()));
});

const start = async (version: MattermostVersion = '11.6'): Promise<Replay> => {
    const replay = await startReplay(version);
    replays.push(replay);
    return replay;
};

/** Opening a dialog needs no login, so this sends none. */
const openDialog = async (replay: Replay, body: object): Promise<{status: number; body: Json}> => {
    const response = await fetch(`${replay.double.url}/api/v4/actions/dialogs/open`, {
        method: 'POST',
        body: JSON.stringify(body),
    });
    return {status: response.status, body: (await response.json()) as Json};
};

/** Presses, and opens a dialog with the handler's trigger id. @returns both trigger ids */
const pressAndOpen = async (replay: Replay, dialog: Json = {}): Promise<{short: unknown; long: string}> => {
    const postId = await alertPost(replay);
    const {body} = await replay.double.press(replay.alice.token, postId, 'ack');
    const long = String(replay.received.at(-1)?.body.trigger_id);
    await openDialog(replay, {trigger_id: long, url: replay.handlerUrl, dialog: {title: 'Ack', ...dialog}});
    return {short: body.trigger_id, long};
};

describe('dialogs of the Mattermost double', () => {
    it('opens one for the user who pressed, with the short trigger id and the whole definition', async () => {
        const replay = await start();
        const {short} = await pressAndOpen(replay, {state: 's1', elements: [{name: 'comment', type: 'textarea'}]});
        const event = replay.double.events.at(-1);
        expect(event).toMatchObject({event: 'open_dialog', broadcast: {user_id: replay.alice.userId, channel_id: ''}});
        const opened = JSON.parse(String(event?.data.dialog)) as Json;
        expect(opened).toEqual(replay.double.dialogOf(replay.alice.userId));
        expect(opened).toMatchObject({
            trigger_id: short,
            url: replay.handlerUrl,
            dialog: {
                title: 'Ack',
                state: 's1',
                introduction_text: '',
                elements: [{name: 'comment', type: 'textarea', optional: false, min_length: 0, options: null}],
            },
        });
    });

    it('takes the long trigger id again while it lives, but never the short, a forged or an old one', async () => {
        const replay = await start();
        const {short, long} = await pressAndOpen(replay);
        const open = (trigger: unknown) =>
            openDialog(replay, {trigger_id: trigger, url: replay.handlerUrl, dialog: {}});
        expect((await open(long)).status).toBe(200);
        expect((await open(short)).body.id).toBe('interactive_message.decode_trigger_id.missing_data');
        const [client, , millis, signature] = Buffer.from(long, 'base64').toString().split(':');
        const forged = [client, replay.bob.userId, millis, signature].join(':');
        expect((await open(Buffer.from(forged).toString('base64'))).body.id).toBe(
            'interactive_message.decode_trigger_id.verify_signature_failed',
        );
        const old = [client, replay.alice.userId, Number(millis) - 31_000, signature].join(':');
        expect(await open(Buffer.from(old).toString('base64'))).toMatchObject({
            status: 400,
            body: {id: 'interactive_message.decode_trigger_id.expired'},
        });
    });

    it('passes a submission on with the session user, whoever the client says it is', async () => {
        const replay = await start();
        await pressAndOpen(replay, {callback_id: 'c1', state: 's1'});
        replay.answer = {body: ''};
        const submission = {comment: 'hm', minutes: '30', sticky: false};
        const answer = await replay.double.submitDialog(replay.alice.token, {submission, user_id: replay.bob.userId});
        expect(answer).toEqual({status: 200, body: {}});
        const request = replay.received.at(-1);
        expect(request?.body).toEqual({
            type: 'dialog_submission',
            callback_id: 'c1',
            state: 's1',
            user_id: replay.alice.userId,
            channel_id: replay.channel.id,
            team_id: replay.double.team.id,
            submission,
            cancelled: false,
        });
        expect(request?.headers['user-agent']).toBe('Mattermost-Bot/1.1');
    });

    it('brings the errors of the handler to the client', async () => {
        const replay = await start();
        await pressAndOpen(replay);
        const submitted = async (body: string, status = 200) => {
            replay.answer = {body, status};
            return replay.double.submitDialog(replay.alice.token, {});
        };
        expect(await submitted('{"errors":{"comment":"too short"},"error":""}')).toEqual({
            status: 200,
            body: {errors: {comment: 'too short'}},
        });
        expect(await submitted('{"error":"not now"}')).toEqual({status: 200, body: {error: 'not now'}});
        expect((await submitted('{}', 500)).body.id).toBe('api.post.do_action.action_integration.app_error');
        expect((await submitted('text')).status).toBe(500);
    });

    it('ignores an answer that is not JSON before version 11', async () => {
        const replay = await start('7.0');
        await pressAndOpen(replay);
        replay.answer = {body: 'text'};
        expect(await replay.double.submitDialog(replay.alice.token, {})).toEqual({status: 200, body: {}});
    });

    it('refuses a submission from outside the channel, or into none', async () => {
        const replay = await start();
        await pressAndOpen(replay);
        const place = {url: replay.handlerUrl, team_id: replay.double.team.id};
        const submit = (token: string, channel: string) =>
            replay.double.submitDialog(token, {...place, channel_id: channel});
        expect((await submit(replay.alice.token, '')).status).toBe(404);
        expect((await submit(replay.bob.token, replay.channel.id)).status).toBe(403);
        expect((await submit('nobody', replay.channel.id)).status).toBe(401);
        expect(replay.received).toHaveLength(1);
    });

    it('calls a mounted plugin with the id of the user and nothing secret', async () => {
        const double = await startMattermostDouble();
        const channel = double.createChannel('alerts');
        const alice = double.createUser('alice', {channels: [channel.id]});
        const seen: unknown[] = [];
        double.mountPlugin('openitcockpit', async (request) => {
            const {headers, url} = request;
            seen.push([new URL(url).pathname, headers.get('mattermost-user-id'), headers.get('authorization')]);
            return Response.json({ephemeral_text: 'hello'});
        });
        const hook = double.createWebhook({channel: channel.id});
        const action = {id: 'ack', name: 'Ack', integration: {url: '/plugins/openitcockpit/api/v1/actions'}};
        await fetch(hook.url, {method: 'POST', body: JSON.stringify({attachments: [{actions: [action]}]})});
        const answer = await double.press(alice.token, String(double.posts(channel.id)[0]?.id), 'ack');
        expect(answer.status).toBe(200);
        expect(seen).toEqual([['/api/v1/actions', alice.userId, null]]);
        expect(double.events.at(-1)?.event).toBe('ephemeral_message');
        await double.stop();
    });
});
