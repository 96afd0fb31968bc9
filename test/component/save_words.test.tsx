import type {Post} from '@mattermost/types/posts';
import {act, screen, waitFor} from '@testing-library/react';
import {describe, expect, test} from 'vitest';
import {ROUTE} from '#contract';
import {alertPost, alertProps, CHANNEL_ID, POST_ID} from '../support/webapp/fixtures';
import {renderPlugin, startPlugin} from '../support/webapp/render_plugin';

const REPLY = 'reply'.padEnd(26, '1');

const reply = (changes = {}): Post =>
    ({
        id: REPLY,
        root_id: POST_ID,
        channel_id: CHANNEL_ID,
        message: 'new disk',
        type: '',
        props: {},
        ...changes,
    }) as Post;

const acknowledged = () => alertPost({alert: {...alertProps(), look: 'acknowledged'}});

const loaded = (host: {store: {dispatch: (action: never) => unknown}}, ...posts: readonly Post[]): void => {
    const byId = Object.fromEntries(posts.map((post) => [post.id, post]));
    act(() => void host.store.dispatch({type: 'RECEIVED_POSTS', posts: byId} as never));
};

describe('Save to openITCOCKPIT', () => {
    test('is in the menu of what people reply below an acknowledged problem, and nowhere else', async () => {
        const {host} = await startPlugin();
        const entry = host.postMenu[1];
        const offers = (...posts: readonly Post[]): boolean => {
            loaded(host, ...posts);
            return entry?.filter(REPLY) ?? false;
        };
        expect(offers(acknowledged(), reply())).toBe(true);
        expect(offers(alertPost(), reply())).toBe(false);
        expect(offers(acknowledged(), reply({root_id: ''}))).toBe(false);
        expect(offers(acknowledged(), reply({type: 'system_join_channel'}))).toBe(false);
        expect(offers(reply())).toBe(false);
        expect(entry?.filter(POST_ID)).toBe(false);
    });

    test('sends the reply’s id', async () => {
        const {host, server} = await renderPlugin({post: acknowledged()});
        loaded(host, acknowledged(), reply());
        act(() => host.postMenu[1]?.action(REPLY));
        await waitFor(() => expect(server.requests.at(-1)).toMatchObject({body: {post_id: REPLY}}));
        expect(server.requests.at(-1)?.path).toMatch(new RegExp(`${ROUTE.words}$`));
        expect(screen.queryByText(/could not be reached/)).toBeNull();
    });

    test('that it could not be sent is shown by the post of the problem', async () => {
        const {host, server} = await renderPlugin({post: acknowledged()});
        loaded(host, acknowledged(), reply());
        server.answer(ROUTE.words, {hangUp: true});
        act(() => host.postMenu[1]?.action(REPLY));
        expect(await screen.findByText(/could not be reached/)).toBeVisible();
    });
});
