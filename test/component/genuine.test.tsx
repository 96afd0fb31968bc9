import {screen, waitFor} from '@testing-library/react';
import {describe, expect, test} from 'vitest';
import {ALERT_POST_TYPE} from '#contract';
import {alertPost, alertProps, BOT_ID, POST_ID, USER_ID, webhookPost} from '../support/webapp/fixtures';
import {renderPlugin} from '../support/webapp/render_plugin';

const PATH = '/plugins/openitcockpit/api/v1/posts/genuine';
const CARD = {name: 'CRITICAL: Ping on web01'};

const card = () => screen.queryByRole('group', CARD);
/** As if made by somebody else, or by a webhook of theirs. */
const byOther = () => alertPost({user_id: USER_ID, props: {...alertPost().props, from_webhook: 'true'}});

describe('a card', () => {
    test('is drawn for a post of our bot, without asking again', async () => {
        const {server} = await renderPlugin();
        expect(card()).toBeVisible();
        expect(server.requests).toEqual([]);
    });

    test('is not drawn without asking for what came through a webhook of our bot', async () => {
        const post = alertPost({props: {...alertPost().props, from_webhook: 'true'}});
        const {server} = await renderPlugin({post});
        server.answer(PATH, {body: {bot_id: BOT_ID, genuine: []}});
        await waitFor(() => expect(server.requests).toHaveLength(1));
        expect(card()).toBeNull();
    });

    test('is not drawn for a post of anybody else that the handler does not know', async () => {
        const {server, host} = await renderPlugin({post: byOther(), isBotKnown: false});
        expect(card()).toBeNull();
        expect(screen.getByText(/native text/)).toBeVisible();
        server.answer(PATH, {body: {bot_id: BOT_ID, genuine: []}});
        await waitFor(() => expect(JSON.stringify(host.store.getState())).toContain(BOT_ID));
        expect(server.requests).toMatchObject([{method: 'POST', path: PATH, body: {post_ids: [POST_ID]}}]);
        expect(card()).toBeNull();
    });

    test('is drawn for a webhook post that the handler has sealed, and asked about again when it changes', async () => {
        const post = byOther();
        const {server, update} = await renderPlugin({post, isBotKnown: false});
        server.answer(PATH, {body: {bot_id: BOT_ID, genuine: [POST_ID]}}, {body: {bot_id: BOT_ID, genuine: []}});
        await waitFor(() => expect(card()).toBeVisible());
        update({...post, update_at: 2, message: 'edited'});
        await waitFor(() => expect(card()).toBeNull());
        expect(server.requests).toHaveLength(2);
    });

    test.each([
        ['refuses', {status: 500}],
        ['hangs up', {hangUp: true}],
        ['answers nonsense', {body: {genuine: 'all'}}],
    ])('is not drawn while the handler %s', async (_, answer) => {
        const {server} = await renderPlugin({post: byOther(), isBotKnown: false});
        server.answer(PATH, answer);
        await waitFor(() => expect(server.requests).toHaveLength(1));
        expect(card()).toBeNull();
    });

    test('is drawn without a handler beside us only for a bot, as Mattermost says', async () => {
        const {server, host} = await renderPlugin({post: webhookPost(alertProps()), isBotKnown: false});
        server.answer(PATH, {status: 404});
        await waitFor(() => expect(JSON.stringify(host.store.getState())).toContain('"nobody":true'));
        expect(card()).toBeNull();
        const {users} = host.store.getState().entities;
        Object.assign(users.profiles, {[BOT_ID]: {id: BOT_ID, is_bot: true}});
        const again = await renderPlugin({post: alertPost({type: ALERT_POST_TYPE}), isBotKnown: false});
        again.server.answer(PATH, {status: 404});
        Object.assign(again.host.store.getState().entities.users.profiles, {[BOT_ID]: {id: BOT_ID, is_bot: true}});
        await waitFor(() => expect(card()).toBeVisible());
    });
});
