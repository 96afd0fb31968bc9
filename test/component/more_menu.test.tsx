import {screen, waitFor} from '@testing-library/react';
import {describe, expect, test} from 'vitest';
import {ACTION, CHOICE} from '#contract';
import {
    acknowledgeAction,
    alertPost,
    dialogEvent,
    downtimeDialog,
    moreAction,
    quickReasonAction,
} from '../support/webapp/fixtures';
import {renderPlugin} from '../support/webapp/render_plugin';

const post = alertPost({actions: [acknowledgeAction, moreAction]});
const render = async () => {
    const page = await renderPlugin({post});
    return {...page, opener: screen.getByRole('button', {name: 'More…'})};
};
const itemNames = () => screen.getAllByRole('menuitem').map(({textContent}) => textContent);

describe('the menu of further actions', () => {
    test('is a menu button that says whether it is open', async () => {
        const {opener, user} = await render();
        expect(opener).toHaveAttribute('aria-haspopup', 'menu');
        expect(opener).toHaveAttribute('aria-expanded', 'false');
        expect(screen.queryByRole('menu')).toBeNull();
        await user.click(opener);
        expect(opener).toHaveAttribute('aria-expanded', 'true');
        expect(screen.getByRole('menu', {name: 'More…'})).toBeVisible();
        expect(itemNames()).toEqual(moreAction.options.map(({text}) => text));
        expect(screen.getAllByRole('menuitem')[0]).toHaveFocus();
        await user.click(opener);
        expect(screen.queryByRole('menu')).toBeNull();
    });

    test('arrows, Home and End move round, and nothing is done by moving', async () => {
        const {opener, server, user} = await render();
        opener.focus();
        await user.keyboard('{ArrowDown}');
        const [first, second, last] = screen.getAllByRole('menuitem');
        expect(first).toHaveFocus();
        await user.keyboard('{ArrowDown}');
        expect(second).toHaveFocus();
        await user.keyboard('{End}');
        expect(last).toHaveFocus();
        await user.keyboard('{ArrowDown}');
        expect(first).toHaveFocus();
        await user.keyboard('{ArrowUp}');
        expect(last).toHaveFocus();
        await user.keyboard('{Home}');
        expect(first).toHaveFocus();
        expect(server.requests).toEqual([]);
    });

    test('ArrowUp on the button opens it at its end', async () => {
        const {opener, user} = await render();
        opener.focus();
        await user.keyboard('{ArrowUp}');
        expect(screen.getAllByRole('menuitem').at(-1)).toHaveFocus();
    });

    test('a letter goes to the next item that begins with it', async () => {
        const {opener, server, user} = await render();
        await user.click(opener);
        await user.keyboard('r');
        expect(screen.getByRole('menuitem', {name: 'Recheck now'})).toHaveFocus();
        await user.keyboard('R');
        expect(screen.getByRole('menuitem', {name: 'Recheck host and services'})).toHaveFocus();
        await user.keyboard('rx');
        expect(screen.getByRole('menuitem', {name: 'Recheck now'})).toHaveFocus();
        expect(server.requests).toEqual([]);
    });

    test('Escape closes it and gives the focus back, and Mattermost does not hear it', async () => {
        const {opener, user} = await render();
        const heard: string[] = [];
        const listen = ({key}: KeyboardEvent) => heard.push(key);
        document.addEventListener('keydown', listen);
        await user.click(opener);
        await user.keyboard('{ArrowDown}{Escape}');
        document.removeEventListener('keydown', listen);
        expect(screen.queryByRole('menu')).toBeNull();
        expect(opener).toHaveFocus();
        expect(heard).toEqual([]);
    });

    test.each(['Tab', 'a click elsewhere'])('%s closes it', async (how) => {
        const {opener, user} = await render();
        await user.click(opener);
        await (how === 'Tab' ? user.keyboard('{Tab}') : user.click(document.body));
        await waitFor(() => expect(screen.queryByRole('menu')).toBeNull());
    });

    test('an item presses the action with its value, by click and by key', async () => {
        const {opener, server, user} = await render();
        await user.click(opener);
        await user.click(screen.getByRole('menuitem', {name: 'Recheck now'}));
        await waitFor(() => expect(server.requests).toHaveLength(1));
        expect(server.requests[0]?.path).toMatch(new RegExp(`/actions/${ACTION.more}$`));
        expect(server.requests[0]?.body).toEqual({selected_option: CHOICE.recheck});
        expect(screen.queryByRole('menu')).toBeNull();
        await waitFor(() => expect(opener).toHaveAttribute('aria-busy', 'false'));

        await user.keyboard('{Enter}{End}{Enter}');
        await waitFor(() => expect(server.requests).toHaveLength(2));
        expect(server.requests[1]?.body).toEqual({selected_option: CHOICE.recheckAll});
    });

    test('what opens a dialog is busy until it is there', async () => {
        const {opener, server, user, emit} = await render();
        await user.click(opener);
        await user.click(screen.getByRole('menuitem', {name: 'Schedule downtime…'}));
        await waitFor(() => expect(server.requests).toHaveLength(1));
        expect(opener).toHaveAttribute('aria-busy', 'true');
        emit('open_dialog', {dialog: dialogEvent(downtimeDialog)});
        expect(await screen.findByRole('dialog', {name: 'Schedule downtime'})).toBeVisible();
        expect(opener).toHaveAttribute('aria-busy', 'false');
    });
});

describe('the buttons of both menus', () => {
    test.each([
        ['Acknowledge with …', quickReasonAction],
        ['More…', moreAction],
    ])('%s is a sign, with its name for those who do not see it', async (name, action) => {
        await renderPlugin({post: alertPost({actions: [action]})});
        const button = screen.getByRole('button', {name});
        expect(button).toHaveTextContent('');
        expect(button).toHaveAttribute('title', name);
        expect(button.querySelector('svg')).toHaveAttribute('aria-hidden', 'true');
    });

    test('a menu of another version has its name, as no sign is known for it', async () => {
        await renderPlugin({post: alertPost({actions: [{...moreAction, id: 'later', name: 'Later…'}]})});
        expect(screen.getByRole('button', {name: 'Later…'})).toHaveTextContent('Later…');
    });

    test('only one menu is open at a time', async () => {
        const {user} = await renderPlugin({post: alertPost({actions: [quickReasonAction, moreAction]})});
        await user.click(screen.getByRole('button', {name: 'Acknowledge with …'}));
        await user.click(screen.getByRole('button', {name: 'More…'}));
        expect(screen.getByRole('menu')).toHaveAccessibleName('More…');
        expect(screen.getByRole('button', {name: 'More…'}).getAttribute('aria-controls')).toBe(
            screen.getByRole('menu').id,
        );
    });
});
