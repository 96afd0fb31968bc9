import {screen} from '@testing-library/react';
import {describe, expect, test} from 'vitest';
import {LOOKS} from '#contract';
import {axeFindsIn} from '../support/webapp/axe';
import {
    acknowledgeAction,
    acknowledgement,
    alertPost,
    alertProps,
    dialogEvent,
    downtimeDialog,
    moreAction,
    quickReasonAction,
    webhookPost,
} from '../support/webapp/fixtures';
import {renderPlugin} from '../support/webapp/render_plugin';

const actions = [acknowledgeAction, quickReasonAction, moreAction];

describe('axe-core finds nothing', () => {
    test.each(LOOKS)('in a card of the look %s', async (look) => {
        const alert = alertProps({look, acknowledgement: acknowledgement({sticky: true}), flapping: true});
        await renderPlugin({post: alertPost({alert, actions})});
        expect(await axeFindsIn(document.body)).toEqual([]);
    });

    test('above a native attachment, and in a post that is not understood', async () => {
        const {update} = await renderPlugin({post: webhookPost(alertProps())});
        expect(await axeFindsIn(document.body)).toEqual([]);
        update(alertPost({alert: {version: 99}, actions}));
        expect(await axeFindsIn(document.body)).toEqual([]);
    });

    test.each(['More…', 'Acknowledge with …'])('in the menu %s', async (name) => {
        const {user} = await renderPlugin({post: alertPost({actions})});
        await user.click(screen.getByRole('button', {name}));
        expect(await axeFindsIn(document.body)).toEqual([]);
    });

    test('in what is unfolded', async () => {
        const recovered = alertProps({look: 'recovered', state: 'OK', output: 'line\n'.repeat(9)});
        const {user} = await renderPlugin({post: alertPost({alert: recovered, actions: []})});
        await user.click(screen.getByRole('button', {name: 'Show details'}));
        await user.click(screen.getByRole('button', {name: 'Show more'}));
        expect(await axeFindsIn(document.body)).toEqual([]);
    });

    test.each([
        ['Acknowledge', 'Acknowledge', {}],
        ['More…', 'Schedule downtime', downtimeDialog],
    ])('in the dialog that %s opens', async (button, _title, dialog) => {
        const {user, emit} = await renderPlugin({post: alertPost({actions})});
        await user.click(screen.getByRole('button', {name: button}));
        if (button === 'More…') {
            await user.click(screen.getByRole('menuitem', {name: 'Schedule downtime…'}));
        }
        emit('open_dialog', {dialog: dialogEvent(dialog)});
        await screen.findByRole('dialog');
        expect(await axeFindsIn(document.body)).toEqual([]);
    });
});
