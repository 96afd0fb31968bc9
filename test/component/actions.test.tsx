import {screen, waitFor, within} from '@testing-library/react';
import {describe, expect, test} from 'vitest';
import {ACTION} from '#contract';
import {
    acknowledgeAction,
    alertPost,
    dialogEvent,
    quickReasonAction,
    removeAction,
    retryAction,
} from '../support/webapp/fixtures';
import {renderPlugin} from '../support/webapp/render_plugin';

describe.each([
    [retryAction.name, retryAction],
    [removeAction.name, removeAction],
])('%s', (name, action) => {
    test('presses its action and is busy until Mattermost has answered', async () => {
        const {server, user} = await renderPlugin({post: alertPost({actions: [action]})});
        let release = (): void => undefined;
        server.answer(action.id, {after: new Promise((resolve) => (release = resolve))});
        const button = screen.getByRole('button', {name});
        await user.click(button);
        await user.click(button);
        expect(button).toHaveAttribute('aria-busy', 'true');
        release();
        await waitFor(() => expect(button).toHaveAttribute('aria-busy', 'false'));
        expect(server.requests.map(({path}) => path.split('/').at(-1))).toEqual([action.id]);
    });

    test('may be answered with a dialog as well', async () => {
        const {user, emit} = await renderPlugin({post: alertPost({actions: [action]})});
        await user.click(screen.getByRole('button', {name}));
        emit('open_dialog', {dialog: dialogEvent()});
        expect(await screen.findByRole('dialog')).toBeVisible();
    });
});

describe('a quick reason', () => {
    const post = alertPost({actions: [acknowledgeAction, quickReasonAction]});

    test('acknowledges with one choice, without a dialog', async () => {
        const {server, user} = await renderPlugin({post});
        const opener = screen.getByRole('button', {name: 'Acknowledge with …'});
        expect(opener).toHaveAttribute('aria-expanded', 'false');
        await user.click(opener);
        const reasons = screen.getByRole('menu', {name: 'Acknowledge with …'});
        await user.click(within(reasons).getByRole('menuitem', {name: 'Known problem'}));
        await waitFor(() => expect(server.requests).toHaveLength(1));
        expect(server.requests[0]?.path).toMatch(new RegExp(`/actions/${ACTION.quickReason}$`));
        expect(server.requests[0]?.body).toEqual({selected_option: '1'});
        expect(opener).toHaveAttribute('aria-expanded', 'false');
        expect(opener).toHaveFocus();
    });

    test('can be looked at without consequences', async () => {
        const {server, user} = await renderPlugin({post});
        await user.click(screen.getByRole('button', {name: 'Acknowledge with …'}));
        await user.keyboard('{ArrowDown}{ArrowDown}{Tab}{Tab}');
        expect(screen.queryByRole('menu')).toBeNull();
        await user.click(screen.getByRole('button', {name: 'Acknowledge with …'}));
        await user.click(screen.getByRole('button', {name: 'Acknowledge with …'}));
        expect(screen.queryByRole('menu')).toBeNull();
        expect(server.requests).toEqual([]);
    });
});

describe('a press that fails', () => {
    test.each([
        [{status: 400}, /The openITCOCKPIT integration did not answer properly/],
        [{status: 503}, /The openITCOCKPIT integration did not answer properly/],
        [{status: 401}, /Mattermost did not allow this/],
        [{status: 403}, /Mattermost did not allow this/],
        [{status: 404}, /This button no longer exists/],
        [{status: 418}, /That did not work/],
        [{hangUp: true}, /Mattermost could not be reached/],
    ])('says why, once, and can be pressed again (%o)', async (answer, sentence) => {
        const {server, user} = await renderPlugin();
        server.answer(ACTION.acknowledge, answer);
        const button = screen.getByRole('button', {name: 'Acknowledge'});
        await user.click(button);
        expect(await screen.findByText(sentence)).toBeVisible();
        expect(screen.getByRole('alert')).toHaveTextContent(sentence);
        expect(button).toHaveAttribute('aria-busy', 'false');
        await user.click(button);
        await waitFor(() => expect(server.requests).toHaveLength(2));
        expect(screen.getByRole('alert')).toBeEmptyDOMElement();
    });

    test('is forgotten when the post changes', async () => {
        const {server, user, update} = await renderPlugin();
        server.answer(ACTION.acknowledge, {status: 400});
        await user.click(screen.getByRole('button', {name: 'Acknowledge'}));
        await screen.findByText(/did not answer properly/);
        update(alertPost({update_at: 2}));
        expect(screen.getByRole('alert')).toBeEmptyDOMElement();
    });

    test('does not close the dialog it has already opened', async () => {
        const {server, user, emit} = await renderPlugin();
        let release = (): void => undefined;
        server.answer(ACTION.acknowledge, {status: 400, after: new Promise((resolve) => (release = resolve))});
        await user.click(screen.getByRole('button', {name: 'Acknowledge'}));
        emit('open_dialog', {dialog: dialogEvent()});
        await screen.findByRole('dialog');
        release();
        await waitFor(() => expect(server.requests).toHaveLength(1));
        await user.keyboard('still here');
        expect(screen.getByRole('textbox', {name: 'Comment'})).toHaveValue('still here');
        expect(screen.queryByText(/did not answer properly/)).toBeNull();
    });
});
