import {screen, waitFor} from '@testing-library/react';
import React from 'react';
import {afterEach, describe, expect, test, vi} from 'vitest';
import {ALERT_POST_TYPE} from '#contract';
import {acknowledgeAction, alertPost, alertProps, POST_ID} from '../support/webapp/fixtures';
import {renderPlugin} from '../support/webapp/render_plugin';

const MESSAGE = 'CRITICAL Ping on web01: PING CRITICAL - rta nan, lost 100%';

afterEach(() => vi.unstubAllGlobals());

describe('props it does not understand', () => {
    test.each([
        ['a newer version', {...alertProps(), version: 2}],
        ['an unknown state', {...alertProps(), state: 'MELTING'}],
        ['a text where an object belongs', 'CRITICAL'],
        ['nothing', null],
        ['a text without bounds', {...alertProps(), output: 'x'.repeat(100_000)}],
    ])('%s: the message, the attachment, and a button that works', async (_, alert) => {
        const {server, user} = await renderPlugin({post: alertPost({alert})});
        expect(screen.queryByRole('status')).toBeNull();
        expect(screen.getByText(MESSAGE)).toBeVisible();
        expect(screen.getByText(/native text/)).toHaveTextContent('**Host** web01');
        await user.click(screen.getByRole('button', {name: 'Acknowledge'}));
        await waitFor(() => expect(server.requests[0]?.path).toContain(POST_ID));
    });

    test('above a native attachment: the message only', async () => {
        const post = alertPost({alert: {}, type: 'slack_attachment'});
        await renderPlugin({post: {...post, props: {...post.props, type: ALERT_POST_TYPE}}});
        expect(screen.getByText(MESSAGE)).toBeVisible();
        expect(screen.queryByText(/native text/)).toBeNull();
        expect(screen.queryByRole('button')).toBeNull();
    });

    test("uses the host's own Markdown where there is one", async () => {
        vi.stubGlobal('PostUtils', {
            formatText: (markdown: string) => `html of ${markdown}`,
            messageHtmlToComponent: (html: string) => <em>{html}</em>,
        });
        await renderPlugin({post: alertPost({alert: {}, message: '**bold**', actions: []})});
        expect(screen.getByText('html of **bold**').tagName).toBe('EM');
    });
});

describe('attachments that are not what they should be', () => {
    const withAttachments = (attachments: unknown) => {
        const post = alertPost();
        return {...post, props: {...post.props, attachments}};
    };

    test.each([
        [null],
        ['text'],
        [[null, 7, {actions: 'none'}]],
        [[{actions: [null, {}, {id: 'a'}, {name: 'b'}, {id: 7, name: 'c'}, {id: '', name: 'd'}]}]],
    ])('%o: the card without buttons', async (attachments) => {
        await renderPlugin({post: withAttachments(attachments)});
        expect(screen.getByRole('group', {name: 'CRITICAL: Ping on web01'})).toBeVisible();
        expect(screen.queryByRole('button')).toBeNull();
    });

    test('a disabled action cannot be pressed', async () => {
        await renderPlugin({post: withAttachments([{actions: [{...acknowledgeAction, disabled: true}]}])});
        expect(screen.getByRole('button', {name: 'Acknowledge'})).toBeDisabled();
    });
});
