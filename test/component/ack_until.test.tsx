import {fireEvent, screen, waitFor, within} from '@testing-library/react';
import {describe, expect, test} from 'vitest';
import {FIELD} from '#contract';
import {untilElements} from '../../server-proxy/src/domain/action/ack_until';
import {acknowledgement, alertPost, alertProps, dialogElements, dialogEvent} from '../support/webapp/fixtures';
import {renderPlugin} from '../support/webapp/render_plugin';

/** Shown without the day, because it is today; not at midnight, whenever the test runs. */
const LATER = new Date().setHours(16, 0, 0, 0) / 1000;

const open = async (hasDates: boolean) => {
    const [comment, ...flags] = dialogElements;
    const until = untilElements({language: 'en', zone: 'Europe/Berlin'}, hasDates);
    const page = await renderPlugin();
    await page.user.click(screen.getByRole('button', {name: 'Acknowledge'}));
    page.emit('open_dialog', {dialog: dialogEvent({elements: [comment, ...until, ...flags]})});
    return {page, dialog: await screen.findByRole('dialog')};
};

describe('the dialog of an acknowledgement that may end', () => {
    test.each([true, false])(
        'offers the choices and a picker after the comment (native element: %s)',
        async (hasDates) => {
            const {dialog} = await open(hasDates);
            expect(within(dialog).getByRole('radio', {name: 'until it recovers'})).toBeChecked();
            const picker = screen.getByLabelText('Or until');
            expect(picker).toHaveAttribute('type', 'datetime-local');
            expect(picker).toHaveAccessibleDescription(/Europe\/Berlin/);
            const comment = screen.getByRole('textbox', {name: 'Comment'});
            const follows = comment.compareDocumentPosition(screen.getByRole('group', {name: 'Lasts'}));
            expect(follows).toBe(Node.DOCUMENT_POSITION_FOLLOWING);
        },
    );

    test('sends what was chosen; an end takes the place of the choice', async () => {
        const {page} = await open(true);
        await page.user.type(screen.getByRole('textbox', {name: 'Comment'}), 'restarting it');
        await page.user.click(screen.getByRole('radio', {name: '4 hours'}));
        fireEvent.change(screen.getByLabelText('Or until'), {target: {value: '2026-11-24T16:00'}});
        expect(screen.getByRole('radio', {name: '4 hours'})).not.toBeChecked();
        await page.user.click(screen.getByRole('button', {name: 'Acknowledge now'}));
        await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
        expect(page.server.requests.at(-1)?.body).toMatchObject({
            submission: {[FIELD.end]: '2026-11-24T16:00', [FIELD.comment]: 'restarting it'},
        });
    });
});

describe('the line of a card', () => {
    const render = (more: object, locale = 'en') =>
        renderPlugin({
            post: alertPost({
                alert: alertProps({
                    look: 'acknowledged',
                    acknowledgement: {
                        ...acknowledgement({author: 'Jane', comment: 'restarting the web server'}),
                        ...more,
                    },
                }),
            }),
            locale,
        });

    test('says until when the problem is looked after', async () => {
        await render({until: LATER, sticky: false});
        expect(screen.getByRole('status')).toHaveTextContent(
            /Jane · restarting the web server · until (4:00 PM|16:00)$/,
        );
    });

    test('and so in German', async () => {
        await render({until: LATER, sticky: false}, 'de');
        expect(screen.getByRole('status')).toHaveTextContent('· bis 16:00');
    });

    test('says why it is still there although its end has come', async () => {
        await render({until: LATER, not_ended: 'Jane is not connected any more.'});
        expect(screen.getByRole('status')).toHaveTextContent('Has not ended. Jane is not connected any more.');
    });
});
