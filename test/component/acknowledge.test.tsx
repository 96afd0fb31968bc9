import {act, fireEvent, screen, waitFor, within} from '@testing-library/react';
import {afterEach, describe, expect, test, vi} from 'vitest';
import {ACTION, ackDialogCallbackId} from '#contract';
import {
    acknowledgeAction,
    alertPost,
    CHANNEL_ID,
    dialogElements,
    dialogEvent,
    POST_ID,
    quickReasonAction,
    TEAM_ID,
    USER_ID,
} from '../support/webapp/fixtures';
import {type RenderedPlugin, renderPlugin} from '../support/webapp/render_plugin';

const SUBMIT = '/api/v4/actions/dialogs/submit';

const acknowledgeButton = (): HTMLElement => screen.getByRole('button', {name: 'Acknowledge'});
const submitButton = (): HTMLElement => screen.getByRole('button', {name: 'Acknowledge now'});
const commentBox = (): HTMLElement => screen.getByRole('textbox', {name: 'Comment'});

const openDialog = async (plugin: RenderedPlugin, changes: object = {}): Promise<HTMLElement> => {
    await plugin.user.click(acknowledgeButton());
    plugin.emit('open_dialog', {dialog: dialogEvent(changes)});
    return screen.findByRole('dialog', {name: 'Acknowledge Ping'});
};

afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
});

const submissions = ({server}: RenderedPlugin) => server.requests.filter(({path}) => path === SUBMIT);

describe('pressing Acknowledge', () => {
    test('presses the action of the post itself, with the headers Mattermost wants', async () => {
        const {server, user} = await renderPlugin();
        await user.click(acknowledgeButton());
        await waitFor(() => expect(server.requests).toHaveLength(1));
        const [request] = server.requests;
        expect(request?.method).toBe('POST');
        expect(request?.path).toBe(`/api/v4/posts/${POST_ID}/actions/${ACTION.acknowledge}`);
        expect(request?.body).toEqual({selected_option: ''});
        expect(request?.headers).toMatchObject({'x-csrf-token': 'csrf-token', 'x-requested-with': 'XMLHttpRequest'});
    });

    test('respects the sub-path of the installation', async () => {
        vi.stubGlobal('basename', '/chat');
        const {server, user} = await renderPlugin();
        await user.click(acknowledgeButton());
        await waitFor(() => expect(server.requests[0]?.path).toMatch(/^\/chat\/api\/v4\/posts\//));
    });

    test('sends the cookie of an ephemeral post along', async () => {
        const post = alertPost({actions: [{...acknowledgeAction, cookie: 'encrypted'}]});
        const {server, user} = await renderPlugin({post});
        await user.click(acknowledgeButton());
        await waitFor(() => expect(server.requests[0]?.body).toEqual({selected_option: '', cookie: 'encrypted'}));
    });

    test('is busy until the dialog is there, and a double click presses once', async () => {
        const {server, user, emit} = await renderPlugin();
        await user.dblClick(acknowledgeButton());
        expect(acknowledgeButton()).toHaveAttribute('aria-busy', 'true');
        await waitFor(() => expect(server.requests).toHaveLength(1));
        await user.click(acknowledgeButton());
        emit('open_dialog', {dialog: dialogEvent()});
        await screen.findByRole('dialog');
        expect(server.requests).toHaveLength(1);
        expect(screen.getByRole('button', {name: 'Acknowledge'})).toHaveAttribute('aria-busy', 'false');
    });

    test('says so when no dialog comes within ten seconds, and can be pressed again', async () => {
        const {server, user, emit} = await renderPlugin();
        vi.useFakeTimers({toFake: ['setTimeout', 'clearTimeout']});
        // user-event itself waits for timers.
        fireEvent.click(acknowledgeButton());
        act(() => void vi.advanceTimersByTime(9_999));
        expect(screen.queryByText(/did not open/)).toBeNull();
        act(() => void vi.advanceTimersByTime(1));
        vi.useRealTimers();
        expect(await screen.findByText('The form did not open. Try again.')).toBeVisible();
        emit('open_dialog', {dialog: dialogEvent()});
        expect(screen.queryByRole('dialog')).toBeNull();
        await user.click(acknowledgeButton());
        await waitFor(() => expect(server.requests).toHaveLength(2));
        expect(screen.queryByText(/did not open/)).toBeNull();
    });

    test('stops waiting when the handler answers in words', async () => {
        const {user, emit} = await renderPlugin();
        await user.click(acknowledgeButton());
        expect(acknowledgeButton()).toHaveAttribute('aria-busy', 'true');
        emit('ephemeral_message', {post: JSON.stringify({root_id: POST_ID, message: 'Already acknowledged.'})});
        await waitFor(() => expect(acknowledgeButton()).toHaveAttribute('aria-busy', 'false'));
    });
});

describe('whose dialog it is', () => {
    test.each([
        ['nobody pressed', {}, false],
        ['it belongs to another post', {callback_id: ackDialogCallbackId('x'.repeat(26))}, true],
        ['it belongs to another plugin', {callback_id: 'theirs'}, true],
        ['its state is missing', {state: undefined}, true],
    ])('is not shown when %s', async (_, changes, pressed) => {
        const plugin = await renderPlugin();
        if (pressed) {
            await plugin.user.click(acknowledgeButton());
        }
        plugin.emit('open_dialog', {dialog: dialogEvent(changes)});
        plugin.emit('open_dialog', {dialog: '{not json'});
        plugin.emit('open_dialog', {});
        expect(screen.queryByRole('dialog')).toBeNull();
    });

    test('a second event for the same press is not for us', async () => {
        const plugin = await renderPlugin();
        await openDialog(plugin);
        plugin.emit('open_dialog', {dialog: dialogEvent({state: 'second'})});
        await plugin.user.click(screen.getByRole('button', {name: 'Cancel'}));
        expect(screen.queryByRole('dialog')).toBeNull();
    });
});

describe('the comment dialog', () => {
    test('sends what was typed and ticked, closes, and gives the focus back', async () => {
        const plugin = await renderPlugin();
        const dialog = await openDialog(plugin);
        expect(dialog).toHaveAttribute('aria-modal', 'true');
        expect(dialog).toHaveAccessibleDescription('CRITICAL Ping on web01');
        expect(commentBox()).toHaveFocus();
        expect(commentBox()).toBeRequired();
        await plugin.user.type(commentBox(), '  replacing the disk ');
        await plugin.user.click(screen.getByRole('checkbox', {name: 'Notify'}));
        await plugin.user.click(submitButton());
        await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
        expect(submissions(plugin).map(({body}) => body)).toEqual([
            {
                type: 'dialog_submission',
                url: 'http://127.0.0.1:8080/api/v1/dialogs',
                callback_id: ackDialogCallbackId(POST_ID),
                state: 'signed-state',
                channel_id: CHANNEL_ID,
                team_id: TEAM_ID,
                user_id: USER_ID,
                submission: {comment: 'replacing the disk', sticky: true, notify: true},
                cancelled: false,
            },
        ]);
        expect(acknowledgeButton()).toHaveFocus();
    });

    test('in a direct message names the team on screen', async () => {
        const plugin = await renderPlugin({post: alertPost({channel_id: 'direct'})});
        await openDialog(plugin);
        await plugin.user.type(commentBox(), 'on it{Control>}{Enter}{/Control}');
        await waitFor(() =>
            expect(submissions(plugin)[0]?.body).toMatchObject({channel_id: 'direct', team_id: 'another-team'}),
        );
    });

    test('fills the comment from the quick reasons of the post', async () => {
        const plugin = await renderPlugin({post: alertPost({actions: [acknowledgeAction, quickReasonAction]})});
        const dialog = await openDialog(plugin);
        const reasons = within(dialog).getByRole('group', {name: 'Quick reasons'});
        await plugin.user.click(within(reasons).getByRole('button', {name: 'Known problem'}));
        expect(commentBox()).toHaveValue('Known problem');
        expect(commentBox()).toHaveAccessibleDescription(/13 of 500 characters/);
    });

    test('shows a prefilled comment', async () => {
        const plugin = await renderPlugin();
        await openDialog(plugin, {elements: [{...dialogElements[0], default: 'as yesterday'}]});
        expect(commentBox()).toHaveValue('as yesterday');
    });

    test('leaves out elements it does not know', async () => {
        const plugin = await renderPlugin();
        const elements = [...dialogElements, {name: 'when', type: 'datetime', display_name: 'When'}, 7, null];
        await openDialog(plugin, {elements});
        expect(screen.queryByText('When')).toBeNull();
        expect(screen.getAllByRole('checkbox')).toHaveLength(2);
    });

    test('does not send a comment that is too short, and says what is wanted', async () => {
        const plugin = await renderPlugin();
        await openDialog(plugin);
        await plugin.user.type(commentBox(), ' x ');
        await plugin.user.click(submitButton());
        expect(screen.getByText('Write at least 3 characters.')).toBeVisible();
        expect(commentBox()).toBeInvalid();
        expect(commentBox()).toHaveFocus();
        expect(submissions(plugin)).toHaveLength(0);
        await plugin.user.type(commentBox(), 'yz');
        expect(commentBox()).toBeValid();
    });

    test('does not let more in than the handler takes', async () => {
        const plugin = await renderPlugin();
        await openDialog(plugin, {elements: [{...dialogElements[0], max_length: 5}]});
        await plugin.user.type(commentBox(), 'abcdefg');
        expect(commentBox()).toHaveValue('abcde');
    });

    test('shows what the handler objects to, at the field and below, and can be sent again', async () => {
        const plugin = await renderPlugin();
        plugin.server.answer(SUBMIT, {
            body: {error: 'Two-way integration is off.', errors: {comment: 'No backticks, please.', nope: 'Unknown.'}},
        });
        await openDialog(plugin);
        await plugin.user.type(commentBox(), 'a `b`');
        await plugin.user.click(submitButton());
        expect(await screen.findByText('No backticks, please.')).toBeVisible();
        expect(commentBox()).toHaveAccessibleDescription(/No backticks, please/);
        expect(screen.getByText('Two-way integration is off. Unknown.')).toBeVisible();
        await plugin.user.click(submitButton());
        await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
        expect(submissions(plugin)).toHaveLength(2);
    });

    test.each([
        [{status: 400}, /The openITCOCKPIT integration did not answer properly/],
        [{status: 403}, /Mattermost did not allow this/],
        [{hangUp: true}, /Mattermost could not be reached/],
    ])('stays open with the comment when sending fails (%o)', async (answer, sentence) => {
        const plugin = await renderPlugin();
        plugin.server.answer(SUBMIT, answer);
        await openDialog(plugin);
        await plugin.user.type(commentBox(), 'replacing the disk');
        await plugin.user.click(submitButton());
        expect(await screen.findByText(sentence)).toBeVisible();
        expect(commentBox()).toHaveValue('replacing the disk');
    });

    test('sends once, however often it is pressed', async () => {
        const plugin = await renderPlugin();
        let release = (): void => undefined;
        plugin.server.answer(SUBMIT, {after: new Promise((resolve) => (release = resolve))});
        await openDialog(plugin);
        await plugin.user.type(commentBox(), 'replacing the disk');
        await plugin.user.dblClick(submitButton());
        await plugin.user.type(commentBox(), '{Control>}{Enter}{/Control}');
        expect(submitButton()).toHaveAttribute('aria-disabled', 'true');
        release();
        await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
        expect(submissions(plugin)).toHaveLength(1);
    });
});

describe('the keyboard', () => {
    test('is enough for the whole way', async () => {
        const plugin = await renderPlugin();
        await plugin.user.tab();
        await plugin.user.tab();
        await plugin.user.tab();
        expect(acknowledgeButton()).toHaveFocus();
        await plugin.user.keyboard('{Enter}');
        plugin.emit('open_dialog', {dialog: dialogEvent()});
        await screen.findByRole('dialog');
        await plugin.user.keyboard('on it{Control>}{Enter}{/Control}');
        await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
        expect(submissions(plugin)[0]?.body.submission).toMatchObject({comment: 'on it'});
    });

    test('Escape closes without sending and gives the focus back', async () => {
        const plugin = await renderPlugin();
        await openDialog(plugin);
        await plugin.user.keyboard('half a comm{Escape}');
        await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
        expect(submissions(plugin)).toHaveLength(0);
        expect(acknowledgeButton()).toHaveFocus();
    });

    test('Ctrl+Enter on Cancel sends and does not cancel', async () => {
        const plugin = await renderPlugin();
        plugin.server.answer(SUBMIT, {body: {error: 'No.'}});
        await openDialog(plugin, {notify_on_cancel: true});
        await plugin.user.type(commentBox(), 'on it');
        screen.getByRole('button', {name: 'Cancel'}).focus();
        await plugin.user.keyboard('{Control>}{Enter}{/Control}');
        await screen.findByText('No.');
        expect(submissions(plugin).map(({body}) => body.cancelled)).toEqual([false]);
    });

    test('does not reach the page behind the dialog', async () => {
        const plugin = await renderPlugin();
        await openDialog(plugin);
        const pageKeys: string[] = [];
        const listen = ({key}: KeyboardEvent): void => void pageKeys.push(key);
        document.addEventListener('keydown', listen);
        await plugin.user.keyboard('ab');
        document.removeEventListener('keydown', listen);
        expect(commentBox()).toHaveValue('ab');
        expect(pageKeys).toEqual([]);
    });
});

test('a handler that wants to know of a cancellation is told, once', async () => {
    const plugin = await renderPlugin();
    await openDialog(plugin, {notify_on_cancel: true});
    await plugin.user.keyboard('{Escape}');
    await waitFor(() => expect(submissions(plugin)).toHaveLength(1));
    expect(submissions(plugin)[0]?.body).toMatchObject({submission: {}, cancelled: true, state: 'signed-state'});
});

test('speaks German', async () => {
    const plugin = await renderPlugin({locale: 'de'});
    plugin.server.answer(SUBMIT, {status: 400});
    await openDialog(plugin);
    await plugin.user.click(submitButton());
    expect(screen.getByText('Bitte mindestens 3 Zeichen schreiben.')).toBeVisible();
    await plugin.user.type(commentBox(), 'Platte wird getauscht');
    await plugin.user.click(submitButton());
    expect(await screen.findByText(/Die openITCOCKPIT-Anbindung hat nicht richtig geantwortet/)).toBeVisible();
    await plugin.user.click(screen.getByRole('button', {name: 'Abbrechen'}));
    expect(screen.queryByRole('dialog')).toBeNull();
});
