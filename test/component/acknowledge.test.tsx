import {screen, waitFor, within} from '@testing-library/react';
import {describe, expect, test} from 'vitest';
import {ACTION} from '#contract';
import {
    acknowledgeAction,
    alertPost,
    CHANNEL_ID,
    dialogEvent,
    POST_ID,
    quickReasonAction,
    TEAM_ID,
    USER_ID,
} from '../support/webapp/fixtures';
import {type RenderedPlugin, renderPlugin} from '../support/webapp/render_plugin';

const SUBMIT = '/api/v4/actions/dialogs/submit';

const openDialog = async (plugin: RenderedPlugin, changes: object = {}): Promise<HTMLElement> => {
    await plugin.user.click(screen.getByRole('button', {name: 'Acknowledge'}));
    plugin.emit('open_dialog', {dialog: dialogEvent(changes)});
    return screen.findByRole('dialog', {name: 'Acknowledge Ping'});
};

describe('pressing Acknowledge', () => {
    test('presses the action of the post itself, with the headers Mattermost wants', async () => {
        const {server, user} = await renderPlugin();
        await user.click(screen.getByRole('button', {name: 'Acknowledge'}));
        await waitFor(() => expect(server.requests).toHaveLength(1));
        const [request] = server.requests;
        expect(request?.method).toBe('POST');
        expect(request?.path).toBe(`/api/v4/posts/${POST_ID}/actions/${ACTION.acknowledge}`);
        expect(request?.body).toEqual({selected_option: ''});
        expect(request?.headers).toMatchObject({'x-csrf-token': 'csrf-token', 'x-requested-with': 'XMLHttpRequest'});
    });

    test('opens our dialog and sends what was typed', async () => {
        const plugin = await renderPlugin();
        const dialog = await openDialog(plugin);
        const comment = within(dialog).getByRole('textbox', {name: 'Comment'});
        expect(comment).toHaveFocus();
        await plugin.user.type(comment, 'replacing the disk');
        await plugin.user.click(within(dialog).getByRole('checkbox', {name: 'Notify'}));
        await plugin.user.click(within(dialog).getByRole('button', {name: 'Acknowledge now'}));
        await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
        expect(plugin.server.requests.at(-1)?.path).toBe(SUBMIT);
        expect(plugin.server.requests.at(-1)?.body).toEqual({
            type: 'dialog_submission',
            url: 'http://127.0.0.1:8080/api/v1/dialogs',
            callback_id: `oitcack:${POST_ID}`,
            state: 'signed-state',
            channel_id: CHANNEL_ID,
            team_id: TEAM_ID,
            user_id: USER_ID,
            submission: {comment: 'replacing the disk', sticky: true, notify: true},
            cancelled: false,
        });
        expect(screen.getByRole('button', {name: 'Acknowledge'})).toHaveFocus();
    });
});
