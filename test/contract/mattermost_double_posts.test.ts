import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import type {Json} from '../support/mattermost/json';
import {MATTERMOST_VERSIONS} from '../support/mattermost/version_rules';
import {ackAction, callApi, postHook, type Replay, startReplay} from './mattermost_replay';

let replay: Replay;

beforeAll(async () => {
    replay = await startReplay('11.6');
});
afterAll(() => replay.stop());

const asBot = (method: string, path: string, body?: unknown) => callApi(replay, replay.bot.token, method, path, body);

const createPost = async (fields: Json = {}): Promise<Json> => {
    const {body} = await asBot('POST', '/posts', {channel_id: replay.channel.id, message: 'hello', ...fields});
    return body;
};

describe('posts of the Mattermost double', () => {
    it('keeps type and attachments of a bot post and marks it as one', async () => {
        const props = {oitc_alert: {version: 1}, attachments: [{text: 'x', actions: [ackAction(replay)]}]};
        const post = await createPost({type: 'custom_oitc_alert', props});
        expect(post).toMatchObject({
            type: 'custom_oitc_alert',
            props: {from_bot: 'true', oitc_alert: {version: 1}},
            metadata: {embeds: [{type: 'message_attachment'}]},
        });
        expect((await replay.double.press(replay.alice.token, String(post.id), 'ack')).status).toBe(200);
    });

    it.each<[string, Json, number, string]>([
        ['a type of more than 26 characters', {type: `custom_${'x'.repeat(20)}`}, 500, 'app.post.save.app_error'],
        ['a type of the system', {type: 'system_x'}, 400, 'model.post.is_valid.type.app_error'],
        ['a text too long', {message: 'x'.repeat(16_384)}, 400, 'model.post.is_valid.message_length.app_error'],
        ['an unknown root', {root_id: 'a'.repeat(26)}, 400, 'api.post.create_post.root_id.app_error'],
        ['a foreign channel', {channel_id: 'c'.repeat(26)}, 403, 'api.context.permissions.app_error'],
        ['a body too large', {message: 'x'.repeat(300_001)}, 413, 'api.context.request_body_too_large.app_error'],
    ])('refuses %s', async (_, fields, status, id) => {
        const answer = await asBot('POST', '/posts', {channel_id: replay.channel.id, message: 'hello', ...fields});
        expect([answer.status, answer.body.id]).toEqual([status, id]);
    });

    it('keeps buttons on a patch of the message, with an event and the edited mark', async () => {
        const post = await createPost({props: {attachments: [{text: 'x', actions: [ackAction(replay)]}]}});
        const {body} = await asBot('PUT', `/posts/${post.id}/patch`, {message: 'changed'});
        expect(body).toMatchObject({message: 'changed', props: {attachments: [{actions: [{id: 'ack'}]}]}});
        expect(Number(body.edit_at)).toBeGreaterThan(0);
        expect(replay.double.events.at(-1)?.event).toBe('post_edited');
        expect((await replay.double.press(replay.alice.token, String(post.id), 'ack')).status).toBe(200);
    });

    it('lets only administrators change posts of others', async () => {
        const post = await createPost();
        const patch = (token: string) => callApi(replay, token, 'PUT', `/posts/${post.id}/patch`, {message: 'mine'});
        expect(await patch(replay.alice.token)).toMatchObject({
            status: 403,
            body: {id: 'api.context.permissions.app_error'},
        });
        expect((await patch(replay.double.adminToken)).status).toBe(200);
    });

    it('groups replies into a thread', async () => {
        const root = await createPost();
        const reply = await createPost({root_id: root.id, message: 'a reply'});
        const {body} = await asBot('GET', `/posts/${root.id}/thread`);
        expect(body.order).toEqual([root.id, reply.id]);
        expect((await asBot('GET', `/posts/${root.id}`)).body.reply_count).toBe(1);
    });

    it('creates a post once for one pending id', async () => {
        const pending = {pending_post_id: 'one'};
        expect((await createPost(pending)).id).toBe((await createPost(pending)).id);
    });

    it('deletes posts, closes archived channels, and lists the rest newest first', async () => {
        const channel = replay.double.createChannel('closing', {members: [replay.bot.userId]});
        const first = await createPost({channel_id: channel.id});
        const second = await createPost({channel_id: channel.id});
        const third = await createPost({channel_id: channel.id});
        replay.double.deletePost(String(second.id));
        expect((await asBot('GET', `/posts/${second.id}`)).status).toBe(404);
        expect((await asBot('GET', `/channels/${channel.id}/posts`)).body.order).toEqual([third.id, first.id]);
        await replay.double.archiveChannel(channel.id);
        const late = await asBot('POST', '/posts', {channel_id: channel.id, message: 'late'});
        expect([late.status, late.body.id]).toEqual([400, 'api.post.create_post.can_not_post_to_deleted.error']);
    });

    it('forces the type of webhook posts with attachments, and keeps props.type', async () => {
        const props = {type: 'custom_oitc_alert'};
        await postHook(replay, {text: 'x', type: 'custom_oitc_alert', props, attachments: [{text: 'y'}]});
        expect(replay.double.posts(replay.channel.id).at(-1)).toMatchObject({
            type: 'slack_attachment',
            props: {type: 'custom_oitc_alert'},
        });
    });
});

describe.each(MATTERMOST_VERSIONS)('PUT /posts/{id} without props on %s', (version) => {
    it(version === '11.6' ? 'keeps them' : 'drops them', async () => {
        const own = await startReplay(version);
        const made = await callApi(own, own.bot.token, 'POST', '/posts', {
            channel_id: own.channel.id,
            message: 'x',
            props: {k: 1},
        });
        const put = await callApi(own, own.bot.token, 'PUT', `/posts/${made.body.id}`, {
            id: made.body.id,
            message: 'y',
        });
        expect(put.status).toBe(200);
        expect('k' in (put.body.props as Json)).toBe(version === '11.6');
        await own.stop();
    });
});
